#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "run_process.hpp"
#include "sample_index.hpp"

using namespace casebook::test;
using Json = nlohmann::ordered_json;

namespace {

std::size_t count_of(const std::string& text, const std::string& part) {
    std::size_t count = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        ++count;
    }
    return count;
}

}  // namespace

TEST_CASE("indexing tells its account on standard error", "[cli][index]") {
    const TemporaryFolder folder;
    const std::string file = folder.write("reports.jsonl", sample_reports());
    const std::string index = folder.path("index.db");
    const Outcome first = run_casebook({"index", "--db", index, file});
    CHECK(first.status == 0);
    CHECK(first.out.empty());
    CHECK(first.err.starts_with(
        "casebook: 6 reports from 1 file: 6 added, 0 replaced, 0 unchanged, 0 rejected; "));
    const Outcome second = run_casebook({"index", "--db", index, file, "--timing"});
    CHECK(second.status == 0);
    CHECK(second.err.starts_with(
        "casebook: 6 reports from 1 file: 0 added, 0 replaced, 6 unchanged, 0 rejected; "));
    CHECK(second.err.find("\ncasebook: seconds of work, summed over the jobs: read ") !=
          std::string::npos);
}

TEST_CASE("standard input is indexed as '-'", "[cli][index]") {
    const TemporaryFolder folder;
    const std::string index = folder.path("index.db");
    const Outcome outcome = run_casebook(
        Invocation{.arguments = {"index", "--db", index, "-"}, .input = sample_reports()});
    CHECK(outcome.status == 0);
    CHECK(run_casebook({"search", "--db", index, "asthma"}).status == 0);
}

TEST_CASE("rejected records are named by file and line, the first twenty", "[cli][index]") {
    const TemporaryFolder folder;
    std::string lines = sample_reports();
    for (int line = 0; line < 25; ++line) {
        lines += "{\"id\": \"broken\n";
    }
    const std::string file = folder.write("bad\x1b[2J.jsonl", lines);
    const Outcome outcome = run_casebook({"index", "--db", folder.path("index.db"), file});
    CHECK(outcome.status == 1);
    CHECK(outcome.err.find("bad\\x1b[2J.jsonl:7: ") != std::string::npos);
    CHECK(count_of(outcome.err, "bad\\x1b[2J.jsonl:") == 20);
    CHECK(outcome.err.find("... and 5 more\n") != std::string::npos);
    CHECK(outcome.err.find("6 added, 0 replaced, 0 unchanged, 25 rejected") != std::string::npos);
    CHECK(outcome.err.find('\x1b') == std::string::npos);
}

TEST_CASE("a path that does not exist is an error before anything is changed", "[cli][index]") {
    const TemporaryFolder folder;
    const std::string index = folder.path("index.db");
    const Outcome outcome = run_casebook({"index", "--db", index, folder.path("nothing.jsonl")});
    CHECK(outcome.status == 2);
    CHECK(outcome.err.find("nothing.jsonl") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(index));
}

TEST_CASE("progress is shown on a terminal and leaves no trace", "[cli][index]") {
    const TemporaryFolder folder;
    const std::string file = folder.write("reports.jsonl", sample_reports());
    const Outcome outcome = run_casebook(Invocation{
        .arguments = {"index", "--db", folder.path("index.db"), file}, .err = Sink::terminal});
    CHECK(outcome.status == 0);
    const auto last = outcome.err.rfind("\r\x1b[K");
    const auto account = outcome.err.rfind("casebook: 6 reports");
    REQUIRE(account != std::string::npos);
    CHECK((last == std::string::npos || last + 4 == account));
}

