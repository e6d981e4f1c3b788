#include "metrics.hpp"

#include <array>
#include <charconv>

namespace casebook::http {
namespace {

std::string number(double value) {
    std::array<char, 64> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

std::string head(std::string_view name, std::string_view kind, std::string_view help) {
    return "# HELP " + std::string(name) + " " + std::string(help) + "\n# TYPE " +
           std::string(name) + " " + std::string(kind) + "\n";
}

template <typename Value>
std::string single(std::string_view name, std::string_view kind, std::string_view help,
                   Value value) {
    return head(name, kind, help) + std::string(name) + " " + std::to_string(value) + "\n";
}

std::string index_text(const IndexState& state) {
    std::string text =
        single("casebook_index_reports", "gauge", "Reports in the index.", state.reports);
    text += head("casebook_index_revision", "gauge", "Commits of the index so far, by shard.");
    for (std::size_t shard = 0; shard < state.revision.size(); ++shard)
        text += "casebook_index_revision{shard=\"" + std::to_string(shard) + "\"} " +
                std::to_string(state.revision[shard]) + "\n";
    return text;
}

}  // namespace

void Metrics::count(std::string_view endpoint, std::string_view method, unsigned status,
                    std::chrono::microseconds took) {
    const double seconds = std::chrono::duration<double>(took).count();
    const std::lock_guard lock(mutex_);
    ++requests_[{std::string(endpoint), std::string(method), status}];
    Times& times = times_[std::string(endpoint)];
    ++times.count;
    times.seconds += seconds;
    for (std::size_t bucket = 0; bucket < kBounds.size(); ++bucket)
        if (seconds <= kBounds[bucket]) ++times.at_most[bucket];
}

std::string Metrics::text(const IndexState& state) const {
    std::string text = index_text(state);
    text +=
        single("casebook_connections", "gauge", "Connections that are open.", connections.load());
    text += single("casebook_connections_total", "counter", "Connections taken.",
                   connections_taken.load());
    text += single("casebook_connections_refused_total", "counter",
                   "Connections refused because there were too many.", connections_refused.load());
    text += single("casebook_requests_waiting", "gauge", "Requests that wait for a thread.",
                   waiting.load());
    const std::lock_guard lock(mutex_);
    text += head("casebook_requests_total", "counter", "Requests answered.");
    for (const auto& [key, count] : requests_) {
        const auto& [endpoint, method, status] = key;
        text += "casebook_requests_total{endpoint=\"" + endpoint + "\",method=\"" + method +
                "\",status=\"" + std::to_string(status) + "\"} " + std::to_string(count) + "\n";
    }
    text += head("casebook_request_seconds", "histogram",
                 "From the last byte of the request to its answer.");
    for (const auto& [endpoint, times] : times_) {
        const std::string label = "{endpoint=\"" + endpoint + "\"";
        for (std::size_t bucket = 0; bucket < kBounds.size(); ++bucket)
            text += "casebook_request_seconds_bucket" + label + ",le=\"" + number(kBounds[bucket]) +
                    "\"} " + std::to_string(times.at_most[bucket]) + "\n";
        text += "casebook_request_seconds_bucket" + label + ",le=\"+Inf\"} " +
                std::to_string(times.count) + "\n";
        text += "casebook_request_seconds_sum" + label + "} " + number(times.seconds) + "\n";
        text +=
            "casebook_request_seconds_count" + label + "} " + std::to_string(times.count) + "\n";
    }
    return text;
}

}  // namespace casebook::http
