#include "tagged_readers.hpp"

#include <algorithm>

#include "citation.hpp"
#include "json_record.hpp"
#include "report_fields.hpp"
#include "section_builder.hpp"
#include "tagged_records.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

constexpr TaggedFormat kNbib{"PMID", "", 4};
constexpr TaggedFormat kRis{"TY", "ER", 4};

/// Whether one of the first lines of `head` begins a record; some programs write a few of their own
/// before.
bool begins_record(const SourceHead& head, const TaggedFormat& format) {
    constexpr std::size_t kFirstLines = 8;
    const auto lines = split(head.text.substr(0, 4096), "\n");
    for (std::size_t at = 0; at < std::min(lines.size(), kFirstLines); ++at) {
        std::string_view tag;
        std::string_view value;
        const bool tagged = split_tagged_line(lines[at], format, tag, value);
        if (tagged && tag == format.first_tag) return !value.empty();
    }
    return false;
}

void read_languages(const std::vector<std::string>& tags, CaseReport& report) {
    for (const std::string& tag : tags) {
        const Language language = Language::from_tag(tag);
        if (language.determined()) report.languages.push_back(language);
    }
}

/// The identifier that MEDLINE marks as a DOI: "10.1000/x [doi]".
std::string marked_doi(const TaggedRecord& record) {
    for (const char* tag : {"LID", "AID"}) {
        for (const std::string& id : record.all(tag)) {
            const std::size_t mark = id.find(" [doi]");
            if (mark != id.npos) return normalize_doi(std::string_view(id).substr(0, mark));
        }
    }
    return {};
}

void read_medline_types(const TaggedRecord& record, CaseReport& report) {
    for (const std::string& type : record.all("PT")) {
        const std::string name = article_type_named(type);
        const bool plain = report.article_type.empty() || report.article_type == "journal article";
        if (plain || name == "case report") report.article_type = name;
    }
}

CaseReport parse_nbib_record(const TaggedRecord& record) {
    CaseReport report;
    report.id = record.first({"PMID"});
    report.pmid = report.id;
    report.doi = marked_doi(record);
    report.title = record.first({"TT"});
    const std::string english = without_brackets(record.first({"TI", "BTI"}));
    (report.title.empty() ? report.title : report.translated_title) = english;
    const auto& authors = record.all("FAU").empty() ? record.all("AU") : record.all("FAU");
    for (const std::string& author : authors)
        add_once(report.authors, person_by_family(author));
    for (const std::string& group : record.all("CN"))
        add_once(report.authors, group);
    report.journal = record.first({"JT", "TA"});
    report.year = find_year(record.first({"DP", "DEP", "EDAT"}));
    report.volume = record.first({"VI"});
    report.pages = full_pages(record.first({"PG"}));
    read_medline_types(record, report);
    for (const std::string& keyword : record.all("OT"))
        add_once(report.keywords, keyword);
    for (const std::string& heading : record.all("MH")) {
        // "*Leukemia/drug therapy": a star marks what the article is mainly about.
        const std::string_view name = std::string_view(heading).substr(0, heading.find('/'));
        add_once(report.keywords, name.starts_with('*') ? name.substr(1) : name);
    }
    read_languages(record.all("LA"), report);
    add_extra(report, "pmcid", record.first({"PMC"}));
    SectionBuilder sections;
    sections.add(SectionKind::abstract, Language(), record.first({"AB"}));
    sections.part();
    sections.add(SectionKind::abstract, Language::from_tag(record.first({"OABL"})),
                 record.first({"OAB"}));
    report.sections = sections.take();
    return report;
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 8 && text.find_first_not_of("0123456789") == text.npos;
}

/// An accession number is a PMID where the record says that it comes from PubMed.
std::string ris_pmid(const TaggedRecord& record) {
    const std::string number = record.first({"AN"});
    const std::string from = folded(record.first({"DB"}) + " " + record.first({"DP"}));
    const bool pubmed = from.find("pubmed") != from.npos || from.find("medline") != from.npos ||
                        from.find("nlm") != from.npos;
    return pubmed && is_number(number) ? number : std::string();
}

void read_ris_pages(const TaggedRecord& record, CaseReport& report) {
    report.pages = record.first({"SP"});
    const std::string last = record.first({"EP"});
    const bool whole = report.pages.find('-') != report.pages.npos;
    if (!last.empty() && last != report.pages && !whole)
        report.pages += (report.pages.empty() ? "" : "-") + last;
    report.pages = full_pages(report.pages);
}

void read_ris_type(const TaggedRecord& record, CaseReport& report) {
    const std::string type = record.first({"M3"});
    // Some write the DOI here.
    if (!type.empty() && find_doi(type).empty()) report.article_type = article_type_named(type);
    for (const std::string& keyword : report.keywords) {
        if (folded(keyword) == "case reports") report.article_type = "case report";
    }
}

CaseReport parse_ris_record(const TaggedRecord& record) {
    CaseReport report;
    report.doi = normalize_doi(record.first({"DO"}));
    for (const char* tag : {"UR", "M3", "L3"}) {
        if (report.doi.empty()) report.doi = find_doi(record.first({tag}));
    }
    report.pmid = ris_pmid(record);
    report.title = record.first({"TI", "T1", "CT"});
    report.translated_title = record.first({"TT"});
    for (const char* tag : {"AU", "A1"}) {
        for (const std::string& author : record.all(tag))
            add_once(report.authors, person_by_family(author));
    }
    report.journal = record.first({"JF", "JO", "T2", "JA", "J2"});
    report.year = find_year(record.first({"PY", "Y1", "DA"}));
    report.volume = record.first({"VL"});
    read_ris_pages(record, report);
    for (const std::string& keyword : record.all("KW")) {
        for (const std::string_view part : split(keyword, ";"))
            add_once(report.keywords, part);
    }
    read_ris_type(record, report);
    read_languages(record.all("LA"), report);
    SectionBuilder sections;
    sections.add(SectionKind::abstract, Language(), record.first({"AB", "N2"}));
    report.sections = sections.take();
    return report;
}

}  // namespace

bool is_nbib(const SourceHead& head) {
    return begins_record(head, kNbib);
}

void read_nbib(ByteSource& source, const SourceContext& context) {
    read_tagged_records(source, context, kNbib, parse_nbib_record);
}

bool is_ris(const SourceHead& head) {
    return begins_record(head, kRis);
}

void read_ris(ByteSource& source, const SourceContext& context) {
    read_tagged_records(source, context, kRis, parse_ris_record);
}

}  // namespace casebook::readers
