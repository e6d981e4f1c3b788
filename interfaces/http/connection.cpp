#include "connection.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <charconv>
#include <ctime>

#include "access_log.hpp"

namespace casebook::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;

/// RFC 9110, 5.6.7.
std::string date_text() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 64> text{};
    const std::size_t size =
        std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text.data(), size};
}

bool has_content(unsigned status) {
    return status != 204 && status != 304;
}

std::string head_of(const Response& response, bool keep_alive) {
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + " " +
                       std::string(reason_phrase(response.status)) + "\r\n";
    for (const auto& [name, value] : response.headers)
        head += name + ": " + value + "\r\n";
    if (response.rest) {
        head += "Transfer-Encoding: chunked\r\n";
    } else if (has_content(response.status)) {
        head += "Content-Length: " + std::to_string(response.content().size()) + "\r\n";
    }
    head += "Date: " + date_text() + "\r\n";
    head += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

/// RFC 9112, 7.1: an empty part is the last chunk.
std::string chunk_of(std::string_view part) {
    std::array<char, 2 * sizeof(std::size_t)> size{};
    char* const end = std::to_chars(size.data(), size.data() + size.size(), part.size(), 16).ptr;
    std::string chunk(size.data(), end);
    chunk += "\r\n";
    chunk += part;
    return chunk += "\r\n";
}

std::string text_of(const asio::ip::address& address) {
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()).to_string();
    return address.to_string();
}

/// The buffer takes what a socket gives at once beside a whole head.
constexpr std::size_t kReadAhead = 64U << 10U;

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, ConnectionContext& context,
                       std::function<void(Connection*)> on_end)
    : socket_(std::move(socket)),
      timer_(context.io),
      buffer_(context.router.limits().header + kReadAhead),
      context_(context),
      on_end_(std::move(on_end)) {
    Error ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    const auto endpoint = socket_.local_endpoint(ignored);
    local_address_ = text_of(endpoint.address());
}

Connection::~Connection() = default;

void Connection::start() {
    await_request();
}

void Connection::start_refusing() {
    Response response = context_.router.refusal(503, "busy", "there are too many connections");
    write(std::move(response), false);
}

void Connection::drain() {
    draining_ = true;
    if (state_ == State::idle || state_ == State::reading) close();
}

void Connection::abort() {
    if (cancel_) cancel_->cancel();
    close();
}

void Connection::set_time(std::chrono::milliseconds time, void (Connection::*expired)()) {
    timer_.expires_after(time);
    const std::uint64_t timing = ++timing_;
    timer_.async_wait([self = shared_from_this(), expired, timing](const Error& error) {
        if (!error && timing == self->timing_) (self.get()->*expired)();
    });
}

/// The time is over: what is being read ends with an error, which `out_of_time_` explains.
void Connection::end_reading() {
    out_of_time_ = true;
    Error ignored;
    socket_.cancel(ignored);
}

void Connection::await_request() {
    state_ = State::idle;
    out_of_time_ = false;
    if (draining_) return close();
    if (buffer_.size() > 0) return read_head();
    set_time(served_ == 0 ? context_.settings.client_time : context_.settings.idle_time,
             &Connection::close);
    socket_.async_wait(asio::ip::tcp::socket::wait_read,
                       [self = shared_from_this()](const Error& error) {
                           if (self->state_ != State::idle) return;
                           if (error) return self->close();
                           self->read_head();
                       });
}

void Connection::read_head() {
    state_ = State::reading;
    request_ = Request();
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(context_.router.limits().header));
    parser_->body_limit(context_.router.limits().body);
    set_time(context_.settings.client_time, &Connection::end_reading);
    beast::http::async_read_header(
        socket_, buffer_, *parser_,
        [self = shared_from_this()](const Error& error, std::size_t) { self->on_head(error); });
}

