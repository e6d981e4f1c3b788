#include "server.hpp"

#include <algorithm>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <charconv>
#include <csignal>
#include <thread>
#include <unordered_map>

#include "casebook/error.hpp"
#include "connection.hpp"

namespace casebook::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using SystemError = boost::system::error_code;

std::string authority_of(const std::string& host, std::uint16_t port) {
    const bool v6 = host.find(':') != std::string::npos;
    return (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

tcp::acceptor listen_at(asio::io_context& io, const ServerSettings& settings) {
    const auto fail = [&](const SystemError& error) {
        throw Error(ErrorCode::io, "cannot listen on " +
                                       authority_of(settings.host, settings.port) + ": " +
                                       error.message() + "; --listen names another address");
    };
    SystemError error;
    tcp::resolver resolver(io);
    const auto found = resolver.resolve(settings.host, std::to_string(settings.port),
                                        tcp::resolver::passive, error);
    if (error || found.empty()) fail(error);
    const tcp::endpoint endpoint = *found.begin();
    tcp::acceptor acceptor(io);
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) fail(error);
    return acceptor;
}

std::size_t search_threads(const ServerSettings& settings) {
    if (settings.searches > 0) return settings.searches;
    return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace

void read_listen_address(const std::string& text, ServerSettings& settings) {
    const auto colon = text.rfind(':');
    const auto refuse = [&] {
        throw Error(
            ErrorCode::invalid_argument,
            "an address to listen on is HOST:PORT, such as 127.0.0.1:8080, not '" + text + "'");
    };
    if (colon == std::string::npos) refuse();
    std::string host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string::npos) {
        refuse();
    }
    std::uint16_t port = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data() + colon + 1, end, port);
    if (error != std::errc() || rest != end) refuse();
    settings.host = host.empty() ? "0.0.0.0" : host;
    settings.port = port;
}

class Server::Impl {
public:
    Impl(ApiRouter& router, ServerSettings settings)
        : router_(router),
          settings_(std::move(settings)),
          acceptor_(listen_at(io_, settings_)),
          signals_(io_, SIGINT, SIGTERM),
          timer_(io_),
          searches_(search_threads(settings_), settings_.waiting),
          light_(1, settings_.connections),
          context_{io_, router_, settings_, searches_, light_} {}

    [[nodiscard]] std::string url() const {
        const tcp::endpoint endpoint = acceptor_.local_endpoint();
        return "http://" + authority_of(endpoint.address().to_string(), endpoint.port()) + "/";
    }

    void run() {
        signals_.async_wait([this](const SystemError& error, int) {
            if (!error) stop();
        });
        accept();
        io_.run();
    }

    void stop_soon() {
        asio::post(io_, [this] { stop(); });
    }

private:
    void accept() {
        acceptor_.async_accept([this](const SystemError& error, tcp::socket socket) {
            if (ending_) return;
            if (error) return accept_later();
            take(std::move(socket));
            accept();
        });
    }

    /// There are no descriptors left, or the like: that passes.
    void accept_later() {
        constexpr std::chrono::milliseconds kPause{100};
        timer_.expires_after(kPause);
        timer_.async_wait([this](const SystemError& error) {
            if (!error && !ending_) accept();
        });
    }

    void take(tcp::socket socket) {
        constexpr std::size_t kRefusals = 32;  // that are told why; others are closed
        Metrics& metrics = router_.metrics();
        const bool refused = open_ >= settings_.connections;
        (refused ? metrics.connections_refused : metrics.connections_taken) += 1;
        if (refused && connections_.size() >= open_ + kRefusals) return;
        auto connection = std::make_shared<Connection>(
            std::move(socket), context_,
            [this, refused](Connection* ended) { forget(ended, refused); });
        connections_.emplace(connection.get(), connection);
        if (refused) return connection->start_refusing();
        metrics.connections = static_cast<std::int64_t>(++open_);
        connection->start();
    }

    void forget(Connection* connection, bool refused) {
        connections_.erase(connection);
        if (!refused) router_.metrics().connections = static_cast<std::int64_t>(--open_);
        if (ending_ && connections_.empty()) io_.stop();
    }

    void stop() {
        if (ending_) return;
        ending_ = true;
        SystemError ignored;
        acceptor_.close(ignored);
        for_each([](Connection& connection) { connection.drain(); });
        if (connections_.empty()) return io_.stop();
        timer_.expires_after(router_.limits().time + settings_.client_time);
        timer_.async_wait([this](const SystemError& error) {
            if (!error) abort();
        });
        signals_.async_wait([this](const SystemError& error, int) {
            if (!error) abort();  // asked a second time
        });
    }

    void abort() {
        for_each([](Connection& connection) { connection.abort(); });
        io_.stop();
    }

    /// Connections that end meanwhile stay until it is done.
    template <typename Action>
    void for_each(Action action) {
        std::vector<std::shared_ptr<Connection>> open;
        for (const auto& [pointer, connection] : connections_)
            if (auto held = connection.lock()) open.push_back(std::move(held));
        for (const auto& connection : open)
            action(*connection);
    }

    ApiRouter& router_;
    const ServerSettings settings_;
    std::unordered_map<Connection*, std::weak_ptr<Connection>> connections_;
    std::size_t open_ = 0;  ///< of those, the ones that are served
    bool ending_ = false;
    asio::io_context io_{1};
    tcp::acceptor acceptor_;
    asio::signal_set signals_;
    asio::steady_timer timer_;
    WorkPool searches_;
    WorkPool light_;
    ConnectionContext context_;
};

Server::Server(ApiRouter& router, ServerSettings settings)
    : impl_(std::make_unique<Impl>(router, std::move(settings))) {}
Server::~Server() = default;

std::string Server::url() const {
    return impl_->url();
}

void Server::run() {
    impl_->run();
}

void Server::stop() {
    impl_->stop_soon();
}

}  // namespace casebook::http
