#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <iostream>

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

[[noreturn]] void run_traced(const Arguments& arguments) {
    std::vector<char*> pointers{const_cast<char*>(CASEBOOK_BINARY)};
    for (const std::string& argument : arguments)
        pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    const int nowhere = ::open("/dev/null", O_RDWR);
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor)
        ::dup2(nowhere, descriptor);
    ::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
    ::execv(CASEBOOK_BINARY, pointers.data());
    ::_exit(127);
}

/// Whether the process stands before a call that changes files or folders, or makes them durable.
bool is_before_change(pid_t process) {
    __ptrace_syscall_info call{};
    ::ptrace(PTRACE_GET_SYSCALL_INFO, process, sizeof call, &call);
    if (call.op != PTRACE_SYSCALL_INFO_ENTRY) return false;
    switch (call.entry.nr) {
        case SYS_openat:
            return (call.entry.args[2] & O_CREAT) != 0;
        case SYS_open:
            return (call.entry.args[1] & O_CREAT) != 0;
        case SYS_write:
        case SYS_pwrite64:
        case SYS_writev:
        case SYS_copy_file_range:
        case SYS_ftruncate:
        case SYS_fsync:
        case SYS_fdatasync:
        case SYS_flock:
        case SYS_mkdir:
        case SYS_mkdirat:
        case SYS_rmdir:
        case SYS_unlink:
        case SYS_unlinkat:
        case SYS_link:
        case SYS_linkat:
        case SYS_rename:
        case SYS_renameat:
        case SYS_renameat2:
            return true;
        default:
            return false;
    }
}

/// Runs casebook and kills it before its change number `step` (from 0) to the disk; false if it
/// ended before that.
bool is_killed_before(int step, const Arguments& arguments) {
    const pid_t process = ::fork();
    if (process == 0) run_traced(arguments);
    int status = 0;
    ::waitpid(process, &status, 0);
    REQUIRE(WIFSTOPPED(status));
    ::ptrace(PTRACE_SETOPTIONS, process, nullptr, PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL);
    for (int changes = 0; WIFSTOPPED(status);) {
        if (WSTOPSIG(status) == (SIGTRAP | 0x80) && is_before_change(process) &&
            changes++ == step) {
            ::kill(process, SIGKILL);
        }
        ::ptrace(PTRACE_SYSCALL, process, nullptr, nullptr);
        ::waitpid(process, &status, 0);
    }
    return WIFSIGNALED(status);
}

/// A command, what it works on, and what it may leave.
struct Scenario {
    std::string name;
    fs::path start;  ///< an index to copy; empty for none
    Arguments command;
    std::vector<Ids> allowed;          ///< the reports that a killed run may leave
    std::vector<std::string> answers;  ///< of the finished index
};

class Steps {
public:
    Steps() {
        append_reports(folder_ / "first.jsonl", {.count = 20, .words = 60});
        append_reports(folder_ / "more.jsonl", {.first = 10, .count = 20, .words = 60, .seed = 2});
        REQUIRE(
            run_to_end({"index", "--db", folder_ / "first.db", folder_ / "first.jsonl"}).status ==
            0);
    }

    [[nodiscard]] fs::path file(std::string_view name) const { return folder_ / name; }
    [[nodiscard]] const fs::path& index() const { return index_; }

    /// Kills the scenario's command before each of its changes; returns how many there were.
    int run(const Scenario& scenario) const {
        for (int step = 0;; ++step) {
            prepare(scenario);
            if (!is_killed_before(step, scenario.command)) return step;
            CAPTURE(scenario.name, step);
            inspect(scenario);
            CHECK(run_to_end(scenario.command).status == 0);
            CHECK(answers_of(index_) == scenario.answers);
            CHECK(complaints_of(index_).empty());
            CHECK_FALSE(has_leftovers(index_));
        }
    }

    /// The answers and ids after an undisturbed run.
    std::pair<std::vector<std::string>, Ids> finish(const Scenario& scenario) const {
        prepare(scenario);
        REQUIRE(run_to_end(scenario.command).status == 0);
        return {answers_of(index_), ids_in(index_)};
    }

private:
    void prepare(const Scenario& scenario) const {
        fs::remove_all(index_.parent_path());
        fs::create_directory(index_.parent_path());
        if (!scenario.start.empty()) fs::copy(scenario.start, index_, fs::copy_options::recursive);
    }

    void inspect(const Scenario& scenario) const {
        if (scenario.start.empty() && !fs::exists(index_)) return;
        CHECK(complaints_of(index_).empty());
        const Ids ids = ids_in(index_);
        CHECK(std::find(scenario.allowed.begin(), scenario.allowed.end(), ids) !=
              scenario.allowed.end());
    }

    TemporaryFolder folder_;
    fs::path index_ = folder_ / "place/index.db";
};

}  // namespace

TEST_CASE("a kill before any single change to the disk loses nothing committed",
          "[deep][every step]") {
    const Steps steps;
    const Ids before = ids_in(steps.file("first.db"));
    const std::vector<Scenario> scenarios = {
        {"a first build",
         {},
         {"index", "--db", steps.index(), "--jobs", "1", steps.file("first.jsonl")},
         {{}},
         {}},
        {"an addition",
         steps.file("first.db"),
         {"index", "--db", steps.index(), steps.file("more.jsonl")},
         {before},
         {}},
        {"a compaction", steps.file("first.db"), {"compact", "--db", steps.index()}, {before}, {}},
    };
    for (Scenario scenario : scenarios) {
        const auto [answers, ids] = steps.finish(scenario);
        scenario.answers = answers;
        scenario.allowed.push_back(ids);
        const int changes = steps.run(scenario);
        CHECK(changes > 20);
        std::cout << scenario.name << ": killed before each of " << changes << " changes\n";
    }
}
