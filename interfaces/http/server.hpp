#pragma once

#include <memory>
#include <string>

#include "api_router.hpp"
#include "settings.hpp"

namespace casebook::http {

/// "127.0.0.1:8080", "localhost:8080", "[::1]:8080" or ":8080" (all addresses) as host and port in
/// `settings`. Throws Error{invalid_argument} for anything else.
void read_listen_address(const std::string& text, ServerSettings& settings);

/// Speaks HTTP/1.1 over sockets for a router. One thread reads and writes all of them; searches run
/// in threads of their own. Nothing that a client does or leaves undone holds more than its own
/// connection, and that for a bounded time.
class Server {
public:
    /// Takes the address; throws Error{io} if it cannot be had. `router` outlives the server.
    Server(ApiRouter& router, ServerSettings settings);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Where it answers: "http://127.0.0.1:8080/".
    [[nodiscard]] std::string url() const;

    /// Answers until `stop`, SIGINT or SIGTERM; returns when what had begun is answered, or a
    /// bounded time later. Call once.
    void run();

    /// Ends `run`; from any thread.
    void stop();

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace casebook::http
