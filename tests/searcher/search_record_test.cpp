#include "casebook/search_record.hpp"

#include <nlohmann/json.hpp>
#include <random>

#include "casebook/error.hpp"
#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

using Json = nlohmann::ordered_json;
using Kind = RecordedStep::Kind;

/// Reports whose words are drawn from a few, so that every combination has some.
std::vector<CaseReport> made_reports() {
    static const std::vector<std::string> kWords = {"leukemia", "remission", "rituximab",
                                                    "relapse",  "infusion",  "lymphocyte",
                                                    "donor",    "fever"};
    std::mt19937 random(7);
    std::vector<CaseReport> reports;
    for (int number = 0; number < 120; ++number) {
        std::string text = "The patient had";
        for (const std::string& word : kWords) {
            if (random() % 3 != 0) text += " " + word;
        }
        reports.push_back(make_report("r" + std::to_string(number), "A report", text + "."));
        reports.back().year = 1999 + number % 5;
        reports.back().journal = number % 2 == 0 ? "Even Journal" : "Odd Journal";
    }
    return reports;
}

class MadeIndex {
public:
    MadeIndex() : path_(folder_ / "index") { make_index(path_, made_reports()); }
    [[nodiscard]] Searcher searcher() const { return Searcher(path_); }

private:
    TemporaryFolder folder_;
    std::filesystem::path path_;
};

const MadeIndex& made_index() {
    static const MadeIndex index;
    return index;
}

SearchRequest asking(const std::string& query, MatchRule match = MatchRule::automatic,
                     std::vector<Filter> filters = {}) {
    SearchRequest request;
    request.synonyms = false;
    request.query = query;
    request.match = match;
    request.filters = std::move(filters);
    return request;
}

std::size_t total(const SearchRequest& request) {
    return made_index().searcher().search(request).total;
}

SearchRecord record(const SearchRequest& request) {
    return made_index().searcher().record(request);
}

/// The steps on a line each: kind, what, alone, after.
std::vector<std::string> dump(const SearchRecord& record) {
    std::vector<std::string> lines;
    for (const RecordedStep& step : record.steps)
        lines.push_back(std::string(to_string(step.kind)) + " " + step.what + " " +
                        std::to_string(step.alone) + " " +
                        (step.after ? std::to_string(*step.after) : "-"));
    return lines;
}

std::string line(const std::string& step, std::size_t alone, std::size_t after) {
    return step + " " + std::to_string(alone) + " " + std::to_string(after);
}

}  // namespace

TEST_CASE("each step leaves what a search of the steps so far finds", "[searcher][record]") {
    const SearchRequest request = asking(
        "leukemia \"donor fever\" (remission OR relapse) -rituximab year:1999..2001",
        MatchRule::automatic, {{"journal", "Even Journal"}, {"year", "2000"}, {"year", "1999"}});
    const SearchRecord kept = record(request);
    const std::string first = "leukemia \"donor fever\"";
    const std::string both = first + " (remission OR relapse)";
    const std::string without = both + " -rituximab";
    const std::size_t matched = total(asking(both));
    const std::size_t even = total(
        asking(without + " year:1999..2001", MatchRule::automatic, {{"journal", "Even Journal"}}));
    CHECK(matched > 0);
    CHECK(dump(kept) ==
          std::vector<std::string>{
              line("index ", 120, 120),
              line("condition leukemia", total(asking("leukemia")), total(asking("leukemia"))),
              line("condition \"donor fever\"", total(asking("\"donor fever\"")),
                   total(asking(first))),
              line("condition (remission OR relapse)", total(asking("remission OR relapse")),
                   matched),
              line("match all", matched, matched),
              line("exclusion rituximab", total(asking("rituximab")), total(asking(without))),
              line("filter year:1999..2001", total(asking("year:1999..2001")),
                   total(asking(without + " year:1999..2001"))),
              line("filter year=2000 OR year=1999",
                   total(asking("", MatchRule::automatic, {{"year", "2000"}, {"year", "1999"}})),
                   total(asking(without + " year:1999..2001", MatchRule::automatic,
                                {{"year", "2000"}, {"year", "1999"}}))),
              line("filter journal=Even Journal",
                   total(asking("", MatchRule::automatic, {{"journal", "Even Journal"}})),
                   kept.total)});
    CHECK(kept.total == total(request));
    CHECK(kept.total <= even);
}

TEST_CASE("a record's total and units are those of separate searches", "[searcher][record]") {
    struct Row {
        const char* why;
        SearchRequest request;
    };
    const std::vector<Row> rows = {
        {"all", asking("leukemia remission")},
        {"most, as asked", asking("leukemia remission relapse fever", MatchRule::most)},
        {"most, as nothing holds all", asking("leukemia remission relapse zebrafish")},
        {"any", asking("leukemia zebrafish", MatchRule::any)},
        {"longer than six", asking("leukemia remission rituximab relapse infusion donor fever")},
        {"stop words beside words", asking("the leukemia of a donor")},
        {"nothing but stop words", asking("the of")},
        {"no word at all", asking("year:2001 -journal:\"Odd Journal\"")},
        {"only an exclusion", asking("-leukemia")},
        {"an empty query", asking("")},
        {"a title", asking("title:report leukemia")},
        {"an unknown field", asking("colour:red leukemia")},
        {"a filter that nothing meets",
         asking("leukemia", MatchRule::automatic, {{"year", "1850"}})},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const SearchRecord kept = record(row.request);
        const SearchResult answer = made_index().searcher().search(row.request);
        CHECK(kept.total == answer.total);
        CHECK(kept.match == answer.match);
        CHECK(kept.match_required == answer.match_required);
        CHECK(kept.revision == answer.revision);
        REQUIRE_FALSE(kept.steps.empty());
        CHECK(kept.steps.back().after == answer.total);
        REQUIRE(kept.units.size() == answer.read_as.size());
        for (const RecordedUnit& unit : kept.units) {
            CAPTURE(unit.text);
            const std::string alone = unit.field.empty() ? unit.text : unit.field + ":" + unit.text;
            CHECK(unit.reports == total(asking(alone)));
        }
    }
}

