#include "casebook/ingest.hpp"

#include <atomic>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "casebook/error.hpp"
#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

/// JSON lines of `count` reports with ids from `first` on; each holds a word of its own.
std::string make_lines(int first, int count) {
    std::string lines;
    for (int number = first; number < first + count; ++number) {
        const std::string tail = std::to_string(number);
        lines +=
            nlohmann::json{{"id", "r" + tail},
                           {"title", "Report " + tail},
                           {"text", "A spleen of size " + tail + " and marker word" + tail + "."}}
                .dump() +
            "\n";
    }
    return lines;
}

IngestReport index_into(const std::filesystem::path& path, const std::filesystem::path& input,
                        unsigned jobs = 2) {
    IngestOptions options;
    options.jobs = jobs;
    return ingest(path, {input}, options);
}

std::vector<std::pair<std::string, double>> scores(const std::filesystem::path& path,
                                                   const std::string& query) {
    const Searcher searcher(path);
    std::vector<std::pair<std::string, double>> ranked;
    for (const Hit& hit : ask(searcher, query, MatchRule::any, 50).hits)
        ranked.emplace_back(hit.report.id, hit.score);
    return ranked;
}

}  // namespace

TEST_CASE("one job, several jobs and additions in place give the same answers", "[indexer]") {
    const TemporaryFolder folder;
    const auto all = folder.write("all.jsonl", make_lines(0, 300));
    const auto first = folder.write("first.jsonl", make_lines(0, 150));
    const auto second = folder.write("second.jsonl", make_lines(150, 150));
    CHECK(index_into(folder / "one", all, 1).added == 300);
    CHECK(index_into(folder / "three", all, 3).added == 300);
    CHECK(index_into(folder / "grown", first).added == 150);
    CHECK(index_into(folder / "grown", second).added == 150);
    for (const std::string query : {"spleen", "word17", "size 250", "report marker"}) {
        CAPTURE(query);
        const auto expected = scores(folder / "one", query);
        REQUIRE_FALSE(expected.empty());
        CHECK(scores(folder / "three", query) == expected);
        CHECK(scores(folder / "grown", query) == expected);
    }
}

TEST_CASE("an account of an ingest adds up", "[indexer]") {
    const TemporaryFolder folder;
    folder.write("in/a.jsonl", make_lines(0, 10) + "{broken\n" + make_lines(5, 5));
    folder.write("in/b.jsonl", R"({"id":"r3","title":"Another","text":"Changed text."})"
                               "\n");
    const IngestReport fresh = index_into(folder / "db", folder / "in");
    CHECK(fresh.added == 10);
    CHECK(fresh.unchanged == 5);
    CHECK(fresh.replaced == 1);
    CHECK(fresh.rejected == 1);
    REQUIRE(fresh.rejections.size() == 1);
    CHECK(fresh.rejections.front().origin.record == 11);
    const IngestReport again =
        index_into(folder / "db", folder.write("again.jsonl", make_lines(4, 2)));
    CHECK(again.unchanged == 2);
    CHECK(again.added + again.replaced == 0);
}

TEST_CASE("an input without a report leaves a valid, empty index", "[indexer]") {
    const TemporaryFolder folder;
    const IngestReport report = index_into(folder / "db", folder.write("empty.jsonl", ""));
    CHECK(report.added == 0);
    CHECK(report.rejected == 1);
    CHECK(ask(Searcher(folder / "db"), "anything").total == 0);
    CHECK(check_index(folder / "db").problems.empty());
}

TEST_CASE("a path that is not there is an error before anything is made", "[indexer]") {
    const TemporaryFolder folder;
    CHECK_THROWS_AS(index_into(folder / "db", folder / "none"), Error);
    CHECK_FALSE(std::filesystem::exists(folder / "db"));
}

TEST_CASE("leftovers of a killed run go with the next one", "[indexer]") {
    const TemporaryFolder folder;
    folder.write("db.building/job0/half", "half a table");
    const auto input = folder.write("in.jsonl", make_lines(0, 5));
    index_into(folder / "db", input);
    CHECK_FALSE(std::filesystem::exists(folder / "db.building"));
    folder.write("db.building/job0/half", "half a table");
    index_into(folder / "db", input);
    CHECK_FALSE(std::filesystem::exists(folder / "db.building"));
}

TEST_CASE("readers see the empty index or the whole one, and never an error", "[indexer]") {
    const TemporaryFolder folder;
    IndexWriter(folder / "db").commit();
    const auto input = folder.write("in.jsonl", make_lines(0, 2000));
    const Searcher searcher(folder / "db");
    std::atomic<bool> done = false;
    std::set<std::size_t> totals;
    std::thread reader([&] {
        while (!done)
            totals.insert(ask(searcher, "spleen").total);
        totals.insert(ask(searcher, "spleen").total);
    });
    index_into(folder / "db", input);
    done = true;
    reader.join();
    CHECK(totals.contains(2000));
    for (const std::size_t total : totals)
        CHECK((total == 0 || total == 2000));
}

TEST_CASE("readers keep answering while a writer adds and commits", "[indexer]") {
    const TemporaryFolder folder;
    make_index(folder / "db", {make_report("start", "", "spleen")});
    const Searcher searcher(folder / "db");
    std::atomic<bool> done = false;
    std::atomic<std::size_t> answers = 0;
    std::vector<std::thread> readers;
    for (int reader = 0; reader < 3; ++reader) {
        readers.emplace_back([&] {
            std::size_t before = 0;
            while (!done) {
                const std::size_t total = ask(searcher, "spleen").total;
                if (total < before) std::terminate();
                before = total;
                ++answers;
            }
        });
    }
    IndexWriter writer(folder / "db");
    for (int number = 0; number < 60; ++number) {
        writer.add(make_report("r" + std::to_string(number), "",
                               "spleen number " + std::to_string(number)));
        writer.commit();
    }
    done = true;
    for (std::thread& reader : readers)
        reader.join();
    CHECK(answers > 0);
    CHECK(ask(searcher, "spleen").total == 61);
}

}  // namespace casebook
