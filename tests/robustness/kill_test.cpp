#include <csignal>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>

#include "catch.hpp"
#include "child_process.hpp"
#include "index_state.hpp"
#include "made_reports.hpp"
#include "temporary_folder.hpp"

using namespace casebook;
using namespace casebook::test;

namespace {

namespace fs = std::filesystem;
using Arguments = std::vector<std::string>;
using Ids = std::set<std::string>;

constexpr int kKills = 25;  // a test
constexpr int kEarlier = 500;
constexpr int kAdded = 2000;

/// Random moments; the seed is CASEBOOK_TEST_SEED or new, and printed.
std::mt19937_64& moments() {
    static std::mt19937_64 random = [] {
        const char* wish = std::getenv("CASEBOOK_TEST_SEED");
        const unsigned long seed = wish != nullptr ? std::stoul(wish) : std::random_device()();
        std::cout << "CASEBOOK_TEST_SEED=" << seed << '\n';
        return std::mt19937_64(seed);
    }();
    return random;
}

/// Starts casebook and kills it at a random moment of `duration`; false if it ended before that.
bool is_killed_within(std::chrono::duration<double> duration, const Arguments& arguments) {
    std::uniform_real_distribution<double> moment(0, duration.count());
    ChildProcess child(arguments);
    const bool ended = child.ends_within(std::chrono::duration<double>(moment(moments())));
    child.kill_group();
    return child.wait().status == 128 + SIGKILL && !ended;
}

/// Calls `attempt`, which prepares and starts a run and tells whether the kill hit it, until
/// `kKills` have, and `inspect` after each of these.
template <typename Attempt, typename Inspect>
void kill_often(Attempt attempt, Inspect inspect) {
    constexpr int kMostAttempts = 4 * kKills;
    int kills = 0;
    for (int attempts = 0; kills < kKills && attempts < kMostAttempts; ++attempts) {
        CAPTURE(kills);
        if (!attempt(kills)) continue;
        ++kills;
        inspect();
    }
    CHECK(kills == kKills);
}

Arguments index_command(const fs::path& index, const fs::path& reports, int jobs) {
    return {"index", "--db", index, "--jobs", std::to_string(jobs), reports};
}

void copy_index(const fs::path& from, const fs::path& to) {
    fs::remove_all(to);
    fs::remove_all(to.string() + ".building");
    fs::copy(from, to, fs::copy_options::recursive);
}

/// The reports of these tests and what an undisturbed run makes of them.
struct Undisturbed {
    TemporaryFolder folder;
    fs::path first = folder / "first.jsonl";  ///< what the earlier index holds
    fs::path more = folder / "more.jsonl";    ///< new reports; each tenth a new text of an old one
    fs::path earlier = folder / "earlier.db";
    fs::path whole = folder / "whole.db";
    std::vector<std::string> answers;
    std::chrono::duration<double> adding{};

    Undisturbed() {
        append_reports(first, {.letter = "e", .count = kEarlier, .words = 500});
        for (int number = 0; number < kAdded; number += 10) {
            append_reports(more, {.first = number, .count = 10, .words = 500});
            append_reports(
                more, {.letter = "e", .first = number / 10, .count = 1, .words = 500, .seed = 2});
        }
        REQUIRE(run_to_end(index_command(earlier, first, 1)).status == 0);
        copy_index(earlier, whole);
        const Ending ending = run_to_end(index_command(whole, more, 1));
        REQUIRE(ending.status == 0);
        adding = ending.lasted;
        answers = answers_of(whole);
    }
};

const Undisturbed& undisturbed() {
    static const Undisturbed reports;
    return reports;
}

void check_finished(const fs::path& index, const std::vector<std::string>& answers) {
    CHECK(complaints_of(index).empty());
    CHECK(answers_of(index) == answers);
    CHECK_FALSE(has_leftovers(index));
}

}  // namespace

TEST_CASE("a killed first build leaves no index, the empty one or the whole one", "[deep][kill]") {
    const TemporaryFolder folder;
    const fs::path& reports = undisturbed().more;
    const fs::path index = folder / "index.db";
    const Ending quiet = run_to_end(index_command(index, reports, 1));
    REQUIRE(quiet.status == 0);
    const auto answers = answers_of(index);
    const Ids all = ids_in(index);
    REQUIRE(all.size() == kAdded + kAdded / 10);
    std::map<std::string, int> found;
    int jobs = 1;
    kill_often(
        [&](int kill) {
            jobs = 1 + kill % 2;
            fs::remove_all(index);
            return is_killed_within(quiet.lasted, index_command(index, reports, jobs));
        },
        [&] {
            if (!fs::exists(index)) {
                ++found["no index"];
                const Ending search = run_to_end({"search", "--db", index, "case"});
                CHECK(search.status == 2);
                CHECK(search.err.find("no index there") != std::string::npos);
            } else {
                CHECK(complaints_of(index).empty());
                const Ids ids = ids_in(index);
                CHECK((ids.empty() || ids == all));
                ++found[ids.empty() ? "an empty index" : "the whole index"];
            }
            CHECK(run_to_end(index_command(index, reports, jobs)).status == 0);
            check_finished(index, answers);
        });
    for (const auto& [state, times] : found)
        std::cout << "left by a kill: " << state << ", " << times << " times\n";
}

TEST_CASE("a killed addition keeps all earlier reports and the first of the new ones",
          "[deep][kill]") {
    const TemporaryFolder folder;
    const Undisturbed& reports = undisturbed();
    const fs::path index = folder / "index.db";
    std::map<std::size_t, int> found;
    int jobs = 1;
    kill_often(
        [&](int kill) {
            jobs = 1 + kill % 2;
            copy_index(reports.earlier, index);
            return is_killed_within(reports.adding, index_command(index, reports.more, jobs));
        },
        [&] {
            CHECK(complaints_of(index).empty());
            const Ids ids = ids_in(index);
            REQUIRE(ids.size() >= kEarlier);
            const std::size_t added = ids.size() - kEarlier;
            for (int number = 0; number < kEarlier; ++number)
                CHECK(ids.contains("e" + std::to_string(number)));
            for (std::size_t number = 0; number < added; ++number)
                CHECK(ids.contains("r" + std::to_string(number)));
            ++found[added];
            CHECK(run_to_end(index_command(index, reports.more, jobs)).status == 0);
            check_finished(index, reports.answers);
        });
    CHECK(found.size() > 1);  // some of the moments lay behind a commit
    for (const auto& [added, times] : found)
        std::cout << "left by a kill: " << added << " added, " << times << " times\n";
}

TEST_CASE("a killed compact changes no answer", "[deep][kill]") {
    const TemporaryFolder folder;
    const Undisturbed& reports = undisturbed();
    const fs::path index = folder / "index.db";
    const Arguments compact = {"compact", "--db", index};
    copy_index(reports.whole, index);
    const Ending quiet = run_to_end(compact);
    REQUIRE(quiet.status == 0);
    kill_often(
        [&](int) {
            copy_index(reports.whole, index);
            return is_killed_within(quiet.lasted, compact);
        },
        [&] {
            CHECK(complaints_of(index).empty());
            CHECK(answers_of(index) == reports.answers);
            CHECK(run_to_end(compact).status == 0);
            check_finished(index, reports.answers);
        });
}
