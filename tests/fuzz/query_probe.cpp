#include "fuzz/query_probe.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "casebook/encoding.hpp"
#include "casebook/index_writer.hpp"
#include "casebook/search_json.hpp"
#include "fuzz/invariant.hpp"
#include "searcher/compiled_query.hpp"
#include "searcher/query_tree.hpp"
#include "searcher/read_query.hpp"
#include "small_index.hpp"

namespace casebook {
namespace {

/// Reports that between them have every kind of term: words, abbreviations, compounds, phrases,
/// references, characters without spaces.
std::vector<CaseReport> fuzzed_reports() {
    std::vector<CaseReport> reports{
        make_report("en1", "Aplastic anemia after hepatitis A",
                    "A 34-year-old woman was given anti-thymocyte globulin 40 mg/kg and IL-2. "
                    "Her CD4+ T-cell count fell; t(9;22)(q34;q11) was absent. The patient's fever "
                    "resolved on day 12, and TNF-alpha was 0.5 ng/mL."),
        make_report("de1", "Leberzirrhose bei Hämochromatose",
                    "Ein 51-jähriger Patient mit Leberzirrhose und Blutungsanämie.", "de"),
        make_report("fr1", "L'anémie aplasique du sujet âgé",
                    "L'œdème et l'hémorragie digestive d'un patient âgé de 70 ans.", "fr"),
        make_report("es1", "Leucemia linfoblástica aguda",
                    "Niño de 7 años con fiebre, palidez y leucemia.", "es"),
        make_report("ru1", "Апластическая анемия", "Больной 40 лет, лихорадка и слабость.", "ru"),
        make_report("zh1", "再生障碍性贫血一例",
                    "患者女，34岁，因发热、贫血入院。白血病 CD34阳性。", "zh"),
        make_report("ja1", "再生不良性貧血の一例", "患者は34歳の女性。ステロイド療法を行った。",
                    "ja"),
        make_report("ko1", "급성 림프구성 백혈병", "환자는 급성림프구성백혈병으로 입원하였다.",
                    "ko"),
        make_report("th1", "โรคโลหิตจาง", "ผู้ป่วยหญิงมีไข้และโลหิตจาง", "th")};
    reports.front().year = 1999;
    reports.front().keywords = {"anemia", "bone marrow"};
    reports.front().sections.push_back({SectionKind::references, Language::from_tag("en"),
                                        "1. Doe J. Rituximab in lymphoma. Blood 1998;91:1."});
    return reports;
}

std::filesystem::path make_fuzzed_index(const std::filesystem::path& path) {
    make_index(path, fuzzed_reports());
    return path;
}

std::vector<Language> fuzzed_languages() {
    std::vector<Language> languages;
    for (const char* tag : {"en", "de", "fr", "es", "ru", "ko", "tr"})
        languages.push_back(Language::from_tag(tag));
    return languages;
}

void check_range(std::size_t begin, std::size_t end, std::string_view query) {
    require(begin <= end && end <= query.size(), "what is said of a query lies inside it");
}

void check_node(const QueryNode& node, std::string_view query) {
    check_range(node.begin, node.end, query);
    for (const QueryNode& child : node.children)
        check_node(child, query);
}

void check_condition(const Condition& condition, const ReadQuery& query) {
    if (condition.kind == Condition::Kind::unit)
        require(condition.unit < query.units.size(), "a condition names a unit");
    for (const Condition& part : condition.parts)
        check_condition(part, query);
}

void check_snippet(const Snippet& snippet) {
    require(!snippet.text.empty(), "a snippet shows text");
    require(find_ill_formed_utf8(snippet.text) == std::string::npos,
            "a snippet holds whole characters");
    std::size_t at = 0;
    for (const Highlight& highlight : snippet.highlights) {
        require(highlight.begin >= at, "highlights are sorted and do not overlap");
        require(highlight.begin < highlight.end && highlight.end <= snippet.text.size(),
                "a highlight lies inside its snippet");
        const std::string_view marked =
            std::string_view(snippet.text).substr(highlight.begin, highlight.end - highlight.begin);
        require(find_ill_formed_utf8(marked) == std::string_view::npos,
                "a highlight holds whole characters");
        at = highlight.end;
    }
}

void check_hits(const SearchResult& result) {
    bool partial = false;
    for (std::size_t number = 0; number < result.hits.size(); ++number) {
        const Hit& hit = result.hits[number];
        require(hit.rank == number + 1, "ranks count from one");
        require(hit.partial || !partial, "the first tier stands before the second");
        require(hit.partial == (number >= result.total), "the total is that of the first tier");
        require(hit.partial != hit.partial_reason.empty(), "a partial hit says why");
        require(!hit.snippets.empty(), "a hit shows a passage");
        for (const Snippet& snippet : hit.snippets)
            check_snippet(snippet);
        partial = hit.partial;
    }
}

}  // namespace

QueryProbe::QueryProbe() : pool_(make_fuzzed_index(folder_ / "db")), searcher_(folder_ / "db") {}

void QueryProbe::check(std::string_view query) {
    check_reading(query);
    check_answer(query, MatchRule::automatic);
    check_answer(query, MatchRule::any);
}

void QueryProbe::check_reading(std::string_view query) {
    ParsedQuery parsed = parse_query(query);
    check_node(parsed.root, query);
    require(!to_string(parsed.root).empty(), "a tree can be shown");
    const std::vector<Language> languages = fuzzed_languages();
    const HandlePool::Loan handle = pool_.borrow();
    pool_.refresh(*handle);
    FilterMaker filters(*handle);
    const ReadQuery read =
        read_query(std::move(parsed), QueryManner::plain, languages, buffer_, filters);
    for (const Diagnostic& diagnostic : read.diagnostics)
        check_range(diagnostic.begin, diagnostic.end, query);
    for (const QueryUnit& unit : read.units)
        check_range(unit.begin, unit.end, query);
    for (const Condition& condition : read.wanted)
        check_condition(condition, read);
    for (const Condition& condition : read.unwanted)
        check_condition(condition, read);
    const CompiledQuery compiled =
        QueryCompiler(handle->index.database, PositionAccess::own).compile(read);
    require(compiled.conditions.size() == read.wanted.size(), "each wanted condition is compiled");
    require(compiled.mass >= 0, "a query's mass is no less than nothing");
}

void QueryProbe::check_answer(std::string_view query, MatchRule match) const {
    const SearchResult result = ask(searcher_, std::string(query), match);
    require(result.match != MatchRule::automatic, "an answer names the rule that made it");
    check_hits(result);
    if (find_ill_formed_utf8(query) != std::string_view::npos) return;
    const nlohmann::json json = nlohmann::json::parse(to_json(result));
    require(json.at("hits").size() == result.hits.size(), "every hit is written");
}

}  // namespace casebook
