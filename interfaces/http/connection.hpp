#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "api_router.hpp"
#include "settings.hpp"
#include "work_pool.hpp"

namespace casebook::http {

/// What connections share. Used by the one thread that runs `io`.
struct ConnectionContext {
    boost::asio::io_context& io;
    ApiRouter& router;
    const ServerSettings& settings;
    WorkPool& searches;
    WorkPool& light;
};

/// One client's connection: requests are read, answered and written one after another, each step
/// within its time. Lives as long as something is under way on it.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    /// `on_end` is called once, when the socket is closed.
    Connection(boost::asio::ip::tcp::socket socket, ConnectionContext& context,
               std::function<void(Connection*)> on_end);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start();

    /// Tells the client that there are too many connections, and ends.
    void start_refusing();

    /// Ends as soon as the answer under way is written; at once if there is none.
    void drain();

    /// Ends now.
    void abort();

private:
    using Error = boost::system::error_code;
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
    enum class State { idle, reading, working, writing, lingering, closed };

    void await_request();
    void read_head();
    void on_head(const Error& error);
    void prepare_body();
    void read_body();
    void refuse_unreadable(const Error& error);
    void refuse(unsigned status, const std::string& code, const std::string& message);
    void take_head();
    void dispatch();
    void count_waiting();
    void watch_client();
    void write(Response response, bool keep);
    void on_written(const Error& error);
    void make_part();
    void write_part(std::optional<std::string> part);
    void linger();
    void discard();
    void close();
    void count_and_log();

    /// `expired` is called unless another time is set before.
    void set_time(std::chrono::milliseconds time, void (Connection::*expired)());
    void end_reading();

    boost::asio::ip::tcp::socket socket_;
    boost::asio::steady_timer timer_;
    boost::beast::flat_buffer buffer_;
    ConnectionContext& context_;
    std::function<void(Connection*)> on_end_;
    std::optional<Parser> parser_;
    Request request_;
    Response response_;
    std::string head_;  ///< of the response, as it is sent
    std::string local_address_;
    std::shared_ptr<CancelToken> cancel_;
    std::size_t served_ = 0;    ///< requests taken so far
    std::uint64_t timing_ = 0;  ///< counts the times set
    State state_ = State::idle;
    bool out_of_time_ = false;
    bool keep_alive_ = false;
    bool draining_ = false;
};

}  // namespace casebook::http
