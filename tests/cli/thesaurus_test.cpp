#include <nlohmann/json.hpp>
#include <string>

#include "catch.hpp"
#include "run_process.hpp"
#include "temporary_folder.hpp"

using namespace casebook::test;
using casebook::TemporaryFolder;
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

namespace {

constexpr const char* kObo =
    "format-version: 1.2\n\n[Term]\nid: DOID:1\nname: pale marrow\nis_a: DOID:2\n"
    "synonym: \"pallor\" RELATED []\n";

}  // namespace

TEST_CASE("thesaurus import tells what became of each vocabulary", "[cli][thesaurus]") {
    const TemporaryFolder folder;
    const std::string obo = folder.write("small.obo", kObo).string();
    const std::string synonyms =
        folder.write("own.txt", "pale marrow, wan marrow\nalone\n").string();
    const Outcome outcome =
        run_casebook({"thesaurus", "import", "--dry-run", "--type", synonyms + "=diagnosis",
                      "--problems", (folder / "problems").string(), obo, synonyms});
    CHECK(outcome.status == 1);
    CHECK(outcome.out.empty());
    for (const char* part :
         {"small.obo (obo)\n  concepts: 1 of 1\n  names: 1 of 2; left out: 1 other scope\n",
          "own.txt (synonyms)\n", "own.txt:2: a line with one name and no => is left out\n",
          "small.obo:4: a link to a concept that this file does not define is kept",
          "joined: 0 by id, 0 by cross reference, 1 by name\n"}) {
        CAPTURE(part, outcome.err);
        CHECK(outcome.err.find(part) != std::string::npos);
    }
    CHECK(run_casebook({"thesaurus", "import", "--dry-run", "--type", "finding",
                        folder.write("good.txt", "marrow, medulla\n").string()})
              .status == 0);
}

TEST_CASE("thesaurus import says what it cannot do", "[cli][thesaurus]") {
    const TemporaryFolder folder;
    const std::string obo = folder.write("small.obo", kObo).string();
    struct Row {
        std::string why;
        std::vector<std::string> arguments;
        std::string told;
    };
    const std::vector<Row> rows = {
        {"no action of that name", {"thesaurus", "burn", obo}, "there is no 'thesaurus burn'"},
        {"nothing to read", {"thesaurus", "import", "--dry-run"}, "no FILE to import"},
        {"nowhere to write", {"thesaurus", "import", obo}, "--output or --dry-run is needed"},
        {"no such format",
         {"thesaurus", "import", "--dry-run", "--format", "owl", obo},
         "--format cannot be 'owl'"},
        {"no such type",
         {"thesaurus", "import", "--dry-run", "--type", obo + "=drug", obo},
         "--type cannot be 'drug'"},
        {"no such file",
         {"thesaurus", "import", "--dry-run", (folder / "none").string()},
         "there is no such file or folder"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const Outcome outcome = run_casebook(row.arguments);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CAPTURE(outcome.err);
        CHECK(outcome.err.find(row.told) != std::string::npos);
    }
}

TEST_CASE("an index takes a vocabulary of the user's, and keeps it", "[cli][thesaurus]") {
    const TemporaryFolder folder;
    const std::string mine = folder.write("mine.txt", "quillworm fever, marsh creep\n");
    const std::string reports =
        folder.write("reports.jsonl",
                     "{\"id\":\"a\",\"text\":\"She had quillworm fever.\"}\n"
                     "{\"id\":\"b\",\"text\":\"Marsh creep was confirmed.\"}\n");
    const std::string index = folder / "index.db";
    const std::string compiled = folder / "mine.thesaurus";
    const auto count_found = [&](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"search", "--db", index, "--format", "json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return Json::parse(run_casebook(arguments).out)["total"].get<int>();
    };
    SECTION("merged with the built-in thesaurus") {
        CHECK(run_casebook({"index", "--db", index, "--thesaurus", mine, reports}).status == 0);
        CHECK(count_found({"quillworm fever"}) == 2);
        CHECK(count_found({"quillworm fever", "--no-synonyms"}) == 1);
        const Outcome stats = run_casebook({"stats", "--db", index, "--format", "json"});
        CHECK(Json::parse(stats.out)["thesaurus"] == "own");
    }
    SECTION("imported before") {
        CHECK(run_casebook({"thesaurus", "import", "-o", compiled, mine}).status == 0);
        CHECK(run_casebook({"index", "--db", index, "--thesaurus", compiled, reports}).status == 0);
        CHECK(count_found({"quillworm fever"}) == 2);
        const Outcome both = run_casebook({"index", "--db", folder / "other.db", "--thesaurus",
                                           compiled, "--thesaurus", mine, reports});
        CHECK(both.status == 2);
        CHECK(both.err.find("stands alone") != std::string::npos);
    }
    SECTION("over an index that does not know it") {
        CHECK(run_casebook({"index", "--db", index, reports}).status == 0);
        CHECK(count_found({"quillworm fever"}) == 1);
        CHECK(count_found({"quillworm fever", "--overlay", mine}) == 2);
        CHECK(run_casebook({"search", "--db", index, "--overlay", "no-such", "fever"}).status == 2);
    }
}
