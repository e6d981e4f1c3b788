#include "casebook/evaluation.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "casebook/error.hpp"
#include "catch.hpp"

using casebook::Comparison;
using casebook::Evaluation;
using casebook::Judgements;
using casebook::kMeasures;
using casebook::Measure;
using casebook::Qrels;
using casebook::Run;
using casebook::Scores;

namespace {

Qrels qrels_of(const std::string& text) {
    std::istringstream lines(text);
    return casebook::parse_qrels(lines, "test.qrels");
}

Run run_of(const std::string& text, const std::string& name = "run") {
    std::istringstream lines(text);
    return casebook::parse_run(lines, "test.run", name);
}

/// `count` ids that no table judges, then `last`.
std::vector<std::string> after_others(std::size_t count, const std::string& last) {
    std::vector<std::string> ranking;
    for (std::size_t i = 0; i < count; ++i) {
        ranking.push_back("other" + std::to_string(i));
    }
    ranking.push_back(last);
    return ranking;
}

std::string message_of(const std::string& text, bool is_run) {
    try {
        is_run ? static_cast<void>(run_of(text)) : static_cast<void>(qrels_of(text));
    } catch (const casebook::Error& error) {
        CHECK(error.code() == casebook::ErrorCode::invalid_argument);
        return error.what();
    }
    return "no error";
}

std::string first_difference(const Evaluation& evaluation) {
    std::ostringstream text;
    const Comparison& comparison = evaluation.runs.at(1).versus_first.value()[Measure::ndcg_at_10];
    text.precision(17);
    text << comparison.difference << ' ' << comparison.low << ' ' << comparison.high << ' '
         << comparison.p;
    return text.str();
}

/// A folder that goes with the test.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::random_device random;
        path_ = std::filesystem::temp_directory_path() /
                ("casebook-evaluation-" + std::to_string(random()));
        std::filesystem::create_directory(path_);
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] std::filesystem::path write(const std::string& name, const std::string& text) {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return path_ / name;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace

TEST_CASE("measures equal the figures worked out by hand", "[searcher][evaluation]") {
    struct Row {
        const char* why;
        std::vector<std::string> ranking;
        Judgements judgements;
        double ndcg, ap, rr, recall, precision;
    };
    const double second = 1 / std::log2(3.0);  // discount at rank 2; rank 3 has 1/2, rank 7 1/3
    const std::vector<Row> rows = {
        {"one answer, found first", {"a"}, {{"a", 1}}, 1, 1, 1, 1, .1},
        {"one answer, found second", {"x", "a"}, {{"a", 1}}, second, .5, .5, 1, .1},
        {"the gain is the grade, not 2^grade - 1",
         {"x", "y", "a"},
         {{"a", 3}, {"b", 1}},
         1.5 / (3 + second),
         1.0 / 6,
         1.0 / 3,
         .5,
         .1},
        {"grades in the wrong order lose gain only",
         {"b", "a"},
         {{"a", 2}, {"b", 1}},
         (1 + 2 * second) / (2 + second),
         1,
         1,
         1,
         .2},
        {"precision is averaged over the relevant, missing ones count 0",
         {"a", "x", "b"},
         {{"a", 1}, {"b", 1}, {"c", 1}, {"d", 1}},
         1.5 / (1.5 + second + 1 / std::log2(5.0)),
         (1 + 2.0 / 3) / 4,
         1,
         .5,
         .2},
        {"a grade of 0 is judged and not relevant",
         {"z", "a"},
         {{"a", 1}, {"z", 0}},
         second,
         .5,
         .5,
         1,
         .1},
        {"a negative grade counts as not judged",
         {"n", "a"},
         {{"a", 1}, {"n", -1}},
         second,
         .5,
         .5,
         1,
         .1},
        {"nothing found", {"x", "y"}, {{"a", 1}}, 0, 0, 0, 0, 0},
        {"nothing ranked", {}, {{"a", 1}}, 0, 0, 0, 0, 0},
        {"nothing relevant", {"a"}, {{"a", 0}}, 0, 0, 0, 0, 0},
        {"rank 10 still counts for gain and precision",
         after_others(9, "a"),
         {{"a", 1}},
         1 / std::log2(11.0),
         .1,
         .1,
         1,
         .1},
        {"rank 11 counts for neither",
         after_others(10, "a"),
         {{"a", 1}},
         0,
         1.0 / 11,
         1.0 / 11,
         1,
         0},
        {"rank 100 still counts for recall", after_others(99, "a"), {{"a", 1}}, 0, .01, .01, 1, 0},
        {"rank 101 counts for average precision alone",
         after_others(100, "a"),
         {{"a", 1}},
         0,
         1.0 / 101,
         1.0 / 101,
         0,
         0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const Scores scores = casebook::score_ranking(row.ranking, row.judgements);
        CHECK(scores[Measure::ndcg_at_10] == Approx(row.ndcg));
        CHECK(scores[Measure::average_precision] == Approx(row.ap));
        CHECK(scores[Measure::reciprocal_rank] == Approx(row.rr));
        CHECK(scores[Measure::recall_at_100] == Approx(row.recall));
        CHECK(scores[Measure::precision_at_10] == Approx(row.precision));
    }
}

TEST_CASE("the ideal ranking takes the ten best grades only", "[searcher][evaluation]") {
    Judgements judgements;
    std::vector<std::string> ranking;
    for (int i = 0; i < 12; ++i) {
        ranking.push_back("d" + std::to_string(i));
        judgements[ranking.back()] = i < 6 ? 2 : 1;
    }
    CHECK(casebook::score_ranking(ranking, judgements)[Measure::ndcg_at_10] == 1);
}

TEST_CASE("a perfect ranking scores 1, and no ranking scores above it", "[searcher][evaluation]") {
    const unsigned seed = 20240601;
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 200; ++round) {
        Judgements judgements = {{"always", 1}};
        std::vector<std::string> ranking = {"always"};
        for (auto i = random() % 30; i > 0; --i) {
            ranking.push_back("d" + std::to_string(i));
            judgements[ranking.back()] = static_cast<int>(random() % 4);
        }
        std::ranges::shuffle(ranking, random);
        const Scores shuffled = casebook::score_ranking(ranking, judgements);
        for (const Measure measure : kMeasures) {
            CAPTURE(casebook::to_string(measure));
            CHECK(shuffled[measure] >= 0);
            CHECK(shuffled[measure] <= 1);
        }
        std::ranges::sort(ranking, std::ranges::greater(),
                          [&](const std::string& id) { return judgements.at(id); });
        const Scores perfect = casebook::score_ranking(ranking, judgements);
        CHECK(perfect[Measure::ndcg_at_10] == 1);
        CHECK(perfect[Measure::average_precision] == 1);
        CHECK(perfect[Measure::reciprocal_rank] == 1);
        CHECK(perfect[Measure::recall_at_100] == 1);
        CHECK(perfect[Measure::precision_at_10] >= shuffled[Measure::precision_at_10]);
    }
}

TEST_CASE("judgements are read as TREC writes them", "[searcher][evaluation]") {
    const Qrels qrels =
        qrels_of("\xEF\xBB\xBFq1 0 a 2\r\n\nq1\t0\tb%20c\t-1\nq2 Q0 a 0\n  \nq2 0 é 1");
    REQUIRE(qrels.size() == 2);
    CHECK(qrels.at("q1") == Judgements{{"a", 2}, {"b%20c", -1}});
    CHECK(qrels.at("q2") == Judgements{{"a", 0}, {"é", 1}});
}

TEST_CASE("a run is ordered by score, then by id, greatest first", "[searcher][evaluation]") {
    struct Row {
        const char* why;
        const char* text;
        std::vector<std::string> ranking;
    };
    const std::vector<Row> rows = {
        {"neither the order of lines nor the rank counts",
         "q Q0 low 1 1.5 t\nq Q0 high 2 20 t\n",
         {"high", "low"}},
        {"equal scores are broken by id, descending as in trec_eval",
         "q Q0 a 1 1 t\nq Q0 c 2 1 t\nq Q0 b 3 1 t\n",
         {"c", "b", "a"}},
        {"ids compare by bytes, not by number or locale",
         "q Q0 10 1 1 t\nq Q0 9 1 1 t\nq Q0 Z 1 1 t\nq Q0 a 1 1 t\n",
         {"a", "Z", "9", "10"}},
        {"scores are doubles", "q Q0 a 1 1.0000000001 t\nq Q0 b 2 1 t\n", {"a", "b"}},
        {"scores may be negative or in exponent form",
         "q Q0 a 1 -2 t\nq Q0 b 2 -1e-3 t\nq Q0 c 3 1E3 t\n",
         {"c", "b", "a"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(run_of(row.text).rankings.at("q") == row.ranking);
    }
    CHECK(run_of("").rankings.empty());
}

TEST_CASE("a bad line is named by file and line", "[searcher][evaluation]") {
    struct Row {
        const char* why;
        bool is_run;
        const char* text;
        const char* message;
    };
    const std::vector<Row> rows = {
        {"a run in place of judgements", false, "q Q0 a 1 2.5 t\n",
         "test.qrels:1: expected 'query 0 document grade', found 6 fields"},
        {"judgements in place of a run", true, "q 0 a 1\n",
         "test.run:1: expected 'query Q0 document rank score tag', found 4 fields"},
        {"a grade in words", false, "q 0 a 1\n\nq 0 b yes\n",
         "test.qrels:3: the grade is not a number in range"},
        {"a fraction as a grade", false, "q 0 a 0.5\n",
         "test.qrels:1: the grade is not a number in range"},
        {"a grade beyond all measure", false, "q 0 a 99999999999\n",
         "test.qrels:1: the grade is not a number in range"},
        {"judged twice", false, "q 0 a 1\nq 0 a 2\n",
         "test.qrels:2: the document was judged for this query before"},
        {"an empty file", false, "\n", "test.qrels: holds no judgements"},
        {"a score in words", true, "q Q0 a 1 best t\n",
         "test.run:1: the score is not a number in range"},
        {"a score with a tail", true, "q Q0 a 1 2.5x t\n",
         "test.run:1: the score is not a number in range"},
        {"a score that has no order", true, "q Q0 a 1 nan t\n",
         "test.run:1: the score is not finite"},
        {"ranked twice", true, "q Q0 a 1 3 t\nq Q0 b 2 2 t\np Q0 a 1 3 t\nq Q0 a 3 1 t\n",
         "test.run:4: the document was ranked for this query before, in line 1"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(message_of(row.text, row.is_run) == row.message);
    }
}

TEST_CASE("files are read, and one that cannot be read is named", "[searcher][evaluation]") {
    TemporaryFolder folder;
    CHECK(casebook::read_qrels(folder.write("q.txt", "q 0 a 1\n")).at("q") == Judgements{{"a", 1}});
    const Run run = casebook::read_run(folder.write("baseline.run", "q Q0 a 1 1 t\n"));
    CHECK(run.name == "baseline");
    CHECK(run.rankings.at("q") == std::vector<std::string>{"a"});

    CHECK_THROWS_WITH(casebook::read_run(folder.path() / "absent.run"),
                      Catch::Contains("absent.run: no such file"));
    CHECK_THROWS_WITH(casebook::read_qrels(folder.path()), Catch::Contains("cannot be read"));
}

TEST_CASE("the mean is over the judged queries that have an answer", "[searcher][evaluation]") {
    const Qrels qrels = qrels_of("found 0 a 1\nmissing 0 a 1\nvain 0 a 0\n");
    const std::vector<Run> runs = {
        run_of("found Q0 a 1 1 t\nvain Q0 a 1 1 t\nunjudged Q0 a 1 1 t\n")};
    const Evaluation evaluation = casebook::evaluate(qrels, runs);
    REQUIRE(evaluation.runs.size() == 1);
    CHECK(evaluation.runs[0].per_query.size() == 2);
    CHECK(evaluation.runs[0].per_query.at("missing")[Measure::ndcg_at_10] == 0);
    CHECK(evaluation.runs[0].mean[Measure::ndcg_at_10] == .5);
    CHECK_FALSE(evaluation.runs[0].versus_first.has_value());
}

TEST_CASE("judgements without any answer measure nothing", "[searcher][evaluation]") {
    const std::vector<Run> runs = {run_of("")};
    CHECK_THROWS_AS(casebook::evaluate(qrels_of("q 0 a 0\n"), runs), casebook::Error);
    CHECK(casebook::evaluate(qrels_of("q 0 a 1\n"), {}).runs.empty());
}

TEST_CASE("the randomization test finds the share of sign patterns", "[searcher][evaluation]") {
    struct Row {
        const char* why;
        std::vector<double> differences;
        double p;  // over all patterns of signs; 10,000 of them give it to about .01
    };
    const std::vector<Row> rows = {
        {"no difference at all", {0, 0, 0}, 1},
        {"one query proves nothing", {.5}, 1},
        {"two of eight patterns", {.1, .1, .1}, .25},
        {"zeros do not count", {.1, .1, .1, 0, 0}, .25},
        {"two of 1,024 patterns", std::vector<double>(10, .2), 2.0 / 1024},
        {"signs that cancel", {.3, -.3}, 1},
        {"unequal sizes: |.1+.2+.3| and |-.1-.2-.3| of eight", {.1, .2, .3}, .25},
        {"one against the rest: ±.8 and ±.4 of eight reach .4", {.3, .3, -.2}, .5},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(casebook::compare_paired(row.differences).p == Approx(row.p).margin(.015));
    }
    CHECK(casebook::compare_paired(std::vector<double>(100, .1)).p == Approx(1.0 / 10'001));
}

TEST_CASE("the interval holds the mean and narrows with agreement", "[searcher][evaluation]") {
    const Comparison constant = casebook::compare_paired(std::vector<double>(20, .25));
    CHECK(constant.difference == Approx(.25));
    CHECK(constant.low == Approx(.25));
    CHECK(constant.high == Approx(.25));

    std::vector<double> halves(400, 0);
    std::fill_n(halves.begin(), 200, 1);
    const Comparison comparison = casebook::compare_paired(halves);
    CHECK(comparison.difference == Approx(.5));
    // 1.96 standard errors of a share of one half among 400 are .049.
    CHECK(comparison.low == Approx(.451).margin(.005));
    CHECK(comparison.high == Approx(.549).margin(.005));

    const Comparison nothing = casebook::compare_paired({});
    CHECK(nothing.difference == 0);
    CHECK(nothing.p == 1);
}

TEST_CASE("a comparison is the later run less the first, and repeats", "[searcher][evaluation]") {
    std::string judgements, good, bad;
    for (int i = 0; i < 30; ++i) {
        const std::string query = "q" + std::to_string(i);
        judgements += query + " 0 a 1\n";
        good += query + " Q0 a 1 2 t\n" + query + " Q0 x 2 1 t\n";
        bad += query + " Q0 x 1 2 t\n" + query + " Q0 a 2 1 t\n";
    }
    const Qrels qrels = qrels_of(judgements);
    const std::vector<Run> upward = {run_of(bad), run_of(good)};
    const std::vector<Run> downward = {run_of(good), run_of(bad)};
    const Evaluation gain = casebook::evaluate(qrels, upward);
    const Comparison& comparison = gain.runs[1].versus_first.value()[Measure::reciprocal_rank];
    CHECK(comparison.difference == Approx(.5));
    CHECK(comparison.p < .001);
    CHECK((*casebook::evaluate(qrels, downward).runs[1].versus_first)[Measure::reciprocal_rank]
              .difference == Approx(-.5));
    CHECK(first_difference(gain) == first_difference(casebook::evaluate(qrels, upward)));
}

TEST_CASE("the JSON form has one object a run", "[searcher][evaluation]") {
    const Qrels qrels = qrels_of("q\"1 0 a 1\n");
    const std::vector<Run> runs = {run_of("q\"1 Q0 a 1 1 t\n", "one"), run_of("", "a\\\t\xFF")};
    const std::string ones = R"({"ndcg@10":1,"ap":1,"rr":1,"recall@100":1,"p@10":0.1})";
    const std::string zeros = R"({"ndcg@10":0,"ap":0,"rr":0,"recall@100":0,"p@10":0})";
    const std::string loss = R"({"difference":-1,"low":-1,"high":-1,"p":1})";
    const std::string tenth = R"({"difference":-0.1,"low":-0.1,"high":-0.1,"p":1})";
    const std::string versus = R"({"ndcg@10":)" + loss + R"(,"ap":)" + loss + R"(,"rr":)" + loss +
                               R"(,"recall@100":)" + loss + R"(,"p@10":)" + tenth + "}";
    const Evaluation evaluation = casebook::evaluate(qrels, runs);
    CHECK(casebook::to_json(evaluation, false) ==
          R"({"schema":1,"runs":[{"name":"one","queries":1,"measures":)" + ones +
              R"(},{"name":"a\\\u0009\ufffd","queries":1,"measures":)" + zeros +
              R"(,"versus_first":)" + versus + "}]}");
    CHECK(casebook::to_json(casebook::evaluate(qrels, std::span(runs).first(1)), true) ==
          R"({"schema":1,"runs":[{"name":"one","queries":1,"measures":)" + ones +
              R"(,"per_query":{"q\"1":)" + ones + "}}]}");
    CHECK(casebook::to_json({}, true) == R"({"schema":1,"runs":[]})");
}