TEST_CASE("a report is shown as text and as JSON", "[cli][show]") {
    const Outcome text = run_casebook(on_sample({"show", "hypo-1"}));
    CHECK(text.status == 0);
    CHECK(text.err.empty());
    CHECK(
        text.out.starts_with("Hypoplastic leukemia that answered to antithymocyte globulin\n"
                             "authors: Ada Example; Bo Sample\n"));
    CHECK(text.out.find("blasts were gone") != std::string::npos);
    const Json json = Json::parse(run_casebook(on_sample({"show", "hypo-1", "-f", "json"})).out);
    std::vector<std::string> names;
    for (const auto& [name, value] : json.items()) {
        names.push_back(name);
    }
    for (const std::string name : {"id", "title", "title_inferred", "authors", "journal", "year",
                                   "doi", "languages", "facts", "sections", "volume", "pages",
                                   "translated_title", "translated_authors", "keywords"}) {
        CAPTURE(name);
        CHECK(std::ranges::find(names, name) != names.end());
    }
    CHECK(std::ranges::find(names, "rank") == names.end());
    CHECK(std::ranges::find(names, "score") == names.end());
}

TEST_CASE("a report that the index does not hold is told by the exit status", "[cli][show]") {
    const Outcome outcome = run_casebook(on_sample({"show", "no\x1bsuch"}));
    CHECK(outcome.status == 1);
    CHECK(outcome.out.empty());
    CHECK(outcome.err == "casebook: no report has the id 'no\\x1bsuch'\n");
}

TEST_CASE("deleted reports are found no more", "[cli][delete]") {
    const TemporaryFolder folder;
    const std::string file = folder.write("reports.jsonl", sample_reports());
    const std::string index = folder.path("index.db");
    REQUIRE(run_casebook({"index", "--db", index, file}).status == 0);
    const Outcome partly = run_casebook({"delete", "--db", index, "asthma-6", "unknown"});
    CHECK(partly.status == 1);
    CHECK(partly.err == "casebook: no report has the id 'unknown'\ncasebook: 1 report deleted\n");
    CHECK(run_casebook({"search", "--db", index, "asthma"}).status == 1);
    CHECK(run_casebook({"delete", "--db", index, "hypo-1", "relapse-2"}).status == 0);
    CHECK(run_casebook({"compact", "--db", index}).status == 0);
    const Outcome check = run_casebook({"check", "--db", index});
    CHECK(check.status == 0);
    CHECK(check.out == "3 reports, no problems\n");
    CHECK(run_casebook({"check", "--db", index, "--format", "json"}).out ==
          "{\"schema\":1,\"reports\":3,\"problems\":[]}\n");
}

TEST_CASE("statistics are the same figures as text and as JSON", "[cli][stats]") {
    const Json json = Json::parse(run_casebook(on_sample({"stats", "--format", "json"})).out);
    CHECK(json["schema"] == 1);
    CHECK(json["reports"] == 6);
    CHECK(json["languages"]["en"] == 6);
    const std::string text = run_casebook(on_sample({"stats"})).out;
    CHECK(text.starts_with("reports             6\n"));
    CHECK(text.find("language en         6\n") != std::string::npos);
}

TEST_CASE("annotations are an object a report", "[cli][annotate]") {
    const Outcome lines = run_casebook(
        Invocation{.arguments = {"annotate", "--format", "jsonl"}, .input = sample_reports()});
    CHECK(lines.status == 0);
    CHECK(lines.err.empty());
    CHECK(count_of(lines.out, "\n") == 6);
    std::istringstream stream(lines.out);
    for (std::string line; std::getline(stream, line);) {
        CHECK(Json::parse(line)["schema"] == 1);
    }
    const std::string one = sample_reports().substr(0, sample_reports().find('\n') + 1);
    const Outcome whole = run_casebook(Invocation{.arguments = {"annotate"}, .input = one});
    CHECK(Json::parse(whole.out)["id"] == "hypo-1");
    CHECK(whole.out.starts_with("{\n  \"schema\": 1,\n"));
}

TEST_CASE("annotation goes on after a bad record and says so", "[cli][annotate]") {
    const Outcome outcome =
        run_casebook(Invocation{.arguments = {"annotate", "--input-format", "jsonl", "-f", "jsonl"},
                                .input = "{broken\n" + sample_reports()});
    CHECK(outcome.status == 1);
    CHECK(count_of(outcome.out, "\n") == 6);
    CHECK(outcome.err.starts_with("standard input:1: "));
    CHECK(run_casebook({"annotate", "/nonexistent/file"}).status == 2);
}
