#include <cmath>
#include <numeric>

#include "catch.hpp"
#include "sample_reports.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

SearchResult explained(const Searcher& searcher, const std::string& query,
                       MatchRule match = MatchRule::automatic) {
    SearchRequest request;
    request.synonyms = false;
    request.query = query;
    request.match = match;
    request.explain = true;
    return searcher.search(request);
}

}  // namespace

TEST_CASE("the parts of a score are all of it", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", sample_reports());
    const Searcher searcher(folder / "db");
    const std::string query =
        GENERATE(as<std::string>(), "acute lymphoblastic leukemia", "aplastic anemia relapse",
                 "leukemia OR anemia", "\"acute lymphoblastic\" -rituximab", "remission",
                 "child with leukemia and relapse after transplantation of bone marrow treated");
    const MatchRule match =
        GENERATE(MatchRule::automatic, MatchRule::any, MatchRule::most, MatchRule::all);
    CAPTURE(query);
    const SearchResult result = explained(searcher, query, match);
    REQUIRE(!result.hits.empty());
    REQUIRE(result.explanation);
    for (const Hit& hit : result.hits) {
        CAPTURE(hit.report.id, hit.partial);
        const double sum = std::accumulate(
            hit.score_parts.begin(), hit.score_parts.end(), 0.0,
            [](double before, const WeighedPart& part) { return before + part.weight; });
        CHECK(sum == Approx(hit.score).epsilon(1e-6));
    }
}

TEST_CASE("an explanation tells the tree, the compiled query and the second pass", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", {make_report("a", "",
                                           "Relapse of leukemia after a graft. Chimerism "
                                           "was lost."),
                               make_report("b", "", "Leukemia and chimerism."),
                               make_report("c", "", "A graft of the liver, with chimerism."),
                               make_report("d", "", "Anemia of pregnancy.")});
    const Searcher searcher(folder / "db");
    struct Row {
        const char* query;
        const char* tree;
        const char* condition;
        const char* compiled;
    };
    const std::vector<Row> rows = {
        {"leukemia", "seq(word(leukemia))", "leukemia", "Query(leukemia)"},
        {"\"leukemia after a graft\"", "seq(phrase(leukemia after a graft))",
         "\"leukemia after a graft\"",
         "Query(((leukemia AND graft) FILTER PostingSource(sequence(leukemia graft@3))))"},
        {"graft NEAR/4 relapse", "seq(near(word(graft) /4 word(relapse)))",
         "(graft NEAR/4 relapse)",
         "Query(((graft AND (0.60 * relaps AND_MAYBE 0.40 * Wrelapse)) FILTER "
         "PostingSource(near(graft /4 relaps))))"},
        {"relapse OR graft", "seq(or(word(relapse) word(graft)))", "(relapse OR graft)",
         "Query(((0.60 * relaps AND_MAYBE 0.40 * Wrelapse) OR graft))"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.query);
        const SearchResult result = explained(searcher, row.query);
        REQUIRE(result.explanation);
        CHECK(result.explanation->tree == row.tree);
        REQUIRE(result.explanation->conditions.size() == 1);
        CHECK(result.explanation->conditions.front().text == row.condition);
        CHECK(result.explanation->conditions.front().compiled == row.compiled);
        CHECK(result.explanation->conditions.front().idf > 0);
    }
    const SearchResult guided = explained(searcher, "leukemia");
    REQUIRE(!guided.explanation->guides.empty());
    CHECK(guided.explanation->guides.front().weight == 1);
    CHECK(guided.explanation->guides.front().text == guided.hits.front().report.id);
    const SearchResult bounded = explained(searcher, "leukemia -graft year:2001");
    CHECK(bounded.explanation->unwanted == "Query(graft)");
    CHECK(!bounded.explanation->filter.empty());
    CHECK(!ask(searcher, "leukemia").explanation);
}

}  // namespace casebook
