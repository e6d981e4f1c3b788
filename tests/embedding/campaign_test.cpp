// What a host program does for years, in minutes: many threads beside a writer, and opening and
// closing again and again.
#include <malloc.h>

#include <atomic>
#include <cmath>
#include <iostream>
#include <mutex>
#include <thread>

#include "casebook/error.hpp"
#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

constexpr int kReports = 5;

/// A report as every commit makes it anew: number, keyword, text and vector tell which one that is.
CaseReport report_of_commit(int report, int commit) {
    CaseReport made = make_report("r" + std::to_string(report), "State",
                                  "The state of commit number" + std::to_string(commit) + ".");
    made.keywords = {"commit-" + std::to_string(commit)};
    const float angle = static_cast<float>(commit) * 1e-3F;
    made.embedding = {std::cos(angle), std::sin(angle)};
    return made;
}

/// Asks one Searcher in every way, and checks that each answer is of one commit.
class CommitReader {
public:
    explicit CommitReader(const Searcher& searcher) : searcher_(searcher) {
        request_.query = "state";
        request_.facets = {{.field = "keyword", .matching = {}}};
    }

    /// An empty text, or what is wrong.
    std::string read(int round) {
        request_.embedding = round % 3 == 0 ? std::vector<float>{1, 0} : std::vector<float>();
        const SearchResult result = searcher_.search(request_);
        if (result.total != kReports || result.hits.size() != kReports)
            return "reports are missing";
        const std::string keyword = result.hits.front().report.keywords.front();
        for (const Hit& hit : result.hits) {
            if (hit.report.keywords.front() != keyword) return "hits of two commits";
            if (hit.fusion && !is_of(keyword, *hit.fusion->similarity)) return "another's vector";
        }
        const auto& values = result.facets.at("keyword");
        if (values.size() != 1 || values.front().count != kReports) return "facets of two commits";
        if (values.front().label != keyword) return "facets of another commit";
        if (result.revision.front() < revision_) return "an older revision than before";
        if (result.revision.front() == revision_ && keyword != keyword_ && !keyword_.empty())
            return "one revision, two contents";
        revision_ = result.revision.front();
        keyword_ = keyword;
        return read_otherwise(round);
    }

private:
    /// Whether the cosine to {1, 0} is that of the commit's vector.
    static bool is_of(const std::string& keyword, double similarity) {
        const double commit = std::stod(keyword.substr(keyword.find('-') + 1));
        return std::abs(std::cos(commit * 1e-3) - similarity) < 1e-5;
    }

    std::string read_otherwise(int round) {
        switch (round % 4) {
            case 0:
                return searcher_.find_report("r1") ? "" : "a report is missing";
            case 1:
                return searcher_.suggest("sta").empty() ? "no completion" : "";
            case 2:
                return searcher_.similar("r2", SearchRequest()) ? "" : "no report to compare with";
            default:
                return searcher_.rank(request_).size() == kReports ? "" : "a short ranking";
        }
    }

    const Searcher& searcher_;
    SearchRequest request_;
    std::uint64_t revision_ = 0;
    std::string keyword_;
};

/// What the first thread that failed had to say.
class FirstFault {
public:
    void set(const std::string& fault) {
        const std::lock_guard lock(mutex_);
        if (fault_.empty()) fault_ = fault;
        found_ = true;
    }
    [[nodiscard]] bool found() const { return found_; }
    [[nodiscard]] std::string text() {
        const std::lock_guard lock(mutex_);
        return fault_;
    }

private:
    std::mutex mutex_;
    std::string fault_;
    std::atomic<bool> found_{false};
};

void read_until(const Searcher& searcher, const std::atomic<bool>& done,
                std::atomic<std::size_t>& answers, FirstFault& fault) {
    CommitReader reader(searcher);
    try {
        for (int round = 0; !done && !fault.found(); ++round) {
            const std::string wrong = reader.read(round);
            if (!wrong.empty()) fault.set(wrong);
            ++answers;
        }
    } catch (const std::exception& error) {
        fault.set(error.what());
    }
}

void commit_once(IndexWriter& writer, int commit) {
    for (int report = 0; report < kReports; ++report)
        writer.add(report_of_commit(report, commit));
    writer.commit();
}

/// Eight threads ask one Searcher while a writer commits.
void read_beside_writer(int commits) {
    const TemporaryFolder folder;
    IndexWriter writer(folder / "index");
    commit_once(writer, 0);
    const Searcher searcher(folder / "index");
    std::atomic<bool> done{false};
    std::atomic<std::size_t> answers{0};
    FirstFault fault;
    std::vector<std::thread> readers;
    for (int reader = 0; reader < 8; ++reader)
        readers.emplace_back([&] { read_until(searcher, done, answers, fault); });
    for (int commit = 1; commit <= commits && !fault.found(); ++commit)
        commit_once(writer, commit);
    // Each reader has its say, however fast the writer was.
    while (answers < 80 && !fault.found())
        std::this_thread::yield();
    done = true;
    for (std::thread& reader : readers)
        reader.join();
    CHECK(fault.text() == "");
    SearchRequest request;
    request.query = "state";
    const SearchResult last = searcher.search(request);
    CHECK(last.hits.front().report.keywords.front() == "commit-" + std::to_string(commits));
    std::cout << commits << " commits, " << answers << " answers" << std::endl;
}

std::size_t open_files() {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry : fs::directory_iterator("/proc/self/fd"))
        ++count;
    return count;
}

void open_search_close(const fs::path& index, int rounds) {
    for (int round = 0; round < rounds; ++round) {
        const Searcher searcher(index);
        SearchRequest request;
        request.query = "state";
        request.facets = {{.field = "keyword", .matching = {}}};
        if (round % 2 == 0) request.embedding = {1, 1};
        if (searcher.search(request).total != kReports) FAIL("round " << round);
    }
}

/// Neither a handle nor memory stays behind.
void check_rounds(int rounds) {
    const TemporaryFolder folder;
    {
        IndexWriter writer(folder / "index");
        commit_once(writer, 1);
    }
    constexpr int kWarming = 50;  // tables that are made once, caches that fill
    open_search_close(folder / "index", kWarming);
    const std::size_t files = open_files();
    const std::size_t memory = ::mallinfo2().uordblks;
    open_search_close(folder / "index", rounds);
    CHECK(open_files() == files);
    const std::size_t after = ::mallinfo2().uordblks;
    const std::size_t grown = after > memory ? after - memory : 0;
    std::cout << rounds << " rounds, " << grown << " bytes more in use, " << files << " files open"
              << std::endl;
    CHECK(grown < 100'000);
}

}  // namespace

TEST_CASE("eight threads read one revision each beside 100 commits", "[full][campaign][threads]") {
    read_beside_writer(100);
}

TEST_CASE("eight threads read one revision each beside 1,000 commits",
          "[deep][campaign][threads]") {
    read_beside_writer(1'000);
}

TEST_CASE("300 rounds of open, search and close leave nothing", "[full][campaign][rounds]") {
    check_rounds(300);
}

TEST_CASE("10,000 rounds of open, search and close leave nothing", "[deep][campaign][rounds]") {
    check_rounds(10'000);
}

}  // namespace casebook
