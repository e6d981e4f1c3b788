#include "jats_reader.hpp"

#include <algorithm>
#include <array>

#include "jats_text.hpp"
#include "json_record.hpp"
#include "record_delivery.hpp"
#include "report_fields.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

Language language_of(const MarkupElement& element, Language otherwise = {}) {
    const Language own = Language::from_tag(element.attribute("lang"));
    return own.determined() ? own : otherwise;
}

std::string name_of(const MarkupElement& name) {
    if (name.name == "collab" || name.name == "on-behalf-of") {
        std::string text;  // without the members, who are contributors inside
        for (const MarkupNode& node : name.children) {
            const bool inner = node.element && (node.element->name == "contrib-group" ||
                                                node.element->name == "xref");
            if (!inner) text += node.element ? one_line(node.element.get()) : node.text;
        }
        return collapsed(text);
    }
    if (name.child("surname") == nullptr && name.child("given-names") == nullptr)
        return one_line(&name);
    const std::string family =
        one_line(name.child("surname")) + " " + one_line(name.child("suffix"));
    if (name.attribute("name-style") == "eastern" && name.child("surname") != nullptr)
        return person(family, one_line(name.child("given-names")));
    return person(one_line(name.child("given-names")), family);
}

/// The names of one contributor: the first is the one to show, the others are in other scripts.
std::vector<std::string> names_of(const MarkupElement& contributor) {
    std::vector<std::string> names;
    const MarkupElement* alternatives = contributor.child("name-alternatives");
    const MarkupElement& holder = alternatives == nullptr ? contributor : *alternatives;
    for (const MarkupElement* name : holder.all()) {
        constexpr std::array<std::string_view, 3> kNames = {"name", "string-name", "collab"};
        if (std::find(kNames.begin(), kNames.end(), name->name) != kNames.end())
            add_once(names, name_of(*name));
    }
    if (names.empty()) {
        if (const MarkupElement* collab = contributor.find("collab-alternatives/collab"))
            add_once(names, name_of(*collab));
    }
    return names;
}

void read_authors(const MarkupElement& meta, CaseReport& report) {
    for (const MarkupElement* group : meta.all("contrib-group")) {
        for (const MarkupElement* contributor : group->all("contrib")) {
            const std::string_view type = contributor->attribute("contrib-type");
            if (!type.empty() && type != "author") continue;
            const std::vector<std::string> names = names_of(*contributor);
            for (std::size_t at = 0; at < names.size(); ++at)
                add_once(at == 0 ? report.authors : report.translated_authors, names[at]);
        }
    }
}

/// What kind of date: the issue's before the one of going online. A PMC release is none.
int date_rank(const MarkupElement& date) {
    constexpr std::array<std::string_view, 4> kIssue = {"ppub", "collection", "epub-ppub", "print"};
    constexpr std::array<std::string_view, 4> kOnline = {"epub", "pub", "electronic", ""};
    const std::string_view old_type = date.attribute("pub-type");
    const std::string_view type = old_type.empty() ? date.attribute("date-type") : old_type;
    const auto found = std::find(kIssue.begin(), kIssue.end(), type);
    if (found != kIssue.end()) return static_cast<int>(found - kIssue.begin());
    const bool online = std::find(kOnline.begin(), kOnline.end(), type) != kOnline.end();
    if (online) return 10;
    return type == "pmc-release" || type == "nihms-submitted" || type == "update" ? 30 : 20;
}

void read_year(const MarkupElement& meta, CaseReport& report) {
    int best = 100;
    for (const MarkupElement* date : meta.all("pub-date")) {
        const auto year = find_year(one_line(date->child("year")));
        if (!year || date_rank(*date) >= best) continue;
        best = date_rank(*date);
        report.year = year;
    }
}

void read_ids(const MarkupElement& meta, CaseReport& report) {
    std::string pmc;
    for (const MarkupElement* id : meta.all("article-id")) {
        const std::string_view type = id->attribute("pub-id-type");
        const std::string value = one_line(id);
        if (type == "doi" && report.doi.empty()) report.doi = normalize_doi(value);
        if (type == "pmid" && report.pmid.empty()) report.pmid = value;
        if ((type == "pmc" || type == "pmcid") && pmc.empty()) pmc = pmc_id(value);
    }
    add_extra(report, "pmcid", pmc);
}

void read_titles(const MarkupElement& meta, CaseReport& report) {
    const MarkupElement* group = meta.child("title-group");
    if (group == nullptr) group = &meta;
    const auto titled = [&](const MarkupElement& holder, const char* title, const char* subtitle) {
        const std::string main = one_line(holder.child(title));
        const std::string sub = one_line(holder.child(subtitle));
        if (sub.empty() || main.empty()) return main + sub;
        return main + (main.ends_with(':') ? " " : ": ") + sub;
    };
    report.title = titled(*group, "article-title", "subtitle");
    for (const MarkupElement* translated : group->all("trans-title-group")) {
        if (report.translated_title.empty())
            report.translated_title = titled(*translated, "trans-title", "trans-subtitle");
    }
    if (report.translated_title.empty())
        report.translated_title = titled(*group, "trans-title", "trans-subtitle");
}

/// The type that the journal prints if we know it ("Case Report"), else the file's own.
void read_type(const MarkupElement& article, const MarkupElement& meta, CaseReport& report) {
    if (const MarkupElement* categories = meta.child("article-categories")) {
        for (const MarkupElement* subject : categories->descendants("subject")) {
            if (!is_known_article_type(one_line(subject))) continue;
            report.article_type = article_type_named(one_line(subject));
            return;
        }
    }
    const std::string_view type = article.attribute("article-type");
    if (type != "other") report.article_type = article_type_named(type);
}

