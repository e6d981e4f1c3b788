#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "catch.hpp"
#include "run_process.hpp"
#include "sample_index.hpp"

using namespace casebook::test;
using Json = nlohmann::ordered_json;

namespace {

Outcome run_on_sample(std::vector<std::string> arguments) {
    return run_casebook(on_sample(std::move(arguments)));
}

}  // namespace

TEST_CASE("suggest completes the last word and names titles", "[cli][suggest]") {
    const Outcome outcome = run_on_sample({"suggest", "hypoplastic", "leuk", "--format", "json"});
    CHECK(outcome.status == 0);
    CHECK(Json::parse(outcome.out).dump() ==
          R"({"schema":1,"prefix":"hypoplastic leuk","completions":[)"
          R"({"text":"hypoplastic leukemia","kind":"word","count":5},)"
          R"({"text":"hypoplastic leukaemia","kind":"concept","count":1,)"
          R"("concept":"CB010016","label":"hypoplastic leukaemia"},)"
          R"({"text":"Hypoplastic leukemia that answered to antithymocyte globulin",)"
          R"("kind":"title","count":1}]})");
    CHECK(run_on_sample({"suggest", "--top", "1", "asth"}).out == "       1  asthma\n");
}

TEST_CASE("suggest tells by its status that nothing begins so", "[cli][suggest]") {
    const Outcome text = run_on_sample({"suggest", "zebra"});
    CHECK(text.status == 1);
    CHECK(text.out.empty());
    CHECK(text.err.empty());
    const Outcome json = run_on_sample({"suggest", "-f", "json", "zebra"});
    CHECK(json.status == 1);
    CHECK(Json::parse(json.out)["completions"].empty());
}

TEST_CASE("a misspelt query is answered, and the better one is told", "[cli][search]") {
    const Outcome text = run_on_sample({"search", "leukmia", "-rituximab"});
    CHECK(text.status == 0);
    CHECK(text.err ==
          "read as: rituximab \u2192 rituximab (therapy)\n"
          "did you mean: leukemia -rituximab\n");
    const Json json =
        Json::parse(run_on_sample({"search", "--format", "json", "leukmia -rituximab"}).out);
    CHECK(json["suggestion"] == "leukemia -rituximab");
    CHECK(json["total"] == 4);
    CHECK(json["hits"][0]["matched"][0]["kind"] == "correction");
}