TEST_CASE("only conditions that count are steps, and their order is that of the query",
          "[searcher][record]") {
    const SearchRecord any = record(asking("leukemia the relapse", MatchRule::any));
    REQUIRE(any.steps.size() == 4);
    CHECK(any.steps[1].what == "leukemia");
    CHECK(any.steps[2].what == "relapse");
    CHECK_FALSE(any.steps[1].after);
    CHECK(any.steps[3].kind == Kind::match);
    CHECK(any.steps[3].what == "any");
    CHECK(any.units.at(1).stop_word);
}

TEST_CASE("a record tells which forms a word was searched by, in which languages",
          "[searcher][record]") {
    const TemporaryFolder folder;
    make_index(
        folder / "index",
        {make_report("en", "A case", "Aneurysms of the aorta were found in this man."),
         make_report("fr", "Un cas", "Les an\u00e9vrismes de l'aorte chez cet homme.", "fr")});
    const SearchRecord kept = Searcher(folder / "index").record(asking("aneurysms \"the aorta\""));
    REQUIRE(kept.units.size() == 2);
    const auto& forms = kept.units[0].forms;
    const auto stem = std::find_if(forms.begin(), forms.end(), [](const RecordedForm& form) {
        return form.term_class == "stem" && form.form == "aneurysm";
    });
    REQUIRE(stem != forms.end());
    CHECK(stem->languages.at(0).code() == "en");
    CHECK(kept.units[1].quoted);
    CHECK(kept.languages.size() == 2);
}

TEST_CASE("a record says of which index and when", "[searcher][record]") {
    const auto before = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    const SearchRecord kept = record(asking("leukemia"));
    CHECK(kept.date >= before);
    CHECK(kept.reports == 120);
    CHECK_FALSE(kept.program_version.empty());
    CHECK(kept.analyzer_fingerprint.size() > 4);
    CHECK(kept.schema_version > 0);
    CHECK_THROWS_AS(record(asking("leukemia", MatchRule::all, {{"flavour", "sweet"}})), Error);
}

TEST_CASE("a record's JSON has the keys of the contract, in its order", "[searcher][record]") {
    SearchRecord kept = record(asking("leukemia -fever", MatchRule::automatic, {{"year", "2000"}}));
    kept.date =
        std::chrono::sys_days(std::chrono::year(2026) / 1 / 31) + std::chrono::seconds(32709);
    const Json json = Json::parse(to_json(kept));
    std::vector<std::string> keys;
    for (const auto& [name, value] : json.items())
        keys.push_back(name);
    CHECK(keys == std::vector<std::string>{"schema", "program", "version", "date", "query",
                                           "filters", "match_requested", "match", "match_required",
                                           "diagnostics", "index", "units", "steps", "total"});
    CHECK(json["date"] == "2026-01-31T09:05:09Z");
    CHECK(json["match_requested"] == "auto");
    CHECK(json["filters"] == Json::parse(R"([{"field":"year","value":"2000"}])"));
    CHECK(json["steps"][0] ==
          Json::parse(R"({"step":"index","what":null,"alone":120,"after":120})"));
    CHECK(json["steps"][3]["step"] == "exclusion");
    CHECK(json["total"] == kept.total);
    CHECK(to_json(kept).ends_with("}\n"));
}

TEST_CASE("a record of an empty query begins with all and tells what its filters leave",
          "[searcher][record]") {
    const SearchRecord all = record(asking(" "));
    CHECK(all.total == 120);
    REQUIRE(all.steps.size() == 2);
    CHECK(all.steps[1].kind == Kind::match);
    CHECK(all.steps[1].after == 120);
    const SearchRecord some = record(asking("", MatchRule::automatic, {{"year", "2000"}}));
    CHECK(some.total == total(asking("year:2000")));
    REQUIRE(some.steps.size() == 2);
    CHECK(some.steps[1].kind == Kind::filter);
    CHECK(some.steps[1].after == some.total);
}

TEST_CASE("a record is of the query as the search read it", "[searcher][record]") {
    SECTION("with misspelt words put right") {
        SearchRequest request = asking("leukemya rituximab");
        const SearchRecord record = made_index().searcher().record(request);
        CHECK(record.total == total(request));
        CHECK(record.total > 0);
        request.correct = false;
        CHECK(made_index().searcher().record(request).total == total(request));
    }
    SECTION("and in the boolean mode by its rule, whatever else was asked") {
        SearchRequest request =
            asking("leukemya rituximab fever donor relapse infusion lymphocyte", MatchRule::any);
        request.boolean = true;
        const SearchRecord record = made_index().searcher().record(request);
        CHECK(record.match == MatchRule::all);
        CHECK(record.total == total(request));
        CHECK(record.total == 0);
    }
}

}  // namespace casebook
