#include "casebook/search_json.hpp"
#include "casebook/search_request_json.hpp"
#include "catch.hpp"
#include "interfaces/mcp/request_schemas.hpp"
#include "mcp/talk.hpp"

namespace casebook::mcp {
namespace {

std::vector<CaseReport> many_reports() {
    std::vector<CaseReport> reports;
    for (int number = 10; number < 40; ++number) {
        reports.push_back(make_report(
            "case-" + std::to_string(number),
            "Aplastic anemia in patient " + std::to_string(number),
            "A " + std::to_string(number) +
                "-year-old woman was treated with antithymocyte globulin. She reached a complete "
                "remission of her anemia. Her course was long and told at length."));
        reports.back().year = 1990 + number;
    }
    reports.front().doi = "10.5555/ten";
    reports.front().pmid = "12345";
    return reports;
}

std::string text_of(const Json& result) {
    return result.at("content").at(0).at("text").get<std::string>();
}

bool says(const Json& result, const std::string& words) {
    return text_of(result).find(words) != std::string::npos;
}

/// What a search answers at every door, without the time that it took.
Json door_answer(const Library& library, const Json& request) {
    Json answer =
        Json::parse(to_json(library.searcher.search(parse_search_request(request.dump()))));
    answer.erase("took_ms");
    return answer;
}

}  // namespace

TEST_CASE("a search tells what every door tells, and where the rest is", "[mcp]") {
    Talk talk(many_reports());
    talk.begin();
    const Json request = {{"query", "aplastic anemia"}, {"top", 4}, {"facets", {"year"}}};
    Json answer = talk.call("search_case_reports", request).at("structuredContent");
    CHECK(answer.at("truncated") == false);
    CHECK(answer.at("next_offset") == 4);
    for (const char* ours : {"truncated", "next_offset", "advice", "took_ms"})
        answer.erase(ours);
    CHECK(answer == door_answer(talk.library(), request));
}

TEST_CASE("an answer stays under its bytes, and its pages together are the whole", "[mcp]") {
    Talk talk(many_reports());
    talk.begin();
    const Json whole = door_answer(talk.library(), {{"query", "anemia"}, {"top", 30}});
    for (const std::size_t max_bytes : {4'000, 9'000, 20'000, 1'000'000}) {
        Json hits = Json::array();
        std::size_t pages = 0;
        for (Json next = 0; !next.is_null() && pages < 40; ++pages) {
            const Json result = talk.call(
                "search_case_reports",
                {{"query", "anemia"}, {"top", 30}, {"offset", next}, {"max_bytes", max_bytes}});
            CHECK(to_line(result).size() <= max_bytes);
            const Json& page = result.at("structuredContent");
            CHECK(page.at("truncated") == (page.at("hits").size() + hits.size() < 30));
            hits.insert(hits.end(), page.at("hits").begin(), page.at("hits").end());
            next = page.at("next_offset");
        }
        CHECK(hits == whole.at("hits"));
        CHECK((max_bytes < 1'000'000) == (pages > 1));
    }
}

TEST_CASE("a long query that finds nothing stays under its bytes, too", "[mcp]") {
    Talk talk(many_reports());
    talk.begin();
    std::string query;
    int cut = 0;
    int whole = 0;
    for (int word = 0; query.size() < 3'900; ++word) {
        query += "qxz" + std::to_string(word) + " ";
        if (word % 8 != 0) continue;
        CAPTURE(query.size());
        const Json result = talk.call(
            "search_case_reports",
            {{"query", query}, {"correct", false}, {"feedback", false}, {"max_bytes", 4'000}});
        CHECK(to_line(result).size() <= 4'000);
        const bool refused = result.at("isError").get<bool>();
        cut += !refused && result.at("structuredContent").at("truncated").get<bool>() ? 1 : 0;
        whole += !refused && !result.at("structuredContent").at("truncated").get<bool>() ? 1 : 0;
    }
    CHECK(whole > 0);
    CHECK(cut > 0);
}

TEST_CASE("an empty query is every report, in the same number as list_facets counts", "[mcp]") {
    Talk talk(many_reports());
    talk.begin();
    const Json hits = talk.call("search_case_reports", {{"top", 3}, {"sort", "year"}});
    const Json& answer = hits.at("structuredContent");
    CHECK(answer.at("total") == 30);
    CHECK(answer.at("hits").size() == 3);
    CHECK(answer.at("next_offset") == 3);
    const Json counts = talk.call("list_facets", {{"fields", {"year"}}, {"limit", 1000}});
    CHECK(counts.at("structuredContent").at("total") == 30);
    CHECK(counts.at("structuredContent").at("query") == "");
    std::size_t sum = 0;
    for (const Json& value : counts.at("structuredContent").at("facets").at("year"))
        sum += value.at("count").get<std::size_t>();
    CHECK(sum == 30);
}

TEST_CASE("facets are cut to a length that fits", "[mcp]") {
    Talk talk(many_reports());
    talk.begin();
    const Json result =
        talk.call("list_facets",
                  {{"fields", {"year", "sex", "therapy"}}, {"limit", 1000}, {"max_bytes", 4'000}});
    CHECK(to_line(result).size() <= 4'000);
    const Json& answer = result.at("structuredContent");
    CHECK(answer.at("total") == 30);
    CHECK(answer.at("truncated") == true);
    CHECK(answer.at("facets").at("year").size() < 30);
    CHECK(answer.at("facets").at("sex").at(0).at("count") == 30);
    CHECK(answer.at("advice").get<std::string>().find("max_bytes") != std::string::npos);
}

TEST_CASE("a long report comes in pages that together are its text", "[mcp]") {
    CaseReport report = make_report("long", "A long one", "");
    std::string all;
    for (int part = 0; part < 40; ++part) {
        std::string text;
        while (text.size() < 500)
            text += "Пациентка 白血病 " + std::to_string(part) + " \"quoted\" ";
        report.sections.push_back({SectionKind::body, Language::from_tag("en"), text});
        all += text;
    }
    report.sections.push_back(
        {SectionKind::references, Language::from_tag("en"), "1. Doe J. Blood 1998."});
    Talk talk({report});
    talk.begin();
    std::string read;
    Json next = {{"section", 0}, {"offset", 0}};
    int pages = 0;
    for (; !next.is_null() && pages < 100; ++pages) {
        const Json result = talk.call("get_report", {{"id", "long"},
                                                     {"section", next.at("section")},
                                                     {"offset", next.at("offset")},
                                                     {"max_bytes", 9'000}});
        CHECK(to_line(result).size() <= 9'000);
        for (const Json& part : result.at("structuredContent").at("sections"))
            read += part.at("text").get<std::string>();
        next = result.at("structuredContent").at("next");
    }
    CHECK(pages > 3);
    CHECK(read == all);
    CHECK(talk.call("get_report", {{"id", "long"}, {"section", 41}})
              .at("structuredContent")
              .at("sections")
              .at(0)
              .at("kind") == "references");
}

TEST_CASE("what a model did wrong is told so that it can mend it", "[mcp]") {
    struct Row {
        const char* why;
        const char* tool;
        Json arguments;
        const char* told;
    };
    const std::vector<Row> rows = {
        {"an id with a slip", "get_report", {{"id", "csae-12"}}, "\"case-12\""},
        {"an id in capitals", "similar_cases", {{"id", "CASE-17"}}, "\"case-17\""},
        {"a DOI for an id", "get_report", {{"id", "10.5555/TEN"}}, "\"case-10\""},
        {"a PubMed number for an id", "get_report", {{"id", "12345"}}, "\"case-10\""},
        {"an id like no other", "get_report", {{"id", "zzzzzzzzzz"}}, "search_case_reports"},
        {"an unknown field",
         "search_case_reports",
         {{"filters", {{{"field", "drug"}, {"value", "ATG"}}}}},
         "\"therapy\""},
        {"a field that is not counted", "list_facets", {{"fields", {"author"}}}, "\"journal\""},
        {"neither id nor text", "similar_cases", Json::object(), "either id"},
        {"id and text", "similar_cases", {{"id", "case-12"}, {"text", "x"}}, "either id"},
        {"no id", "get_report", Json::object(), "id is missing"},
        {"a section too far", "get_report", {{"id", "case-12"}, {"section", 7}}, "outline"},
        {"too few bytes", "get_report", {{"id", "case-12"}, {"max_bytes", 10}}, "at least 4000"},
    };
    Talk talk(many_reports());
    talk.begin();
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const Json result = talk.call(row.tool, row.arguments);
        CHECK(result.at("isError") == true);
        CHECK_FALSE(result.contains("structuredContent"));
        CAPTURE(text_of(result));
        CHECK(says(result, row.told));
    }
}

TEST_CASE("where nothing is found the answer says how to go on", "[mcp]") {
    Talk talk(many_reports());
    talk.begin();
    Talk empty(std::vector<CaseReport>{});
    empty.begin();
    CHECK(says(empty.call("search_case_reports", Json::object()), "holds no report"));
    CHECK(
        says(talk.call("search_case_reports",
                       {{"query", "anemia"}, {"filters", {{{"field", "sex"}, {"value", "male"}}}}}),
             "list_facets"));
    CHECK(says(talk.call("search_case_reports",
                         {{"filters", {{{"field", "therapy"}, {"value", "qwertyzx"}}}}}),
               "no therapy of the name \"qwertyzx\""));
    CHECK(says(talk.call("lookup_term", {{"term", "qwertyzx"}}), "another spelling"));
}

TEST_CASE("every field that the schemas name is one of the index", "[mcp]") {
    Talk talk(many_reports());
    talk.begin();
    for (const std::string_view field : kFilterFields) {
        CAPTURE(field);
        const Json filter = {{"field", field}, {"value", "1"}};
        CHECK(
            talk.call("search_case_reports", {{"filters", Json::array({filter})}}).at("isError") ==
            false);
    }
    for (const std::string_view field : kFacetFields) {
        CAPTURE(field);
        CHECK(talk.call("list_facets", {{"fields", Json::array({field})}}).at("isError") == false);
    }
}

TEST_CASE("a similar case comes with its facts", "[mcp][searcher]") {
    std::vector<CaseReport> few = many_reports();
    few.resize(5);
    Talk talk(few);
    talk.begin();
    const Json hits = talk.call("similar_cases", {{"id", "case-12"}, {"snippets", false}})
                          .at("structuredContent")
                          .at("hits");
    REQUIRE_FALSE(hits.empty());
    for (const Json& hit : hits)
        CHECK(hit.at("facts").at("therapy").at(0).at("label") == "antithymocyte globulin");
}

TEST_CASE("a call ends at its time limit and says so", "[mcp]") {
    Talk talk(many_reports(), {.timeout = std::chrono::milliseconds(0)});
    talk.begin();
    const Json result = talk.call("search_case_reports", {{"query", "anemia"}});
    CHECK(result.at("structuredContent").at("timed_out") == true);
    CHECK(says(result, "time limit"));
}

TEST_CASE("a text tells its facts, and a term its concepts", "[mcp]") {
    Talk talk({});
    talk.begin();
    const Json annotated =
        talk.call("annotate_text", {{"text",
                                     "A 34-year-old woman with aplastic anemia was treated "
                                     "with cyclosporine. She had no fever."}});
    const Json& facts = annotated.at("structuredContent").at("facts");
    CHECK(facts.at("therapy").size() == 1);
    CHECK(facts.at("patients").at(0).at("age") == 34);
    CHECK(says(annotated, "negated"));
    const Json found = talk.call("lookup_term", {{"term", "ATG"}});
    REQUIRE_FALSE(found.at("structuredContent").at("concepts").empty());
    CHECK(says(found, "antithymocyte globulin"));
    const Json cut = talk.call("annotate_text", {{"text",
                                                  [] {
                                                      std::string text;
                                                      while (text.size() < 50'000)
                                                          text += "Leukemia, anemia and sepsis. ";
                                                      return text;
                                                  }()},
                                                 {"max_bytes", 5'000}});
    CHECK(to_line(cut).size() <= 5'000);
    CHECK(cut.at("structuredContent").at("truncated") == true);
}

}  // namespace casebook::mcp
