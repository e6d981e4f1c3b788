#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "casebook/search.hpp"

/// What goes into and comes out of the router: HTTP messages as values, apart from sockets.
namespace casebook::http {

using HeaderFields = std::vector<std::pair<std::string, std::string>>;

struct Request {
    std::string method = "GET";
    std::string target = "/";  ///< as on the request line, not decoded
    HeaderFields headers;      ///< in order; names in small letters
    std::string body;
    std::string local_address = "127.0.0.1";  ///< the one that the client connected to
    std::chrono::steady_clock::time_point received = std::chrono::steady_clock::now();
    std::shared_ptr<const CancelToken> cancel;  ///< the client has gone
    bool takes_chunks = true;                   ///< an answer may come in parts: HTTP/1.1

    /// The field's value; none if it is not there. A repeated field counts as not there twice: see
    /// `count`.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    [[nodiscard]] std::size_t count(std::string_view name) const;
};

struct Response {
    unsigned status = 200;
    HeaderFields headers;  ///< without Content-Length, Date and Connection
    std::string body;
    std::shared_ptr<const std::string> shared_body;  ///< in place of `body` if not null
    std::string_view endpoint = "other";             ///< for figures and logs: the route's pattern
    /// Gives what follows `body`, a part at a time; an empty one is the end. Null: `body` is all.
    /// Throws what goes wrong. Called by one thread at a time.
    std::function<std::string()> rest;

    [[nodiscard]] std::string_view content() const {
        return shared_body ? std::string_view(*shared_body) : std::string_view(body);
    }
    void set(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
    }
};

/// With ASCII letters made small.
[[nodiscard]] std::string lower(std::string_view text);

/// "Not Found" of 404.
[[nodiscard]] std::string_view reason_phrase(unsigned status);

}  // namespace casebook::http
