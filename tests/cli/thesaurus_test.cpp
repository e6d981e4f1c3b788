#include <nlohmann/json.hpp>
#include <string>

#include "catch.hpp"
#include "run_process.hpp"

using namespace casebook::test;
using Json = nlohmann::ordered_json;

TEST_CASE("thesaurus lookup tells what a term means", "[cli][thesaurus]") {
    const Outcome json =
        run_casebook({"thesaurus", "lookup", "Immunosuppressive", "Therapies", "--format", "json"});
    CHECK(json.status == 0);
    CHECK(json.err.empty());
    const Json found = Json::parse(json.out);
    REQUIRE(found.size() == 1);
    CHECK(found[0].dump() ==
          R"({"concept":"CB000006","label":"immunosuppressive therapy","type":"therapy",)"
          R"("language":"en","kind":"preferred","broader":["CB000002"]})");
    const Outcome text = run_casebook({"thesaurus", "lookup", "CB000006"});
    CHECK(text.status == 0);
    CHECK(text.out ==
          "CB000006  immunosuppressive therapy (therapy)\n"
          "    preferred, en: immunosuppressive therapy\n"
          "    narrower than CB000002  drug therapy\n");
}

TEST_CASE("thesaurus lookup tells by its status that a term means nothing", "[cli][thesaurus]") {
    const Outcome text = run_casebook({"thesaurus", "lookup", "xyzzy"});
    CHECK(text.status == 1);
    CHECK(text.out.empty());
    const Outcome json = run_casebook({"thesaurus", "lookup", "xyzzy", "--format=json"});
    CHECK(json.status == 1);
    CHECK(json.out == "[]\n");
}

TEST_CASE("thesaurus stats counts what the thesaurus holds", "[cli][thesaurus]") {
    const Json stats = Json::parse(run_casebook({"thesaurus", "stats", "--format", "json"}).out);
    CHECK(stats["concepts"].get<int>() >= 80);
    CHECK(stats["types"]["therapy"].get<int>() >= 20);
    CHECK(stats["languages"]["en"].get<int>() >= 80);
    CHECK(stats["fingerprint"].get<std::string>().size() == 16);
    CHECK(run_casebook({"thesaurus", "stats"}).out.starts_with("concepts  "));
}

TEST_CASE("thesaurus says what it cannot do", "[cli][thesaurus]") {
    CHECK(run_casebook({"thesaurus"}).status == 2);
    CHECK(run_casebook({"thesaurus", "lookup"}).status == 2);
    CHECK(run_casebook({"thesaurus", "juggle"}).status == 2);
    const Outcome none = run_casebook({"thesaurus", "stats", "--thesaurus", "no-such-file"});
    CHECK(none.status == 2);
    CHECK(none.err.find("no-such-file") != std::string::npos);
}
