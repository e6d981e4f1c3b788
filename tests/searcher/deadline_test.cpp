#include <algorithm>
#include <random>

#include "casebook/error.hpp"
#include "casebook/search_json.hpp"
#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

const std::vector<std::string> kWords = {
    "fever",  "pain",    "sepsis",     "leukemia", "remission", "biopsy",   "cough",
    "rash",   "seizure", "prednisone", "dialysis", "anemia",    "jaundice", "edema",
    "stroke", "nausea",  "headache",   "fracture", "ascites",   "tremor"};

/// Reports of the same few words, so that every query of them is long in answering.
class SoupIndex {
public:
    explicit SoupIndex(std::size_t reports) : path_(folder_ / "index") {
        std::mt19937 random(7);
        std::vector<CaseReport> made;
        for (std::size_t number = 0; number < reports; ++number) {
            std::string text;
            for (int word = 0; word < 60; ++word)
                text += kWords[random() % kWords.size()] + (word % 12 == 11 ? ". " : " ");
            made.push_back(make_report("r" + std::to_string(number), "A case", text));
            made.back().year = 1990 + static_cast<int>(number % 20);
        }
        make_index(path_, made);
    }
    [[nodiscard]] Searcher searcher() const { return Searcher(path_); }

private:
    TemporaryFolder folder_;
    std::filesystem::path path_;
};

const SoupIndex& small() {
    static const SoupIndex index(60);
    return index;
}

SearchRequest hard_request() {
    SearchRequest request;
    request.query = "\"fever pain\" OR \"sepsis rash\" OR cough \"biopsy anemia\" stroke";
    request.facets = {FacetRequest{.field = "year"}};
    request.top = 20;
    return request;
}

std::string but_for_time(SearchResult result) {
    result.took = {};
    return to_json(result);
}

}  // namespace

TEST_CASE("a search that is in time answers as one without a deadline", "[searcher][deadline]") {
    const Searcher searcher = small().searcher();
    SearchRequest request = hard_request();
    for (const std::string& query :
         {request.query, std::string("fever -pain"), std::string("year:1990..1995"),
          std::string("fever pain sepsis leukemia remission biopsy cough rash")}) {
        request.query = query;
        request.deadline = std::nullopt;
        request.cancel = nullptr;
        const SearchResult free = searcher.search(request);
        request.deadline = Clock::now() + 1h;
        request.cancel = std::make_shared<const CancelToken>();
        const SearchResult limited = searcher.search(request);
        CAPTURE(query);
        CHECK(!limited.timed_out);
        CHECK(but_for_time(limited) == but_for_time(free));
        CHECK(but_for_time(*searcher.similar("r1", request)) ==
              but_for_time(*searcher.similar("r1", [&] {
                  SearchRequest plain = request;
                  plain.deadline = std::nullopt;
                  return plain;
              }())));
    }
}

TEST_CASE("a search whose time is over says so and counts nothing wrongly",
          "[searcher][deadline]") {
    const Searcher searcher = small().searcher();
    SearchRequest late = hard_request();
    late.deadline = Clock::now() - 1ms;
    SearchRequest cancelled = hard_request();
    const auto token = std::make_shared<CancelToken>();
    token->cancel();
    cancelled.cancel = token;
    for (const SearchRequest& request : {late, cancelled}) {
        for (const SearchResult& result :
             {searcher.search(request), *searcher.similar("r1", request)}) {
            CHECK(result.timed_out);
            CHECK(result.facets.empty());
            CHECK(result.hits.size() <= 10);
            for (const Hit& hit : result.hits)
                CHECK(hit.snippets.empty());
        }
    }
    late.facets = {FacetRequest{.field = "no-such-facet"}};
    CHECK_THROWS(searcher.search(late));
}

TEST_CASE("what is left out of a query stays out however early the search ends",
          "[searcher][deadline]") {
    const Searcher searcher = small().searcher();
    SearchRequest request = hard_request();
    request.query = "fever pain -(\"sepsis rash\" OR stroke)";
    request.top = kAllHits;
    const std::vector<std::string> allowed = found(searcher.search(request));
    for (auto wait = 0us; wait < 3000us; wait += 100us) {
        request.deadline = Clock::now() + wait;
        for (const std::string& id : found(searcher.search(request)))
            CHECK(std::find(allowed.begin(), allowed.end(), id) != allowed.end());
    }
}

TEST_CASE("a deadline of 5 ms ends a slow search in under 15", "[searcher][deadline][full]") {
    static const SoupIndex index(20000);
    const Searcher searcher = index.searcher();
    SearchRequest request = hard_request();
    request.top = 2000;
    const SearchResult free = searcher.search(request);
    CHECK(free.took > 30ms);
    auto fastest = 1000000us;
    for (int attempt = 0; attempt < 10; ++attempt) {  // the machine may be busy with others
        request.deadline = Clock::now() + 5ms;
        const SearchResult result = searcher.search(request);
        CHECK(result.timed_out);
        CHECK(result.total <= free.total);
        if (!result.hits.empty()) fastest = std::min(fastest, result.took);
    }
    CHECK(fastest < 15ms);
    using Milliseconds = std::chrono::duration<double, std::milli>;
    WARN("5 ms asked for, " << Milliseconds(fastest).count() << " ms taken; "
                            << Milliseconds(free.took).count() << " without a deadline");
}

TEST_CASE("a record is exact, or out of time there is none", "[searcher][deadline][record]") {
    const Searcher searcher = small().searcher();
    SearchRequest request = hard_request();
    request.deadline = Clock::now() + 1h;
    CHECK(searcher.record(request).total == searcher.search(request).total);
    const auto refused = [&] {
        try {
            static_cast<void>(searcher.record(request));
        } catch (const Error& error) {
            return error.code() == ErrorCode::timed_out;
        }
        return false;
    };
    request.deadline = Clock::now() - 1ms;
    CHECK(refused());
    request.deadline.reset();
    const auto token = std::make_shared<CancelToken>();
    request.cancel = token;
    CHECK_FALSE(refused());
    token->cancel();
    CHECK(refused());
}

TEST_CASE("browsing all reports ends at its deadline too", "[searcher][deadline]") {
    const Searcher searcher = small().searcher();
    SearchRequest request;
    request.sort = GENERATE(SortOrder::relevance, SortOrder::year);
    request.facets = {FacetRequest{.field = "year"}};
    CHECK(searcher.search(request).total == 60);
    request.deadline = Clock::now() - 1ms;
    const SearchResult cut = searcher.search(request);
    CHECK(cut.timed_out);
    CHECK(cut.total <= 60);
}

}  // namespace casebook
