#include "casebook/search_request_json.hpp"
#include "casebook/error.hpp"
#include "catch.hpp"

namespace casebook {

TEST_CASE("a request in JSON is the request that it tells", "[searcher][json]") {
    const SearchRequest request = parse_search_request(R"({
        "query": "leukemia", "offset": 3, "top": 7, "sort": "year", "match": "any",
        "filters": [{"field": "year", "value": "1999..2004"},
                    {"field": "therapy", "value": "ATG", "only": true}],
        "facets": ["year", {"field": "journal", "limit": "all", "order": "label",
                            "matching": "blood"}],
        "snippets": false, "feedback": false, "correct": false, "synonyms": false,
        "explain": true, "timeout_ms": 60000})");
    CHECK(request.query == "leukemia");
    CHECK(request.offset == 3);
    CHECK(request.top == 7);
    CHECK(request.sort == SortOrder::year);
    CHECK(request.match == MatchRule::any);
    REQUIRE(request.filters.size() == 2);
    CHECK(request.filters[0].value == "1999..2004");
    CHECK(!request.filters[0].only);
    CHECK(request.filters[1].only);
    REQUIRE(request.facets.size() == 2);
    CHECK(request.facets[0].field == "year");
    CHECK(request.facets[0].limit == FacetRequest().limit);
    CHECK(request.facets[1].order == FacetOrder::label);
    CHECK(request.facets[1].matching == "blood");
    CHECK(request.facets[1].limit > 1000000);
    CHECK((!request.with_snippets && !request.feedback && !request.correct && !request.synonyms));
    CHECK(request.explain);
    REQUIRE(request.deadline);
    CHECK(*request.deadline > std::chrono::steady_clock::now());
}

TEST_CASE("what a request does not name keeps its default", "[searcher][json]") {
    const SearchRequest request = parse_search_request("{}");
    const SearchRequest plain;
    CHECK(request.top == plain.top);
    CHECK(request.match == plain.match);
    CHECK((request.with_snippets && request.feedback && request.correct && request.synonyms));
    CHECK(!request.deadline);
    CHECK(parse_search_request(R"({"boolean": true})").top == kAllHits);
    CHECK(parse_search_request(R"({"boolean": true, "top": 5})").top == 5);
    CHECK(parse_search_request(R"({"top": "all"})").top == kAllHits);
}

TEST_CASE("a request that is none is refused by the key's name", "[searcher][json]") {
    struct Row {
        std::string json;
        std::string told;
    };
    for (const Row& row : std::vector<Row>{{"", "JSON"},
                                           {"[]", "object"},
                                           {"{\"query\":\"\xff\"}", "UTF-8"},
                                           {R"({"qeury":"x"})", "qeury"},
                                           {R"({"query":1})", "\"query\""},
                                           {R"({"top":-1})", "\"top\""},
                                           {R"({"top":1.5})", "\"top\""},
                                           {R"({"top":"some"})", "\"top\""},
                                           {R"({"offset":"all"})", "\"offset\""},
                                           {R"({"match":"none"})", "\"match\""},
                                           {R"({"match":null})", "\"match\""},
                                           {R"({"sort":"title"})", "\"sort\""},
                                           {R"({"boolean":"yes"})", "\"boolean\""},
                                           {R"({"filters":{}})", "\"filters\""},
                                           {R"({"filters":["year"]})", "a filter"},
                                           {R"({"filters":[{"name":"x"}]})", "name"},
                                           {R"({"facets":[1]})", "a facet"},
                                           {R"({"facets":[{"limit":true}]})", "\"limit\""},
                                           {R"({"timeout_ms":"5"})", "\"timeout_ms\""},
                                           {std::string(100000, '['), "JSON"}}) {
        CAPTURE(row.json.substr(0, 40));
        try {
            (void)parse_search_request(row.json);
            FAIL("accepted");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::invalid_argument);
            CHECK(std::string(error.what()).find(row.told) != std::string::npos);
        }
    }
}

}  // namespace casebook
