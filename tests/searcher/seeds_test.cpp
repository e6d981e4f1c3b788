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

}  // namespace

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