void read_keywords(const MarkupElement& meta, CaseReport& report) {
    constexpr std::array<std::string_view, 4> kOther = {"abbr", "abbreviations", "npg-subject",
                                                        "JEL"};
    for (const MarkupElement* group : meta.all("kwd-group")) {
        const std::string_view type = group->attribute("kwd-group-type");
        if (std::find(kOther.begin(), kOther.end(), type) != kOther.end()) continue;
        for (const MarkupElement* keyword : group->descendants("kwd"))
            add_once(report.keywords, one_line(keyword));
        for (const MarkupElement* keyword : group->descendants("compound-kwd")) {
            std::string joined;
            for (const MarkupElement* part : keyword->all("compound-kwd-part"))
                joined += (joined.empty() ? "" : ": ") + one_line(part);
            add_once(report.keywords, joined);
        }
    }
}

/// The text of an article, as sections.
class ArticleText {
public:
    ArticleText(const HeadingTable& headings, Language language)
        : headings_(headings), language_(language) {}

    void add_abstracts(const MarkupElement& meta) {
        for (const char* name : {"abstract", "trans-abstract"}) {
            // What a translation is written in is known from its own tag only.
            const bool own = std::string_view(name) == "abstract";
            for (const MarkupElement* abstract : meta.all(name)) {
                sections_.part();
                add(*abstract, SectionKind::abstract,
                    language_of(*abstract, own ? language_ : Language()));
            }
        }
    }

    void add(const MarkupElement& element, SectionKind kind, Language language) {
        JatsBlocks(sections_, headings_, language).add_children(element, kind);
    }

    void add_back(const MarkupElement& back) {
        for (const MarkupElement* part : back.all()) {
            if (part->name == "ref-list") {
                if (part->descendants("ref").empty())  // a list in plain paragraphs
                    add(*part, SectionKind::references, language_);
                continue;
            }
            add(*part, SectionKind::back_matter, language_);
        }
        sections_.add(SectionKind::references, Language(), jats_references(back));
    }

    void add_sub_article(const MarkupElement& sub, CaseReport& report) {
        const Language language = language_of(sub);
        const MarkupElement* stub = sub.child("front-stub");
        if (stub == nullptr) stub = sub.find("front/article-meta");
        const bool translation = sub.attribute("article-type") == "translation";
        if (stub != nullptr && translation) {
            const MarkupElement* title = stub->find("title-group/article-title");
            if (report.translated_title.empty()) report.translated_title = one_line(title);
            for (const MarkupElement* abstract : stub->all("abstract"))
                add(*abstract, SectionKind::abstract, language);
        }
        if (const MarkupElement* body = sub.child("body"))
            add(*body, translation ? SectionKind::body : SectionKind::back_matter, language);
    }

    std::vector<Section> take() { return sections_.take(); }

private:
    SectionBuilder sections_;
    const HeadingTable& headings_;
    Language language_;
};

void read_text(const MarkupElement& article, const MarkupElement* meta,
               const HeadingTable& headings, CaseReport& report) {
    const Language language = language_of(article);
    ArticleText text(headings, language);
    if (meta != nullptr) text.add_abstracts(*meta);
    if (const MarkupElement* body = article.child("body"))
        text.add(*body, SectionKind::body, language);
    if (const MarkupElement* floats = article.child("floats-group"))
        text.add(*floats, SectionKind::body, language);
    if (const MarkupElement* back = article.child("back")) text.add_back(*back);
    for (const char* name : {"sub-article", "response"}) {
        for (const MarkupElement* sub : article.all(name))
            text.add_sub_article(*sub, report);
    }
    report.sections = text.take();
    if (language.determined()) report.languages.push_back(language);
}

}  // namespace

CaseReport parse_jats_article(const MarkupElement& article, const HeadingTable& headings) {
    CaseReport report;
    const MarkupElement* front = article.child("front");
    const MarkupElement* meta = front == nullptr ? nullptr : front->child("article-meta");
    if (meta != nullptr) {
        read_ids(*meta, report);
        read_titles(*meta, report);
        read_authors(*meta, report);
        read_year(*meta, report);
        read_type(article, *meta, report);
        read_keywords(*meta, report);
        report.volume = one_line(meta->child("volume"));
        report.pages = one_line(meta->child("fpage"));
        const std::string last = one_line(meta->child("lpage"));
        if (!last.empty() && last != report.pages) report.pages += "-" + last;
        if (report.pages.empty()) report.pages = one_line(meta->child("elocation-id"));
    }
    if (const MarkupElement* journal = front == nullptr ? nullptr : front->child("journal-meta")) {
        const auto titles = journal->descendants("journal-title");
        const auto short_titles = journal->descendants("abbrev-journal-title");
        if (!titles.empty()) report.journal = one_line(titles.front());
        if (report.journal.empty() && !short_titles.empty())
            report.journal = one_line(short_titles.front());
    }
    read_text(article, meta, headings, report);
    return report;
}

bool is_jats(const SourceHead& head) {
    if (!head.text.starts_with('<')) return false;
    const std::size_t article = head.text.find("<article");
    if (article != head.text.npos && article + 8 < head.text.size() &&
        std::string_view(" \t\r\n>").find(head.text[article + 8]) != std::string_view::npos) {
        // HTML 5 has an <article> too; JATS puts nothing before its own but the prologue.
        const std::string before = folded(head.text.substr(0, article));
        return before.find("<html") == before.npos && before.find("<body") == before.npos &&
               before.find("<pubmed") == before.npos;
    }
    return head.text.find("<pmc-articleset") != head.text.npos;
}

void read_jats(ByteSource& source, const SourceContext& context) {
    read_xml_reports(source, context, {"article"}, [](const MarkupElement& article) {
        return parse_jats_article(article, built_in_headings());
    });
}

}  // namespace casebook::readers
