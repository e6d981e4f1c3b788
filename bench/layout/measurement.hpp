#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace layout {

class Stopwatch {
public:
    /// Seconds since construction or the last call.
    double restart();

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

/// Seconds that all threads of this process have computed so far: steadier than wall time where
/// others share the cores.
[[nodiscard]] double cpu_seconds();

/// The value that `share` of `values` do not exceed; `values` must not be empty.
[[nodiscard]] double percentile(std::vector<double> values, double share);

/// "median (least–most)" of repeats, with three significant digits.
[[nodiscard]] std::string spread(const std::vector<double>& values);

/// Names the allocator that the program is linked with, for the tables.
[[nodiscard]] const char* allocator_name();

}  // namespace layout