void Connection::on_head(const Error& error) {
    if (state_ != State::reading) return;
    if (error) return refuse_unreadable(error);
    ++served_;
    take_head();
    if (request_.target.size() > context_.router.limits().target)
        return refuse(414, "target_too_long", "the address is too long");
    if (auto refusal = context_.router.refuse_early(request_)) {
        // What was misread once may be misread from here on.
        const bool keep = keep_alive_ && parser_->is_done() && refusal->status != 400;
        return write(*std::move(refusal), keep);
    }
    prepare_body();
}

void Connection::take_head() {
    const auto& message = parser_->get();
    request_ = Request();
    request_.method = std::string(message.method_string());
    request_.target = std::string(message.target());
    for (const auto& field : message)
        request_.headers.emplace_back(lower({field.name_string().data(), field.name_string().size()}), std::string(field.value()));
    request_.local_address = local_address_;
    request_.received = std::chrono::steady_clock::now();
    cancel_ = std::make_shared<CancelToken>();
    request_.cancel = cancel_;
    constexpr unsigned kHttp11 = 11;
    request_.takes_chunks = message.version() >= kHttp11;
    keep_alive_ = message.keep_alive();
}

void Connection::prepare_body() {
    const auto expected = request_.header("expect");
    if (!expected || parser_->is_done()) return read_body();
    if (lower({expected->data(), expected->size()}) != "100-continue")
        return refuse(417, "unknown_expectation", "this server can only continue");
    static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    set_time(context_.settings.client_time, &Connection::close);
    asio::async_write(socket_, asio::buffer(kContinue),
                      [self = shared_from_this()](const Error& error, std::size_t) {
                          if (self->state_ != State::reading) return;
                          if (error) return self->close();
                          self->read_body();
                      });
}

void Connection::read_body() {
    if (parser_->is_done()) return dispatch();
    set_time(context_.settings.client_time, &Connection::end_reading);
    beast::http::async_read(socket_, buffer_, *parser_,
                            [self = shared_from_this()](const Error& error, std::size_t) {
                                if (self->state_ != State::reading) return;
                                if (error) return self->refuse_unreadable(error);
                                self->dispatch();
                            });
}

void Connection::refuse(unsigned status, const std::string& code, const std::string& message) {
    write(context_.router.refusal(status, code, message), false);
}

void Connection::refuse_unreadable(const Error& error) {
    using Trouble = beast::http::error;
    if (out_of_time_) return refuse(408, "too_slow", "the request did not come in time");
    const bool of_http = error.category() == make_error_code(Trouble::bad_method).category();
    if (!of_http || error == Trouble::end_of_stream || error == Trouble::partial_message)
        return close();  // the client has gone
    if (error == Trouble::body_limit)
        return refuse(
            413, "body_too_large",
            "a body may have " + std::to_string(context_.router.limits().body) + " bytes");
    if (error == Trouble::header_limit || error == Trouble::buffer_overflow) {
        if (parser_->get().target().empty())
            return refuse(414, "target_too_long", "the address is too long");
        return refuse(431, "header_too_large", "the header is too large");
    }
    refuse(400, "bad_request", "this is no HTTP/1.1 request");
}

void Connection::dispatch() {
    state_ = State::working;
    timer_.cancel();
    ++timing_;
    request_.body = std::move(parser_->get().body());
    request_.received = std::chrono::steady_clock::now();
    auto work = [self = shared_from_this()] {
        ApiRouter& router = self->context_.router;
        self->count_waiting();
        const bool late =
            std::chrono::steady_clock::now() - self->request_.received > router.limits().time;
        Response response =
            late ? router.refusal(503, "busy", "the searches before this one took too long")
                 : router.answer(self->request_);
        asio::post(self->context_.io, [self, response = std::move(response)]() mutable {
            if (self->state_ == State::working) self->write(std::move(response), self->keep_alive_);
        });
    };
    const bool light = context_.router.is_light(request_);
    if (!(light ? context_.light : context_.searches).post(std::move(work))) {
        Response busy = context_.router.refusal(503, "busy", "too many requests wait; try again");
        return write(std::move(busy), keep_alive_);
    }
    count_waiting();
    watch_client();
}

