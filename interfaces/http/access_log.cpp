#include "access_log.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <nlohmann/json.hpp>

namespace casebook::http {
namespace {

std::string time_text() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return {text.data(), size};
}

/// On one line, and with nothing that moves a terminal's cursor.
std::string quoted_json(std::string_view text) {
    constexpr std::size_t kMost = 1000;
    return nlohmann::json(text.substr(0, kMost))
        .dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
}

}  // namespace

std::string_view known_method(std::string_view method) {
    static constexpr std::array<std::string_view, 4> kMethods{"GET", "HEAD", "POST", "OPTIONS"};
    const auto* found = std::find(kMethods.begin(), kMethods.end(), method);
    return found == kMethods.end() ? std::string_view("other") : *found;
}

std::string log_line(const Request& request, const Response& response,
                     std::chrono::microseconds took, bool with_queries) {
    const auto tenths = (took.count() + 50) / 100;
    std::string line = time_text() + " " + std::string(known_method(request.method)) + " " +
                       std::string(response.endpoint) + " " + std::to_string(response.status) +
                       " " + std::to_string(response.content().size()) + " " +
                       std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
    if (with_queries) line += " " + quoted_json(request.target) + " " + quoted_json(request.body);
    return line;
}

}  // namespace casebook::http
