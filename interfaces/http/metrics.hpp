#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

#include "casebook/searcher.hpp"

namespace casebook::http {

/// Counts what the server does, for the text form of Prometheus. Threads may share it.
class Metrics {
public:
    /// One request answered. `endpoint` is a route's pattern, never what was asked for.
    void count(std::string_view endpoint, std::string_view method, unsigned status,
               std::chrono::microseconds took);

    /// What is counted, and what the index is.
    [[nodiscard]] std::string text(const IndexState& state) const;

    std::atomic<std::int64_t> connections{0};           ///< open now
    std::atomic<std::uint64_t> connections_taken{0};    ///< since the start
    std::atomic<std::uint64_t> connections_refused{0};  ///< there were too many
    std::atomic<std::int64_t> waiting{0};               ///< requests that wait for a thread

private:
    /// Upper bounds of the buckets, in seconds.
    static constexpr std::array kBounds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                        0.1,   0.25,   0.5,   1.0,  2.5,   10.0};
    struct Times {
        std::array<std::uint64_t, kBounds.size()> at_most{};
        std::uint64_t count = 0;
        double seconds = 0;
    };
    using Key = std::tuple<std::string, std::string, unsigned>;  ///< endpoint, method, status

    mutable std::mutex mutex_;
    std::map<Key, std::uint64_t> requests_;
    std::map<std::string, Times, std::less<>> times_;
};

}  // namespace casebook::http
