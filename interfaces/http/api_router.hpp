#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "message.hpp"
#include "metrics.hpp"
#include "settings.hpp"

namespace casebook::http {

/// Answers HTTP requests over one index, apart from any socket: who may ask, which endpoint it is
/// for, what it answers, and what every answer carries (security, caching, compression). Threads
/// may share it.
class ApiRouter {
public:
    /// Opens the index; throws as Searcher's constructor does.
    explicit ApiRouter(RouterSettings settings);
    ~ApiRouter();
    ApiRouter(const ApiRouter&) = delete;
    ApiRouter& operator=(const ApiRouter&) = delete;

    /// The answer to a whole request. Throws nothing: what goes wrong is an answer too.
    [[nodiscard]] Response answer(const Request& request);

    /// The next part of an answer that comes in parts; empty at its end, none if it broke off.
    [[nodiscard]] std::optional<std::string> next_part(const Response& response);

    /// The answer that a request will get whatever its body holds, before that is read; none if
    /// the body is wanted. Asks no index.
    [[nodiscard]] std::optional<Response> refuse_early(const Request& head);

    /// Whether the answer comes at once and must not wait behind searches.
    [[nodiscard]] bool is_light(const Request& request) const;

    /// An answer of the server's own, such as 408 or 503, with what every answer carries.
    [[nodiscard]] Response refusal(unsigned status, const std::string& code,
                                   const std::string& message);

    [[nodiscard]] Metrics& metrics();
    [[nodiscard]] const RequestLimits& limits() const;

    /// Told of what went wrong inside, which answers do not show. Set before requests come.
    std::function<void(const std::string&)> on_trouble;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace casebook::http
