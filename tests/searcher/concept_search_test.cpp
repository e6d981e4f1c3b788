#include <algorithm>

#include "catch.hpp"
#include "sample_reports.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

using Ids = std::vector<std::string>;

SearchResult ask_names(const Searcher& searcher, const std::string& query) {
    SearchRequest request;
    request.query = query;
    return searcher.search(request);
}

Ids found_names(const Searcher& searcher, const std::string& query) {
    return found(ask_names(searcher, query));
}

bool finds(const Searcher& searcher, const std::string& query, const std::string& id) {
    const Ids ids = found_names(searcher, query);
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

SearchResult ask_words(const Searcher& searcher, const std::string& query) {
    SearchRequest request;
    request.query = query;
    request.synonyms = false;
    return searcher.search(request);
}

/// How the report of that id holds a unit of the query; empty if it does not.
std::string kind_of(const SearchResult& result, const std::string& id, const std::string& unit) {
    for (const Hit& hit : result.hits) {
        if (hit.report.id != id) continue;
        for (const MatchedUnit& matched : hit.matched) {
            if (matched.unit == unit) return std::string(to_string(matched.kind));
        }
    }
    return {};
}

std::vector<CaseReport> therapies() {
    return {
        make_report("generic", "", "He was given antithymocyte globulin for aplastic anemia."),
        make_report("brand", "", "Thymoglobulin was infused for four days."),
        make_report("regimen", "", "The lymphoma was treated with R-CHOP."),
        make_report("words", "", "The tumour of her skin was excised."),
        make_report("defined", "", "Severe aplastic anemia (SAA) was found. Later SAA relapsed."),
    };
}

}  // namespace

TEST_CASE("a report is found by the names that other languages have for what it names",
          "[searcher][concepts]") {
    struct Row {
        const char* why;
        const char* query;
        const char* id;
        bool expected;
    };
    const TemporaryFolder folder;
    make_index(folder / "db", sample_reports());
    const Searcher searcher(folder / "db");
    const Row rows[] = {
        {"Korean finds English", "급성림프구성백혈병", "sample-en-01", true},
        {"English finds Korean", "acute lymphoblastic leukemia", "sample-ko-01", true},
        {"an abbreviation finds Korean", "ALL", "sample-ko-01", true},
        {"an ordinary word is no abbreviation", "all", "sample-ko-01", false},
        {"Russian finds English", "острый лимфобластный лейкоз", "sample-en-01", true},
        {"Chinese finds English", "急性淋巴细胞白血病", "sample-en-01", true},
        {"Japanese finds English", "急性リンパ性白血病", "sample-en-01", true},
        {"German finds English", "akute lymphatische Leukämie", "sample-en-01", true},
        {"as typed is as typed", "=ALL", "sample-ko-01", false},
        {"a phrase is its words", "\"acute lymphoblastic leukemia\"", "sample-ko-01", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why, row.query);
        CHECK(finds(searcher, row.query, row.id) == row.expected);
        CHECK_FALSE((row.expected && std::string(row.id) == "sample-ko-01" &&
                     finds(searcher, std::string("=") + row.query, row.id)));
    }
}

TEST_CASE("evidence names how a report names a concept", "[searcher][concepts]") {
    for (const PositionStore positions : {PositionStore::own, PositionStore::xapian}) {
        const TemporaryFolder folder;
        WriterOptions options;
        options.positions = positions;
        make_index(folder / "db", therapies(), options);
        const Searcher searcher(folder / "db");
        const SearchResult atg = ask_names(searcher, "ATG");
        CHECK(found(atg) == Ids{"generic", "brand"});
        CHECK(kind_of(atg, "generic", "ATG") == "synonym");
        CHECK(kind_of(atg, "brand", "ATG") == "narrower");
        CHECK(kind_of(ask_names(searcher, "rituximab"), "regimen", "rituximab") == "includes");
        const SearchResult disease = ask_names(searcher, "aplastic anaemia");
        CHECK(found(disease).size() == 2);
        CHECK(disease.read_as.size() == 1);
        CHECK(disease.read_as.front().type == "diagnosis");
        const SearchResult partial = ask_words(searcher, "ATG aplastic anemia");
        CHECK(partial.total == 0);
        CHECK(ask_names(searcher, "ATG aplastic anemia").total == 1);
    }
}

TEST_CASE("every sense of an ambiguous name is read, and shown", "[searcher][concepts]") {
    const TemporaryFolder folder;
    make_index(folder / "db",
               {make_report("drug", "", "Tocilizumab was given."),
                make_report("image", "", "Magnetic resonance angiography was normal."),
                make_report("neither", "", "The fever went away.")});
    const Searcher searcher(folder / "db");
    const SearchResult result = ask_names(searcher, "MRA");
    CHECK(result.total == 2);
    CHECK(result.read_as.size() >= 2);
    for (const Reading& reading : result.read_as)
        CHECK_FALSE(reading.concept_id.empty());
    CHECK(ask_words(searcher, "MRA").read_as.front().concept_id.empty());
}

TEST_CASE("a name of several words counts once, and NEAR goes by words", "[searcher][concepts]") {
    const TemporaryFolder folder;
    make_index(folder / "db", therapies());
    const Searcher searcher(folder / "db");
    SearchRequest request;
    request.query = "severe aplastic anemia SAA";
    request.explain = true;
    const SearchResult result = searcher.search(request);
    REQUIRE(result.explanation);
    CHECK(result.explanation->conditions.size() == 2);
    CHECK(result.explanation->conditions.front().compiled.find("best(C") != std::string::npos);
    CHECK(found_names(searcher, "ATG NEAR/9 aplastic").empty());
    CHECK(found_names(searcher, "globulin NEAR/9 aplastic") == Ids{"generic"});
    CHECK(found_names(searcher, "anemia -ATG") == Ids{"defined"});
}

TEST_CASE("a space too many is told where half of the word names something by itself",
          "[searcher][concepts][spelling]") {
    const TemporaryFolder folder;
    make_index(folder / "db", {make_report("one", "", "Then came pancreatitis."),
                               make_report("two", "", "The pancreas was spared.")});
    const Searcher searcher(folder / "db");
    const SearchResult result = ask_names(searcher, "pancr eatitis");
    CHECK(result.suggestion.value_or("none") == "pancreatitis");
    CHECK(found(result) == Ids{"one"});
    CHECK_FALSE(ask_names(searcher, "pancreas remission").suggestion);
}

}  // namespace casebook