void Connection::count_waiting() {
    context_.router.metrics().waiting = static_cast<std::int64_t>(context_.searches.waiting());
}

/// A client that goes has no use for its answer: the search ends early.
void Connection::watch_client() {
    if (buffer_.size() > 0) return;
    socket_.async_wait(asio::ip::tcp::socket::wait_read,
                       [self = shared_from_this(), number = served_](const Error& error) {
                           if (self->state_ != State::working || number != self->served_) return;
                           Error failure;
                           if (error || (self->socket_.available(failure) == 0 && !failure))
                               self->cancel_->cancel();
                       });
}

void Connection::write(Response response, bool keep) {
    state_ = State::writing;
    keep_alive_ = keep && !draining_;
    response_ = std::move(response);
    head_ = head_of(response_, keep_alive_);
    const bool with_content = request_.method != "HEAD" && has_content(response_.status);
    if (!with_content) response_.rest = nullptr;
    count_and_log();
    if (response_.rest) response_.body = chunk_of(response_.body);
    set_time(context_.settings.client_time, &Connection::close);
    const std::string_view content = response_.content();
    const std::array<asio::const_buffer, 2> parts{
        asio::buffer(head_), with_content ? asio::buffer(content) : asio::const_buffer()};
    asio::async_write(socket_, parts, [self = shared_from_this()](const Error& error, std::size_t) {
        self->on_written(error);
    });
}

void Connection::on_written(const Error& error) {
    if (state_ != State::writing) return;
    if (error) return close();
    if (response_.rest) return make_part();
    response_ = Response();
    parser_.reset();
    if (keep_alive_) return await_request();
    linger();
}

/// The next part of an answer: made in turn with the requests of others, and only when the client
/// has taken the one before, so that a slow one holds neither thread nor memory.
void Connection::make_part() {
    state_ = State::working;
    timer_.cancel();
    ++timing_;
    context_.searches.post_further([self = shared_from_this()] {
        auto part = self->context_.router.next_part(self->response_);
        asio::post(self->context_.io, [self, part = std::move(part)]() mutable {
            if (self->state_ == State::working) self->write_part(std::move(part));
        });
    });
}

void Connection::write_part(std::optional<std::string> part) {
    if (!part) return close();  // without a last chunk, which tells the client
    if (part->empty()) response_.rest = nullptr;
    response_.body = chunk_of(*part);
    state_ = State::writing;
    set_time(context_.settings.client_time, &Connection::close);
    asio::async_write(
        socket_, asio::buffer(response_.body),
        [self = shared_from_this()](const Error& error, std::size_t) { self->on_written(error); });
}

/// Closing with bytes unread would reset the connection, and the client might lose the answer.
void Connection::linger() {
    constexpr std::chrono::milliseconds kLinger{1000};
    state_ = State::lingering;
    Error ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    set_time(std::min(kLinger, context_.settings.client_time), &Connection::close);
    buffer_.clear();
    discard();
}

void Connection::discard() {
    constexpr std::size_t kBlock = 1U << 14U;
    buffer_.clear();
    socket_.async_read_some(buffer_.prepare(kBlock),
                            [self = shared_from_this()](const Error& error, std::size_t) {
                                if (self->state_ != State::lingering) return;
                                if (error) return self->close();
                                self->discard();
                            });
}

void Connection::close() {
    if (state_ == State::closed) return;
    state_ = State::closed;
    if (cancel_) cancel_->cancel();
    ++timing_;
    timer_.cancel();
    Error ignored;
    socket_.close(ignored);
    if (on_end_) std::exchange(on_end_, nullptr)(this);
}

void Connection::count_and_log() {
    const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - request_.received);
    context_.router.metrics().count(response_.endpoint, known_method(request_.method),
                                    response_.status, took);
    if (context_.settings.log)
        context_.settings.log(log_line(request_, response_, took, context_.settings.log_queries));
}

}  // namespace casebook::http
