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
using Texts = std::vector<std::string>;

namespace {

Outcome search(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "search");
    return run_casebook(on_sample(std::move(arguments)));
}

}  // namespace

TEST_CASE("RIS and BibTeX hold the hits of the JSON answer, in its order", "[cli][export]") {
    for (const std::string top : {"10", "2", "all"}) {
        CAPTURE(top);
        const Json whole = Json::parse(
            search({"--format", "json", "--top", top, "--no-synonyms", "leukemia"}).out);
        const Outcome ris = search({"--format", "ris", "--top", top, "--no-synonyms", "leukemia"});
        const Outcome bibtex =
            search({"--format", "bibtex", "--top", top, "--no-synonyms", "leukemia"});
        CHECK(ris.status == 0);
        CHECK(ris.err.empty());
        const std::vector<RisFields> records = parse_ris(ris.out);
        const std::vector<BibtexEntry> entries = parse_bibtex(bibtex.out);
        REQUIRE(records.size() == whole["hits"].size());
        REQUIRE(entries.size() == whole["hits"].size());
        for (std::size_t at = 0; at < records.size(); ++at) {
            const Json& hit = whole["hits"][at];
            CAPTURE(hit["id"]);
            CHECK(records[at].at("TY") == Texts{"JOUR"});
            CHECK(records[at].at("ID") == Texts{hit["id"]});
            CHECK(records[at].at("T2") == Texts{hit["journal"]});
            CHECK(records[at].at("PY") == Texts{std::to_string(hit["year"].get<int>())});
            CHECK(entries[at].type == "article");
            CHECK(entries[at].key == hit["id"]);
            CHECK(printed_by_latex(entries[at].fields.at("journal")) == hit["journal"]);
            CHECK(printed_parts(entries[at].fields.at("author"), " and ") ==
                  Texts{"Ada Example", "Bo Sample"});
        }
    }
}

TEST_CASE("a reference's bytes cannot steer a terminal", "[cli][export]") {
    for (const std::string format : {"ris", "bibtex"}) {
        CAPTURE(format);
        const Outcome outcome = search({"--format", format, "backwards"});
        CHECK(outcome.out.find("evil-5") != std::string::npos);
        CHECK(outcome.out.find_first_of("\x1b\x07\x7f") == std::string::npos);
        CHECK(outcome.out.find("\u009b") == std::string::npos);
    }
}

TEST_CASE("an exported partial hit tells its reason", "[cli][export]") {
    const std::vector<RisFields> records =
        parse_ris(search({"--format", "ris", "asthma", "zebrafish", "--match", "all"}).out);
    REQUIRE(records.size() == 1);
    CHECK(records[0].at("N1") == Texts{"casebook: partial match: missing"});
    CHECK(search({"--format", "ris", "--top", "all", "asthma", "zebrafish", "--match", "all"})
              .out.empty());
}

TEST_CASE("nothing found is an empty export", "[cli][export]") {
    const Outcome outcome = search({"--format", "bibtex", "zebrafish"});
    CHECK(outcome.status == 1);
    CHECK(outcome.out.empty());
    CHECK(search({"--format", "ris", "--facet", "year", "leukemia"}).status == 2);
}

TEST_CASE("a recorded search prints the same, and the record agrees with it", "[cli][record]") {
    const TemporaryFolder folder;
    const std::string file = folder.path("search.json");
    const std::vector<std::string> question = {"--filter", "year=1999..2004", "leukemia",
                                               "-rituximab"};
    std::vector<std::string> recorded = {"--record", file, "--format", "csv"};
    recorded.insert(recorded.end(), question.begin(), question.end());
    std::vector<std::string> plain = {"--format", "csv"};
    plain.insert(plain.end(), question.begin(), question.end());
    const Outcome outcome = search(recorded);
    CHECK(outcome.status == 0);
    CHECK(outcome.out == search(plain).out);
    const Json record = Json::parse(read_file(file));
    CHECK(record["query"] == "leukemia -rituximab");
    CHECK(record["total"] == 3);
    CHECK(record["index"]["reports"] == 6);
    CHECK(record["version"].get<std::string>().starts_with("0."));
    Texts steps;
    for (const Json& step : record["steps"]) {
        steps.push_back(step["step"].get<std::string>() + " " + step["after"].dump());
    }
    CHECK(steps == Texts{"index 6", "condition 5", "match 5", "exclusion 4", "filter 3"});
    CHECK(read_file(file).find(sample_index()) == std::string::npos);
}

TEST_CASE("a record replaces the file whole, or leaves it and says which", "[cli][record]") {
    const TemporaryFolder folder;
    const std::string file = folder.write("search.json", "old");
    CHECK(search({"--record", file, "zebrafish"}).status == 1);
    CHECK(Json::parse(read_file(file))["total"] == 0);
    folder.write("search.json", "old");
    CHECK(search({"--record", file, "--strict", "\"leukemia"}).status == 2);
    CHECK(read_file(file) == "old");
    std::size_t files = 0;
    for ([[maybe_unused]] const auto& entry :
         std::filesystem::directory_iterator(std::filesystem::path(file).parent_path())) {
        ++files;
    }
    CHECK(files == 1);
    for (const std::string& bad : {folder.path("no/such/folder.json"), folder.path("")}) {
        CAPTURE(bad);
        const Outcome outcome = search({"--record", bad, "leukemia"});
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.err.find(bad) != std::string::npos);
    }
}
