#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "run_process.hpp"
#include "sample_index.hpp"

using namespace casebook::test;

namespace {

struct RunLine {
    std::string query, q0, document, rank, score, tag;
};

std::vector<RunLine> run_lines(const std::string& text) {
    std::istringstream stream(text);
    std::vector<RunLine> lines;
    for (std::string line; std::getline(stream, line);) {
        std::istringstream fields(line);
        RunLine row;
        std::string more;
        REQUIRE(
            (fields >> row.query >> row.q0 >> row.document >> row.rank >> row.score >> row.tag));
        REQUIRE_FALSE((fields >> more));
        lines.push_back(row);
    }
    return lines;
}

std::string twins_in_languages() {
    std::string lines;
    for (const std::string language : {"en", "fr"}) {
        for (int number = 0; number < 30; ++number) {
            lines += R"({"id":"case )" + std::to_string(number) + "_" + language +
                     R"(","title":"Fever","text":"The patient had fever and was cooled.")" +
                     R"(,"language":"en"})" + "\n";
        }
    }
    return lines;
}

}  // namespace

TEST_CASE("a run has TREC's six fields, and scores that fall with the rank", "[cli][run]") {
    const TemporaryFolder folder;
    const std::string index = folder.path("index.db");
    const std::string file = folder.write("twins.jsonl", twins_in_languages());
    REQUIRE(run_casebook({"index", "--db", index, file}).status == 0);
    const std::string topics =
        folder.write("topics.tsv", "a topic\tfever\nsecond_en\tfever cooled\n");
    const Outcome outcome =
        run_casebook({"run", "--db", index, "--topics", topics, "--tag", "my tag", "--top", "40"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    std::map<std::string, int> ranks;
    std::map<std::string, float> scores;
    for (const RunLine& line : run_lines(outcome.out)) {
        CHECK(line.q0 == "Q0");
        CHECK(line.tag == "my%20tag");
        CHECK(line.document.starts_with("case%20"));
        CHECK(line.rank == std::to_string(++ranks[line.query]));
        const float score = std::stof(line.score);
        CHECK((ranks[line.query] == 1 || score < scores[line.query]));
        scores[line.query] = score;
    }
    CHECK(ranks == std::map<std::string, int>{{"a%20topic", 40}, {"second_en", 40}});
}

TEST_CASE("documents in the topic's language make room for the next", "[cli][run]") {
    const TemporaryFolder folder;
    const std::string index = folder.path("index.db");
    const std::string file = folder.write("twins.jsonl", twins_in_languages());
    REQUIRE(run_casebook({"index", "--db", index, file}).status == 0);
    const std::string topics =
        folder.write("topics.tsv", "q_en\tfever\nq_fr\tfever\nplain\tfever\n");
    const Outcome outcome = run_casebook(
        {"run", "--db", index, "--topics", topics, "--top", "25", "--drop-same-language"});
    REQUIRE(outcome.status == 0);
    std::map<std::string, int> counts;
    for (const RunLine& line : run_lines(outcome.out)) {
        ++counts[line.query];
        CHECK((line.query != "q_en" || line.document.ends_with("_fr")));
        CHECK((line.query != "q_fr" || line.document.ends_with("_en")));
    }
    CHECK(counts == std::map<std::string, int>{{"q_en", 25}, {"q_fr", 25}, {"plain", 25}});
}

TEST_CASE("a topic without words has no answers", "[cli][run]") {
    const Outcome outcome =
        run_casebook(Invocation{.arguments = on_sample({"run", "--topics", "-"}),
                                .input = "empty\t \nfull\tasthma\n"});
    CHECK(outcome.status == 0);
    CHECK_FALSE(outcome.out.empty());
    CHECK(outcome.out.find("empty") == std::string::npos);
}

TEST_CASE("bad topics are errors that name the line", "[cli][run]") {
    struct Row {
        const char* why;
        const char* topics;
        const char* error;
    };
    const std::vector<Row> rows = {
        {"no tab", "q1\tfever\nq2 fever\n", ":2: no tab between id and query"},
        {"no id", "\tfever\n", ":1: no id before the tab"},
        {"an id twice", "q1\ta\n\nq1\tb\n", ":3: an id that stood before"},
    };
    const TemporaryFolder folder;
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const std::string topics = folder.write("topics.tsv", row.topics);
        const Outcome outcome = run_casebook(on_sample({"run", "--topics", topics}));
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.err.find(topics + row.error) != std::string::npos);
    }
    CHECK(run_casebook(on_sample({"run", "--topics", folder.path("none.tsv")})).status == 2);
}

TEST_CASE("topics come from standard input, marks of Windows and all", "[cli][run]") {
    const Outcome outcome =
        run_casebook(Invocation{.arguments = on_sample({"run", "--topics", "-"}),
                                .input = "\xef\xbb\xbfq1\tasthma\r\n\r\n"});
    CHECK(outcome.status == 0);
    const std::vector<RunLine> lines = run_lines(outcome.out);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].query == "q1");
    CHECK(lines[0].document == "asthma-6");
}

TEST_CASE("a run is measured by its judgements", "[cli][evaluate]") {
    const TemporaryFolder folder;
    const std::string topics = folder.write("topics.tsv", "q1\tasthma\nq2\trituximab\n");
    const std::string qrels = folder.write("qrels.txt", "q1 0 asthma-6 1\nq2 0 antibody-3 1\n");
    const std::string good =
        folder.write("good.run", run_casebook(on_sample({"run", "--topics", topics})).out);
    const std::string bad = folder.write("bad.run", "q1 Q0 hypo-1 1 1.0 bad\n");
    const Outcome one = run_casebook({"evaluate", "--qrels", qrels, good});
    CHECK(one.status == 0);
    CHECK(one.err.empty());
    CHECK(one.out.find(
              "good                1.0000      1.0000      1.0000      1.0000      0.1000\n") !=
          std::string::npos);
    CHECK(one.out.ends_with("2 queries\n"));
    const Outcome two = run_casebook({"evaluate", "--qrels", qrels, "--per-query", good, bad});
    CHECK(two.out.find("  difference       -1.0000") != std::string::npos);
    CHECK(two.out.find("  q2") != std::string::npos);
    const Outcome json = run_casebook({"evaluate", "--qrels", qrels, good, "--format", "json"});
    CHECK(json.out.starts_with("{\"schema\":1,\"runs\":[{\"name\":\"good\",\"queries\":2,"));
    CHECK(run_casebook({"evaluate", "--qrels", folder.path("none"), good}).status == 2);
}
