#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "run_process.hpp"
#include "sample_index.hpp"

using namespace casebook::test;
using Json = nlohmann::ordered_json;

namespace {

/// Four reports with embeddings of two numbers, and five records that an index cannot take.
constexpr const char* kReports =
    R"({"id":"a","text":"A fever.","year":2001,"embedding":[1,0]}
{"id":"b","text":"A rash.","year":2002,"embedding":[0.9,0.1]}
{"id":"c","text":"A cough.","year":2002,"embedding":[0,1]}
{"id":"d","text":"A cramp.","year":2003,"embedding":null}
{"id":"long","text":"A fever.","embedding":[1,2,3]}
{"id":"zero","text":"A fever.","embedding":[0,0.0]}
{"id":"huge","text":"A fever.","embedding":[1e300,1]}
{"id":"text","text":"A fever.","embedding":"1,2"}
{"id":"none","text":"A fever.","embedding":[]}
)";

}  // namespace

TEST_CASE("records whose embedding cannot be compared are rejected with the reason",
          "[cli][vector]") {
    const TemporaryFolder folder;
    const std::string index = folder.path("index.db");
    const std::string file = folder.write("reports.jsonl", kReports);
    for (const char* jobs : {"1", "2"}) {
        const Outcome indexed = run_casebook({"index", "--db", index, "--jobs", jobs, file});
        CHECK(indexed.status == 1);
        CAPTURE(indexed.err);
        for (const char* reason :
             {"has 3 numbers, those of this index have 2", "all zeros", "not finite in 32 bits",
              "no array of numbers", "has no numbers", "5 rejected"})
            CHECK(indexed.err.find(reason) != std::string::npos);
    }
    const Outcome stats = run_casebook({"stats", "--db", index, "--format", "json"});
    CHECK(Json::parse(stats.out)["embeddings"] == 3);
    CHECK(Json::parse(stats.out)["embedding_length"] == 2);
    CHECK(run_casebook({"check", "--db", index}).status == 0);
    // What is already there, with another vector, is replaced.
    const std::string changed = folder.write(
        "changed.jsonl", R"({"id":"c","text":"A cough.","year":2002,"embedding":[1,1]})");
    CHECK(run_casebook({"index", "--db", index, changed}).err.find("1 replaced") !=
          std::string::npos);
}

TEST_CASE("a query's vector comes from a file or standard input", "[cli][vector]") {
    const TemporaryFolder folder;
    const std::string index = folder.path("index.db");
    REQUIRE(
        run_casebook({"index", "--db", index, folder.write("reports.jsonl", kReports)}).status ==
        1);
    const std::string vector = folder.write("query.json", "[1, 0.2]\n");
    const std::vector<std::string> search = {"search", "--db", index, "--format", "json"};
    std::vector<std::string> arguments = search;
    arguments.insert(arguments.end(), {"--vector", vector, "--facet", "year", "cough"});
    const Outcome by_file = run_casebook(arguments);
    const Json answer = Json::parse(by_file.out);
    CHECK(answer["total"] == 3);
    CHECK(answer["hits"][0]["id"] == "c");
    CHECK(answer["hits"][0]["fusion"]["words_rank"] == 1);
    CHECK(answer["hits"][1]["id"] == "b");
    CHECK(answer["hits"][1]["matched"].empty());
    CHECK(answer["facets"]["year"][0]["count"] == 2);

    arguments = search;
    arguments.insert(arguments.end(), {"--vector", "-", "--fusion-depth", "1", "--fusion-k", "0",
                                       "--filter", "year=2001", ""});
    const Outcome by_input = run_casebook(Invocation{.arguments = arguments, .input = "[0,1]"});
    const Json alone = Json::parse(by_input.out);
    CHECK(alone["total"] == 1);
    CHECK(alone["hits"][0]["id"] == "a");  // the only one of that year, far as it is
    CHECK(alone["hits"][0]["score"] == 1.0);

    for (const auto& [bytes, reason] :
         std::vector<std::pair<std::string, std::string>>{{"[1,2", "not a JSON array"},
                                                          {"{}", "not a JSON array"},
                                                          {"[\"1\"]", "not a JSON array"},
                                                          {"[]", "no numbers"},
                                                          {"[0,0]", "zeros"},
                                                          {"[1,2,3]", "have 2"}}) {
        CAPTURE(bytes);
        arguments = search;
        arguments.insert(arguments.end(), {"--vector", folder.write("bad.json", bytes), "cough"});
        const Outcome refused = run_casebook(arguments);
        CHECK(refused.status == 2);
        CHECK(refused.out.empty());
        CHECK(refused.err.find(reason) != std::string::npos);
    }
    arguments = search;
    arguments.insert(arguments.end(), {"--vector", folder.path("nothing"), "cough"});
    CHECK(run_casebook(arguments).status == 2);
    arguments = search;
    arguments.insert(arguments.end(), {"--vector", vector, "--boolean", "cough"});
    CHECK(run_casebook(arguments).status == 2);
}
