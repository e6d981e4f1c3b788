#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "catch.hpp"
#include "run_process.hpp"
#include "sample_index.hpp"
#include "searcher/reference_formats.hpp"

using namespace casebook::test;
using Json = nlohmann::ordered_json;

namespace {

Outcome similar(std::vector<std::string> arguments, const std::string& input = {}) {
    arguments.insert(arguments.begin(), "similar");
    return run_casebook(Invocation{.arguments = on_sample(std::move(arguments)), .input = input});
}

Json similar_json(std::vector<std::string> arguments, const std::string& input = {}) {
    arguments.insert(arguments.end(), {"--format", "json"});
    return Json::parse(similar(std::move(arguments), input).out);
}

std::vector<std::string> ids(const Json& result) {
    std::vector<std::string> found;
    for (const Json& hit : result["hits"]) {
        found.push_back(hit["id"]);
    }
    return found;
}

}  // namespace

TEST_CASE("similar answers in the JSON of a search", "[cli][similar]") {
    const Json result = similar_json({"relapse-2", "--facet", "year"});
    CHECK(result["query"] == "relapse-2");
    CHECK(result["match"] == "any");
    CHECK(result["facets"].contains("year"));
    REQUIRE_FALSE(result["hits"].empty());
    CHECK(std::ranges::count(ids(result), "relapse-2") == 0);
    CHECK_FALSE(result["hits"][0]["matched"].empty());
}

TEST_CASE("the source may be in the index, in a file or on standard input", "[cli][similar]") {
    const TemporaryFolder folder;
    const std::string text =
        "A leukemia\n\nHypoplastic leukemia was treated with antithymocyte globulin in a boy.\n";
    const std::string file = folder.write("new.txt", text);
    const Json from_file = similar_json({"--file", file});
    CHECK(from_file["query"].is_null());
    CHECK(ids(from_file).at(0) == "hypo-1");
    CHECK(ids(similar_json({"-"}, text)) == ids(from_file));
    CHECK(ids(similar_json({"--file", "-"}, text)) == ids(from_file));
    const std::string lines = folder.write("all.jsonl", sample_reports());
    CHECK(ids(similar_json({"--file", lines})) == ids(similar_json({"hypo-1"})));
}

TEST_CASE("similar reports come in every format of a search", "[cli][similar]") {
    const std::size_t count = similar_json({"relapse-2", "--top", "all"})["hits"].size();
    CHECK(count > 1);
    const auto of = [](const std::string& format) {
        return similar({"relapse-2", "--top", "all", "--format", format}).out;
    };
    CHECK(parse_ris(of("ris")).size() == count);
    CHECK(parse_bibtex(of("bibtex")).size() == count);
    const std::string lines = of("jsonl");
    CHECK(static_cast<std::size_t>(std::ranges::count(lines, '\n')) == count);
    CHECK(of("csv").starts_with("rank,score,"));
    CHECK(of("text").find("1. ") == 0);
    CHECK(similar_json({"relapse-2", "--filter", "year=2003"})["hits"].size() == 1);
}

TEST_CASE("similar says what is wrong", "[cli][similar]") {
    struct Row {
        const char* why;
        std::vector<std::string> arguments;
        int status;
        std::string message;
    };
    const TemporaryFolder folder;
    const std::string empty = folder.write("empty.jsonl", "");
    const std::string broken = folder.write("broken.jsonl", "{\"title\": \n");
    const std::vector<Row> rows = {
        {"no source", {}, 2, "--file"},
        {"two sources", {"hypo-1", "--file", empty}, 2, "--file"},
        {"no such report", {"nowhere"}, 1, "'nowhere'"},
        {"no such file", {"--file", "/no/such"}, 2, "/no/such"},
        {"nothing in it", {"--file", empty}, 2, empty},
        {"nothing that can be read", {"--file", broken, "--input-format", "jsonl"}, 2, broken},
        {"an unknown filter", {"hypo-1", "--filter", "flavour=sweet"}, 2, "'flavour'"},
        {"a facet in references", {"hypo-1", "--facet", "year", "--format", "ris"}, 2, "--facet"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const Outcome outcome = similar(row.arguments);
        CHECK(outcome.status == row.status);
        CHECK(outcome.out.empty());
        CHECK(outcome.err.find(row.message) != std::string::npos);
    }
    CHECK(similar({"-"}, "Zebrafish swim\n\nin warm ponds.").status == 1);
}
