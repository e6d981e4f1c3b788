#include "interfaces/mcp/argument_check.hpp"

#include "catch.hpp"
#include "interfaces/mcp/tool.hpp"

namespace casebook::mcp {
namespace {

std::string problem_with(const std::string& arguments) {
    return find_wrong_argument(search_tool().input_schema, tidied(Json::parse(arguments)))
        .value_or("");
}

}  // namespace

TEST_CASE("a wrong argument is named, with what would be right", "[mcp]") {
    struct Row {
        const char* why;
        std::string arguments;
        std::string problem;
    };
    const std::vector<Row> rows = {
        {"nothing", "{}", ""},
        {"a whole number written as a fraction", R"({"top":10.0})", ""},
        {"null is not given", R"({"query":"x","top":null})", ""},
        {"a facet by name, and one by object",
         R"({"facets":["year",{"field":"sex","limit":"all"}]})", ""},
        {"text for a number", R"({"top":"10"})", "top must be a whole number, not \"10\""},
        {"half a report", R"({"top":1.5})", "top must be a whole number, not 1.5"},
        {"too many", R"({"top":101})", "top must be at most 100"},
        {"fewer than none", R"({"offset":-1})", "offset must be at least 0"},
        {"an unknown choice", R"({"sort":"date"})",
         R"(sort must be one of "relevance", "year", not "date")"},
        {"a filter without a value", R"({"filters":[{"field":"year"}]})",
         "filters[0]: value is missing"},
        {"an unknown key of a filter", R"({"filters":[{"field":"year","value":"1","op":"="}]})",
         R"(filters[0] cannot have "op"; there is one of "field", "value", "only")"},
        {"a facet's limit", R"({"facets":[{"field":"sex","limit":-1}]})",
         "facets[0].limit must be at least 0"},
        {"an empty value", R"({"filters":[{"field":"year","value":""}]})",
         "filters[0].value must be at least 1 characters long"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(problem_with(row.arguments) == row.problem);
    }
}

TEST_CASE("characters are counted, not bytes", "[mcp]") {
    const Json schema = {{"type", "string"}, {"maxLength", 2}};
    CHECK_FALSE(find_wrong_argument(schema, "\u00e4\u767d"));
    CHECK(find_wrong_argument(schema, "abc"));
}

}  // namespace casebook::mcp
