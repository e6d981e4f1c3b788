#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

/// Programs under test that are watched, measured and killed while they run.
namespace casebook::test {

/// What became of a program.
struct Ending {
    int status = -1;  ///< exit status; 128 and the signal's number if one ended it
    std::string out;
    std::string err;
    /// The most memory it held, and never less than its parent held when it was started.
    long peak_kilobytes = 0;
    std::chrono::duration<double> lasted{};
};

/// A casebook at work in a process group of its own. What it writes goes to unnamed files, so that
/// it never waits for a reader. It and its group are killed when this goes.
class ChildProcess {
public:
    /// Throws std::runtime_error if it cannot be started.
    explicit ChildProcess(std::vector<std::string> arguments);
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// Waits no longer than `patience`; whether it has ended by then.
    [[nodiscard]] bool ends_within(std::chrono::duration<double> patience) const;

    /// Ends the whole group at once. Harmless if it has ended.
    void kill_group() const;

    /// Waits for its end and tells of it. Call once.
    [[nodiscard]] Ending wait();

private:
    pid_t process_ = 0;
    int watch_ = -1;  ///< readable once it has ended
    int out_ = -1;
    int err_ = -1;
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Runs casebook to its end.
[[nodiscard]] Ending run_to_end(std::vector<std::string> arguments);

}  // namespace casebook::test
