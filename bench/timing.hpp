#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <ctime>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace casebook::bench {

/// The lines of a file that are not empty.
inline std::vector<std::string> read_lines(const std::string& name) {
    std::ifstream file(name);
    if (!file) {
        throw std::runtime_error(name + ": cannot be read");
    }
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty()) {
            lines.push_back(line);
        }
    }
    return lines;
}

/// The value below which `percent` of the sorted values lie (nearest rank).
inline double percentile(const std::vector<double>& sorted, double percent) {
    const double rank = std::ceil(percent / 100 * static_cast<double>(sorted.size()));
    return sorted.at(static_cast<std::size_t>(rank) - 1);
}

/// Microseconds that this thread has worked: what others do to the machine touches them little.
inline double worked() {
    std::timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

/// Times `answer`, which takes a query and returns its number of hits: a first pass over `queries`
/// warms up, `repeat` more are counted. Percentiles are microseconds, of wall clock and of work;
/// bench/speed reads them.
template <typename Query, typename Answer>
nlohmann::ordered_json time_answers(const std::string& mode, const std::vector<Query>& queries,
                                    unsigned repeat, Answer answer) {
    using Clock = std::chrono::steady_clock;
    if (queries.empty()) {
        throw std::runtime_error("no queries");
    }
    std::size_t hits = 0;
    for (const Query& query : queries) {
        hits += answer(query);
    }
    std::vector<double> times;
    std::vector<double> work;
    for (unsigned pass = 0; pass < repeat; ++pass) {
        for (const Query& query : queries) {
            const double begun = worked();
            const auto start = Clock::now();
            answer(query);
            times.push_back(
                std::chrono::duration<double, std::micro>(Clock::now() - start).count());
            work.push_back(worked() - begun);
        }
    }
    std::ranges::sort(times);
    std::ranges::sort(work);
    return {{"mode", mode},
            {"queries", queries.size()},
            {"repeat", repeat},
            {"hits", hits},
            {"p50", percentile(times, 50)},
            {"p95", percentile(times, 95)},
            {"p99", percentile(times, 99)},
            {"work_p50", percentile(work, 50)},
            {"work_p95", percentile(work, 95)}};
}

}  // namespace casebook::bench
