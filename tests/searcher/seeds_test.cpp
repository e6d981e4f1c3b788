#include <algorithm>
#include <fstream>
#include <sstream>

#include "casebook/ingest.hpp"
#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"
#include "test_data.hpp"

namespace casebook {
namespace {

using Ids = std::vector<std::string>;

/// Page numbers (000 … 004) of reports: of an id that begins with one, else by the title.
std::string page_of(const CaseReport& report) {
    return report.id == "10.1038/sj.bmt.1701550" ? "001" : report.id.substr(0, 3);
}

struct Page {
    std::string page;
    bool partial;
    std::string reason;

    friend bool operator==(const Page&, const Page&) = default;
};

std::vector<Page> pages(const SearchResult& result) {
    std::vector<Page> found;
    for (const Hit& hit : result.hits)
        found.push_back({page_of(hit.report), hit.partial, hit.partial_reason});
    return found;
}

Ids first_tier(const Searcher& searcher, const std::string& query) {
    Ids found;
    for (const Page& page : pages(ask(searcher, query))) {
        if (!page.partial) found.push_back(page.page);
    }
    std::sort(found.begin(), found.end());
    return found;
}

void check_spellings(const Searcher& searcher) {
    struct Row {
        const char* why;
        const char* query;
        const char* page;
    };
    const Row rows[] = {
        {"letters and digit as one", "IL2", "001"},
        {"apart", "IL 2", "001"},
        {"in full", "interleukin-2", "001"},
        {"British spelling meets American", "haemolytic anaemia", "003"},
        {"Korean words apart", "\uAE09\uC131 \uB9BC\uD504\uAD6C\uC131 \uBC31\uD608\uBCD1", "004"},
        {"Korean words as one", "\uAE09\uC131\uB9BC\uD504\uAD6C\uC131\uBC31\uD608\uBCD1", "004"},
        {"a Korean word inside another", "\uB9BC\uD504\uAD6C", "004"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why, row.query);
        const Ids found = first_tier(searcher, row.query);
        CHECK(std::find(found.begin(), found.end(), row.page) != found.end());
    }
}

/// Ids of the first tier by concepts too, in order.
Ids by_concepts(const Searcher& searcher, const std::string& query) {
    SearchRequest request;
    request.query = query;
    Ids found;
    for (const Page& page : pages(searcher.search(request))) {
        if (!page.partial) found.push_back(page.page);
    }
    return found;
}

/// How the first hit holds a unit: "synonym abstract antithymocyte globulin".
std::string evidence_for(const Searcher& searcher, const std::string& query,
                         const std::string& unit) {
    SearchRequest request;
    request.query = query;
    const SearchResult result = searcher.search(request);
    if (result.hits.empty()) return "no hit";
    for (const MatchedUnit& matched : result.hits.front().matched) {
        if (matched.unit == unit) {
            return std::string(to_string(matched.kind)) + " " +
                   std::string(to_string(matched.section)) + " " + matched.text;
        }
    }
    return "not matched";
}

}  // namespace

TEST_CASE("the saved pages are found by what their words mean", "[searcher][concepts][data]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    const TemporaryFolder folder;
    REQUIRE(ingest(folder / "db", {*data / "seeds"}, {}).added == 5);
    const Searcher searcher(folder / "db");

    SECTION("queries and the pages that answer them, in order") {
        struct Row {
            const char* query;
            Ids pages;
        };
        const Row rows[] = {
            {"ATG hypoplastic leukemia", {"000"}},
            {"tocilizumab hemolytic anemia", {"003"}},
            {"IL2 monoblastic leukaemia", {"001"}},
            {"AIHA cyclosporine", {"003"}},
            {"DLI leukemia relapse", {"004", "001"}},
            {"\u518D\u751F\u4E0D\u826F\u6027\u8CA7\u8840", {"002", "000"}},
            {"aplastische An\u00E4mie", {"002", "000"}},
            {"\u0430\u043F\u043B\u0430\u0441\u0442\u0438\u0447\u0435\u0441\u043A\u0430\u044F "
             "\u0430\u043D\u0435\u043C\u0438\u044F",
             {"002", "000"}},
            {"anemia apl\u00E1sica", {"002", "000"}},
            {"\uC7AC\uC0DD\uBD88\uB7C9\uC131\uBE48\uD608", {"002", "000"}},
            {"aplastic anemia", {"002", "000"}},
            {"antilymphocyte globulin", {"002"}},
            {"VP-16 remission", {"000"}},
            {"Kidrolase", {"000"}},
            {"plasmapheresis", {"003"}},
            {"serum sickness", {"002"}},
            {"graft versus host disease", {"001"}},
        };
        for (const Row& row : rows) {
            CAPTURE(row.query);
            CHECK(by_concepts(searcher, row.query) == row.pages);
        }
        for (const auto& [query, expected] :
             {std::pair<const char*, Ids>{"Endoxan", {"000", "003"}},
              {"immunosuppressive therapy", {"000", "002", "003"}}}) {
            CAPTURE(query);
            Ids found = by_concepts(searcher, query);
            std::sort(found.begin(), found.end());
            CHECK(found == expected);
        }
    }
    SECTION("why a page is there") {
        CHECK(evidence_for(searcher, "ATG hypoplastic leukemia", "ATG") ==
              "synonym abstract antithymocyte globulin");
        CHECK(evidence_for(searcher, "tocilizumab hemolytic anemia", "tocilizumab") ==
              "abbreviation abstract MRA");
    }
    SECTION("by words alone the same pages are partial") {
        for (const auto& [query, page] : {std::pair{"ATG hypoplastic leukemia", "000"},
                                          {"tocilizumab hemolytic anemia", "003"}}) {
            CAPTURE(query);
            const SearchResult result = ask(searcher, query);
            CHECK(result.total == 0);
            REQUIRE_FALSE(result.hits.empty());
            CHECK(page_of(result.hits.front().report) == page);
        }
    }
}

TEST_CASE("the saved pages are found by their own words, not by those of others",
          "[searcher][data]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    const TemporaryFolder folder;
    const IngestReport account = ingest(folder / "db", {*data / "seeds"}, {});
    CHECK(account.added == 5);
    CHECK(account.rejected == 0);
    const Searcher searcher(folder / "db");

    CHECK(first_tier(searcher, "antithymocyte") == Ids{"000", "002"});
    const Ids globulin = first_tier(searcher, "anti-thymocyte globulin");
    CHECK(std::find(globulin.begin(), globulin.end(), "000") != globulin.end());
    CHECK(first_tier(searcher, "\uACF5\uC5EC\uC790\uB9BC\uD504\uAD6C\uC8FC\uC785\uC220") ==
          Ids{"004"});
    CHECK(first_tier(searcher, "aplastic anemia") == Ids{"000", "002"});
    CHECK(pages(ask(searcher, "\"donor lymphocyte infusion\"")) ==
          std::vector<Page>{{"004", false, ""}});
    CHECK(pages(ask(searcher, "rituximab")) ==
          std::vector<Page>{{"000", true, "references"}, {"003", true, "references"}});
    const Ids without = first_tier(searcher, "leukemia -rituximab");
    CHECK(std::find(without.begin(), without.end(), "000") != without.end());
    check_spellings(searcher);
}

}  // namespace casebook
