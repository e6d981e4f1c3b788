#include "casebook/citation_export.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "catch.hpp"
#include "sample_reports.hpp"
#include "searcher/citation_fields.hpp"
#include "searcher/reference_formats.hpp"

namespace casebook {
namespace {

using test::BibtexEntry;
using test::RisFields;
using Texts = std::vector<std::string>;

CaseReport awkward(std::string id, std::string title) {
    CaseReport report;
    report.id = std::move(id);
    report.title = std::move(title);
    return report;
}

/// Reports that a careless writer would spoil. White space in them is single, but for one.
std::vector<CaseReport> awkward_reports() {
    std::vector<CaseReport> reports;
    reports.push_back(awkward("plain", ""));
    reports.push_back(
        awkward("a b/c,d{e}%\"#", R"(50 % of {all} cost $5_000 & more ~ #1 ^2 \today)"));
    reports.back().journal = "J {Un}balanced } \\ { Med";
    reports.back().doi = "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2";
    reports.back().keywords = {"leukemia, acute", "a}b", "x_y", "100%"};
    reports.push_back(
        awkward("lines", "First\nsecond\r\nTY  - JOUR\tthird\u2028fourth\u0085fifth"));
    reports.back().sections = {
        {SectionKind::abstract, {}, "One.\n\nER  - \r\nTwo. @misc{x, a = {b}}"},
        {SectionKind::body, {}, "Not exported."},
        {SectionKind::abstract, {}, "Three."}};
    reports.push_back(awkward("\uBCF4\uACE0-1", "\uAE09\uC131 \"\uBC31\uD608\uBCD1\" 1\uB840"));
    reports.back().authors = {"\uD5C8\uAD6C\uB984", "\u67B6\u7A7A \u307F\u3069\u308A"};
    reports.back().translated_title = "Acute leukemia & one case";
    reports.back().translated_authors = {"Heo Gureum", "Midori Kaku"};
    reports.push_back(
        awkward("rtl", "\u05D3\u05D9\u05D5\u05D5\u05D7 {\u05DE\u05E7\u05E8\u05D4} \u200F1"));
    reports.back().authors = {"\u05DB\u05D4\u05DF, \u05D3\u05D5\u05D3"};
    reports.push_back(awkward("crowd", "A trial of everyone"));
    for (int number = 0; number < 300; ++number)
        reports.back().authors.push_back("Author" + std::to_string(number) + ", A. & B.");
    reports.push_back(awkward("names", "Names"));
    reports.back().authors = {"Smith and Sons", "others", "van der Berg, J", "a, b, c, d"};
    reports.back().title_inferred = true;
    return reports;
}

std::vector<CaseReport> all_reports() {
    std::vector<CaseReport> reports = sample_reports();
    for (CaseReport& report : awkward_reports())
        reports.push_back(std::move(report));
    return reports;
}

SearchResult answer_of(std::vector<CaseReport> reports) {
    SearchResult result;
    for (CaseReport& report : reports) {
        Hit hit;
        hit.rank = result.hits.size() + 1;
        hit.report = std::move(report);
        result.hits.push_back(std::move(hit));
    }
    return result;
}

/// Control characters and line separators as single spaces, none at the ends; written anew here.
std::string on_one_line(std::string text) {
    for (const std::string separator : {"\u2028", "\u0085"}) {
        for (std::size_t at = text.find(separator); at != std::string::npos;
             at = text.find(separator))
            text.replace(at, separator.size(), " ");
    }
    std::string line;
    for (const char byte : text) {
        const bool space = byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
        if (!space) line += byte;
        if (space && !line.empty() && line.back() != ' ') line += ' ';
    }
    if (line.ends_with(' ')) line.pop_back();
    return line;
}

Texts on_one_line(const Texts& texts) {
    Texts lines;
    for (const std::string& text : texts)
        lines.push_back(on_one_line(text));
    return lines;
}

std::string abstract_of(const CaseReport& report) {
    std::string text;
    for (const Section& section : report.sections) {
        if (section.kind == SectionKind::abstract) text += section.text + " ";
    }
    return on_one_line(text);
}

Texts one_or_none(const std::string& text) {
    return text.empty() ? Texts{} : Texts{on_one_line(text)};
}

/// Names without the commas that the export put in where it knows the parts.
Texts without_commas(Texts names) {
    for (std::string& name : names)
        std::erase(name, ',');
    return names;
}

std::string languages_of(const CaseReport& report) {
    std::string codes;
    for (const Language& language : report.languages)
        codes += (codes.empty() ? "" : "; ") + std::string(language.code());
    return codes;
}

Texts values(const RisFields& record, const std::string& tag) {
    const auto found = record.find(tag);
    return found == record.end() ? Texts{} : found->second;
}

std::string raw_field(const BibtexEntry& entry, const std::string& name) {
    const auto found = entry.fields.find(name);
    return found == entry.fields.end() ? "" : found->second;
}

Texts printed_field(const BibtexEntry& entry, const std::string& name) {
    const std::string raw = raw_field(entry, name);
    return raw.empty() ? Texts{} : Texts{test::printed_by_latex(raw)};
}

}  // namespace

TEST_CASE("RIS read back has every field of every report", "[searcher][export]") {
    const std::vector<CaseReport> reports = all_reports();
    const std::vector<RisFields> records = test::parse_ris(to_ris(answer_of(reports)));
    REQUIRE(records.size() == reports.size());
    for (std::size_t at = 0; at < reports.size(); ++at) {
        const CaseReport& report = reports[at];
        const RisFields& record = records[at];
        CAPTURE(report.id);
        CHECK(values(record, "TY") == Texts{report.journal.empty() ? "GEN" : "JOUR"});
        CHECK(values(record, "ID") == Texts{report.id});
        CHECK(values(record, "AN") == one_or_none(report.pmid));
        CHECK(values(record, "TI") == one_or_none(report.title));
        CHECK(values(record, "TT") == one_or_none(report.translated_title));
        CHECK(without_commas(values(record, "AU")) == without_commas(report.authors));
        CHECK(values(record, "T2") == one_or_none(report.journal));
        CHECK(values(record, "PY") ==
              (report.year ? Texts{std::to_string(*report.year)} : Texts{}));
        CHECK(values(record, "VL") == one_or_none(report.volume));
        Texts pages = values(record, "SP");
        for (const std::string& last : values(record, "EP"))
            pages.front() += "-" + last;
        CHECK(pages == one_or_none(report.pages));
        CHECK(values(record, "DO") == one_or_none(report.doi));
        CHECK(values(record, "KW") == on_one_line(report.keywords));
        CHECK(values(record, "AB") == one_or_none(abstract_of(report)));
        CHECK(values(record, "LA") == one_or_none(languages_of(report)));
        CHECK(values(record, "M3") == one_or_none(report.article_type));
        CHECK(values(record, "UR").size() == (report.doi.empty() ? 0U : 1U));
    }
}

TEST_CASE("BibTeX read back has every field of every report", "[searcher][export]") {
    const std::vector<CaseReport> reports = all_reports();
    const std::vector<BibtexEntry> entries = test::parse_bibtex(to_bibtex(answer_of(reports)));
    REQUIRE(entries.size() == reports.size());
    for (std::size_t at = 0; at < reports.size(); ++at) {
        const CaseReport& report = reports[at];
        const BibtexEntry& entry = entries[at];
        CAPTURE(report.id);
        CHECK(entry.type == (report.journal.empty() ? "misc" : "article"));
        CHECK(entry.key == bibtex_key(report.id));
        CHECK(printed_field(entry, "title") == one_or_none(report.title));
        CHECK(printed_field(entry, "titleaddon") == one_or_none(report.translated_title));
        CHECK(without_commas(test::printed_parts(raw_field(entry, "author"), " and ")) ==
              without_commas(report.authors));
        CHECK(printed_field(entry, "journal") == one_or_none(report.journal));
        CHECK(raw_field(entry, "year") == (report.year ? std::to_string(*report.year) : ""));
        CHECK(printed_field(entry, "volume") == one_or_none(report.volume));
        std::string pages = report.pages;
        if (const std::size_t dash = pages.find('-'); dash != std::string::npos)
            pages.replace(dash, 1, "--");
        CHECK(raw_field(entry, "pages") == pages);
        CHECK(raw_field(entry, "doi") == report.doi);
        CHECK(test::printed_parts(raw_field(entry, "keywords"), ", ") ==
              on_one_line(report.keywords));
        CHECK(printed_field(entry, "abstract") == one_or_none(abstract_of(report)));
        CHECK(printed_field(entry, "language") == one_or_none(languages_of(report)));
        CHECK(printed_field(entry, "type") == one_or_none(report.article_type));
        CHECK(raw_field(entry, "url").empty() == report.doi.empty());
    }
}

TEST_CASE("a name is turned round only where its parts are known", "[searcher][export]") {
    struct Row {
        const char* why;
        Texts names;
        Texts sortable;
    };
    const std::vector<Row> rows = {
        {"written so by the source", {"Smith, John"}, {"Smith, John"}},
        {"initials behind all names",
         {"Kojima S", "van Berg J.-P."},
         {"Kojima, S", "van Berg, J.-P."}},
        {"a capital surname is no initial", {"Wei LI", "Anna Berg"}, {"Wei LI", "Anna Berg"}},
        {"the source does not say",
         {"Gabriel Garc\u00eda M\u00e1rquez"},
         {"Gabriel Garc\u00eda M\u00e1rquez"}},
        {"Japanese, family first",
         {"\u67B6\u7A7A \u307F\u3069\u308A"},
         {"\u67B6\u7A7A, \u307F\u3069\u308A"}},
        {"Katakana, a foreigner",
         {"\u30B8\u30E7\u30F3 \u30B9\u30DF\u30B9"},
         {"\u30B8\u30E7\u30F3 \u30B9\u30DF\u30B9"}},
        {"Korean, one word", {"\uD5C8\uAD6C\uB984"}, {"\uD5C8\uAD6C\uB984"}},
        {"space around", {"  Ada \n Example "}, {"Ada Example"}},
        {"nothing", {" "}, {}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(sortable_names(row.names) == row.sortable);
    }
}

TEST_CASE("pages are parted only where they are two", "[searcher][export]") {
    struct Row {
        const char* why;
        std::string pages;
        std::string first;
        std::string last;
        std::string bibtex;
    };
    const std::vector<Row> rows = {
        {"a range", "41-44", "41", "44", "41--44"},
        {"an en dash", "41\u201344", "41", "44", "41--44"},
        {"cut short, as MEDLINE does", "1023-9", "1023", "9", "1023--9"},
        {"of a supplement", "S12-S15", "S12", "S15", "S12--S15"},
        {"one page", "7", "7", "", "7"},
        {"an article's number", "e-123", "e-123", "", "e-123"},
        {"several ranges", "1-2, 5-6", "1-2, 5-6", "", "1--2, 5--6"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CaseReport report = awkward("x", "");
        report.pages = row.pages;
        const RisFields record = test::parse_ris(to_ris(report)).at(0);
        CHECK(values(record, "SP") == one_or_none(row.first));
        CHECK(values(record, "EP") == one_or_none(row.last));
        CHECK(raw_field(test::parse_bibtex(to_bibtex(report)).at(0), "pages") == row.bibtex);
    }
}

TEST_CASE("a reference leads to its DOI, its own address or PubMed", "[searcher][export]") {
    CaseReport report = awkward("x", "");
    CHECK(citation_fields(report).url.empty());
    report.pmid = "12345";
    CHECK(citation_fields(report).url == "https://pubmed.ncbi.nlm.nih.gov/12345/");
    report.extra = R"({"url":"https://example.org/a_b"})";
    CHECK(citation_fields(report).url == "https://example.org/a_b");
    report.extra = R"json({"url":"javascript:alert(1)"})json";
    CHECK(citation_fields(report).url == "https://pubmed.ncbi.nlm.nih.gov/12345/");
    report.doi = "10.1000/a<b>#{c}";
    CHECK(citation_fields(report).url == "https://doi.org/10.1000/a%3Cb%3E%23%7Bc%7D");
    CHECK(raw_field(test::parse_bibtex(to_bibtex(report)).at(0), "doi") == "10.1000/a<b>#%7Bc%7D");
}

TEST_CASE("the type of a reference follows what the report is", "[searcher][export]") {
    CaseReport report = awkward("x", "");
    report.article_type = "question and answer";
    CHECK(test::parse_ris(to_ris(report)).at(0).at("TY") == Texts{"ELEC"});
    report.journal = "Sample Journal";
    CHECK(test::parse_ris(to_ris(report)).at(0).at("TY") == Texts{"JOUR"});
}

TEST_CASE("a partial hit says so, with the reason", "[searcher][export]") {
    Hit hit;
    hit.report = awkward("x", "");
    CHECK(test::parse_ris(to_ris(hit)).at(0).count("N1") == 0);
    hit.partial = true;
    CHECK(test::parse_ris(to_ris(hit)).at(0).at("N1") == Texts{"casebook: partial match"});
    hit.partial_reason = "references";
    const std::string note = "casebook: partial match: references";
    CHECK(test::parse_ris(to_ris(hit)).at(0).at("N1") == Texts{note});
    CHECK(raw_field(test::parse_bibtex(to_bibtex(hit)).at(0), "note") == note);
}

TEST_CASE("what no tag holds stands in a note", "[searcher][export]") {
    for (const CaseReport& report : awkward_reports()) {
        CAPTURE(report.id);
        const std::string note = raw_field(test::parse_bibtex(to_bibtex(report)).at(0), "note");
        CHECK((note.find("first sentence") != std::string::npos) == report.title_inferred);
        for (const std::string& name : report.translated_authors)
            CHECK(note.find(name) != std::string::npos);
    }
}

TEST_CASE("keys of different ids differ by more than case", "[searcher][export]") {
    const Texts ids = {"a",   "A",   "a b", "a+20b", "a/b", "Ab",     "aB",          "AB",
                       "a.b", "a_b", "a-b", "a,b",   "",    "report", "\uBCF4\uACE0"};
    std::set<std::string> keys;
    for (const std::string& id : ids) {
        std::string key = bibtex_key(id);
        CHECK(key == bibtex_key(id));
        CHECK(key.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                    "0123456789-_./+") == std::string::npos);
        std::transform(key.begin(), key.end(), key.begin(),
                       [](unsigned char byte) { return std::tolower(byte); });
        keys.insert(key);
    }
    CHECK(keys.size() == ids.size());
    CHECK(bibtex_key("sample-en-01") == "sample-en-01");
}

TEST_CASE("ill-formed bytes never reach an export", "[searcher][export]") {
    const CaseReport report = awkward("x", "a\xFFz \xE2\x82");
    CHECK(test::parse_ris(to_ris(report)).at(0).at("TI") == Texts{"a\uFFFDz \uFFFD"});
}

}  // namespace casebook
