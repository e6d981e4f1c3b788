#include "html_meta.hpp"

#include <array>
#include <map>

#include "citation.hpp"
#include "html_text.hpp"
#include "html_tree.hpp"
#include "json_record.hpp"
#include "report_fields.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

/// The meta tags of a page by name, in order.
class MetaTags {
public:
    explicit MetaTags(const MarkupElement& page) {
        for (const MarkupElement* tag : page.descendants("meta")) {
            std::string_view name = tag->attribute("name");
            if (name.empty()) name = tag->attribute("property");
            const std::string content = collapsed(tag->attribute("content"));
            if (!name.empty() && !content.empty()) values_[folded(name)].push_back(content);
        }
    }

    [[nodiscard]] const std::vector<std::string>& all(std::string_view name) const {
        static const std::vector<std::string> kNone;
        const auto found = values_.find(name);
        return found == values_.end() ? kNone : found->second;
    }

    /// The values of the first of `names` that has any.
    [[nodiscard]] const std::vector<std::string>& any(
        std::initializer_list<std::string_view> names) const {
        for (const std::string_view name : names) {
            if (!all(name).empty()) return all(name);
        }
        return all({});
    }

    [[nodiscard]] std::string first(std::initializer_list<std::string_view> names) const {
        const auto& values = any(names);
        return values.empty() ? std::string() : values.front();
    }

private:
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

void read_authors(const MetaTags& tags, CaseReport& report) {
    for (const std::string& value : tags.any({"citation_author", "citation_authors", "dc.creator",
                                              "dcterms.creator", "dc.contributor", "author"})) {
        for (const std::string_view name : split(value, ";"))
            add_once(report.authors, person_by_family(name));
    }
}

void read_identifiers(const MetaTags& tags, CaseReport& report) {
    for (const char* name : {"citation_doi", "prism.doi", "dc.identifier", "dcterms.identifier",
                             "bepress_citation_doi", "dc.identifier.doi"}) {
        for (const std::string& value : tags.all(name)) {
            if (report.doi.empty()) report.doi = find_doi(value);
        }
    }
    report.pmid = tags.first({"citation_pmid"});
    if (report.pmid.find_first_not_of("0123456789") != std::string::npos) report.pmid.clear();
}

void read_pages(const MetaTags& tags, CaseReport& report) {
    report.volume = tags.first({"citation_volume", "prism.volume"});
    report.pages = tags.first({"citation_firstpage", "prism.startingpage"});
    const std::string last = tags.first({"citation_lastpage", "prism.endingpage"});
    if (!last.empty() && last != report.pages && report.pages.find('-') == std::string::npos)
        report.pages += "-" + last;
}

void read_keywords(const MetaTags& tags, CaseReport& report) {
    for (const std::string& value : tags.any({"citation_keywords", "citation_keyword", "dc.subject",
                                              "dcterms.subject", "prism.keyword", "keywords"})) {
        const bool semicolons = value.find(';') != value.npos;
        for (const std::string_view keyword : split(value, semicolons ? ";" : ","))
            add_once(report.keywords, keyword);
    }
}

/// "citation_title=A; citation_author=B; …" as a citation; any other text as it is.
std::string reference_text(std::string_view value) {
    if (value.find("citation_") == value.npos) return collapsed(value);
    std::map<std::string, std::string, std::less<>> parts;
    std::string authors;
    for (const std::string_view part : split(value, ";")) {
        const std::size_t equals = part.find('=');
        if (equals == part.npos) continue;
        const std::string key(trimmed(part.substr(0, equals)));
        const std::string text = collapsed(part.substr(equals + 1));
        if (key == "citation_author") {
            authors += (authors.empty() ? "" : ", ") + text;
        } else {
            parts.try_emplace(key, text);
        }
    }
    std::string out = authors;
    const auto add = [&](std::string_view separator, const char* key) {
        const auto found = parts.find(key);
        if (found == parts.end() || found->second.empty()) return;
        if (!out.empty()) out += separator;
        out += found->second;
    };
    add(". ", "citation_title");
    add(". ", "citation_journal_title");
    add(". ", "citation_publication_date");
    add(";", "citation_volume");
    add(":", "citation_pages");
    add(". ", "citation_doi");
    return out;
}

}  // namespace

HtmlMeta read_html_meta(const MarkupElement& page) {
    const MetaTags tags(page);
    HtmlMeta meta;
    CaseReport& report = meta.fields;
    report.title = tags.first({"citation_title", "dc.title", "dcterms.title",
                               "bepress_citation_title", "prism.title", "og:title"});
    read_authors(tags, report);
    read_identifiers(tags, report);
    read_pages(tags, report);
    read_keywords(tags, report);
    report.journal = tags.first({"citation_journal_title", "prism.publicationname", "dc.source",
                                 "dcterms.ispartof", "citation_journal_abbrev"});
    for (const char* name : {"citation_publication_date", "citation_date", "citation_cover_date",
                             "citation_year", "citation_online_date", "prism.publicationdate",
                             "dc.date", "dcterms.issued", "article:published_time"}) {
        if (!report.year) report.year = find_year(tags.first({name}));
    }
    report.article_type = tags.first({"citation_article_type", "prism.section", "dc.type"});
    report.article_type = is_known_article_type(report.article_type)
                              ? article_type_named(report.article_type)
                              : std::string();
    const Language language =
        Language::from_tag(tags.first({"citation_language", "dc.language", "dcterms.language"}));
    if (language.determined()) report.languages.push_back(language);
    const std::string abstract = tags.first({"citation_abstract", "dc.description.abstract"});
    if (!abstract.empty()) meta.abstract = html_lines(*parse_html(abstract).root);
    for (const std::string& value : tags.all("citation_reference"))
        meta.references.push_back(reference_text(value));
    return meta;
}

}  // namespace casebook::readers
