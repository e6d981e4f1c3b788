#pragma once

#include <chrono>
#include <ctime>

namespace casebook {

/// Time that this thread has worked; what other threads and programs do to the machine is not in
/// it.
[[nodiscard]] inline std::chrono::duration<double> worked() {
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

/// Adds what its thread works from its making to its end to a sum.
class Stopwatch {
public:
    explicit Stopwatch(std::chrono::duration<double>& sum) : sum_(sum) {}
    ~Stopwatch() { sum_ += worked() - start_; }
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    std::chrono::duration<double>& sum_;
    std::chrono::duration<double> start_ = worked();
};

}  // namespace casebook
