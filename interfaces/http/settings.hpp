#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "casebook/thesaurus.hpp"

namespace casebook::http {

/// What one request may cost.
struct RequestLimits {
    std::size_t target = 16U << 10U;          ///< bytes of the request line's address
    std::size_t header = 32U << 10U;          ///< bytes of the request line and all fields
    std::size_t recorded_query = 16U << 10U;  ///< bytes
    std::size_t body = 4U << 20U;             ///< bytes
    std::size_t text = 512U << 10U;           ///< bytes of a report that is to be analysed
    std::size_t list = 100;                   ///< filters, or facets
    std::size_t hits = 10'000;                ///< of an answer in one piece
    std::chrono::milliseconds time{10'000};   ///< from the last byte read to the answer
};

/// Who may ask.
struct AccessRules {
    std::optional<std::string> token;        ///< that a bearer must show; none: no one is asked
    std::vector<std::string> allowed_hosts;  ///< names beside the loopback's and the address itself
    std::vector<std::string>
        allowed_origins;  ///< pages of other places that may ask: "https://a.b"
};

/// What a router answers from, and how.
struct RouterSettings {
    std::filesystem::path index;
    std::string version;
    RequestLimits limits;
    AccessRules access;
    std::shared_ptr<const Thesaurus> overlay;  ///< more names for every search; or null
    std::filesystem::path page_folder;         ///< the page's files, in place of those compiled in
};

/// What the server does with sockets.
struct ServerSettings {
    std::string host = "127.0.0.1";  ///< a name or an address; IPv6 without brackets
    std::uint16_t port = 8080;       ///< 0 for any that is free
    std::size_t connections = 256;
    std::size_t searches = 0;  ///< threads that search; 0 for one a processor core
    std::size_t waiting = 64;  ///< requests that wait for a thread
    /// For a client to send a whole request, and again to take the whole answer.
    std::chrono::milliseconds client_time{20'000};
    std::chrono::milliseconds idle_time{60'000};  ///< an open connection without a request
    std::function<void(const std::string&)> log;  ///< a line a request; or empty
    bool log_queries = false;                     ///< with what was asked for
};

}  // namespace casebook::http
