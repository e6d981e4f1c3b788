#include "server.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <deque>
#include <thread>

#include "casebook/error.hpp"
#include "line_splitter.hpp"

namespace casebook::mcp {
namespace {

constexpr std::size_t kWorkers = 2;

/// Writes whole lines, one at a time, for all threads.
class LineWriter {
public:
    explicit LineWriter(int descriptor) : descriptor_(descriptor) {}

    void write(std::string line) {
        line += '\n';
        const std::lock_guard lock(mutex_);
        std::string_view rest = line;
        while (!rest.empty() && !closed_) {
            const auto written = ::write(descriptor_, rest.data(), rest.size());
            if (written >= 0) {
                rest.remove_prefix(static_cast<std::size_t>(written));
            } else if (errno != EINTR) {
                closed_ = true;  // nobody listens any more
            }
        }
    }

    [[nodiscard]] bool closed() const { return closed_; }

private:
    int descriptor_;
    std::mutex mutex_;
    std::atomic<bool> closed_{false};
};

/// Answers calls on threads of its own, in the order in which they come.
class Workers {
public:
    Workers(Session& session, LineWriter& writer) : session_(session), writer_(writer) {
        for (std::size_t number = 0; number < kWorkers; ++number)
            threads_.emplace_back([this] { work(); });
    }
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;

    /// Ends when all calls are answered.
    ~Workers() {
        {
            const std::lock_guard lock(mutex_);
            ending_ = true;
        }
        wake_.notify_all();
        for (std::thread& thread : threads_)
            thread.join();
    }

    void add(Call call) {
        {
            const std::lock_guard lock(mutex_);
            calls_.push_back(std::move(call));
        }
        wake_.notify_one();
    }

private:
    void work() {
        while (const auto call = next()) {
            if (writer_.closed()) continue;
            if (auto line = session_.answer(*call)) writer_.write(*std::move(line));
        }
    }

    std::optional<Call> next() {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return ending_ || !calls_.empty(); });
        if (calls_.empty()) return std::nullopt;
        Call call = std::move(calls_.front());
        calls_.pop_front();
        return call;
    }

    Session& session_;
    LineWriter& writer_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Call> calls_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

/// Reads until the end; false at the end.
template <typename Take>
bool read_some(int input, Take take) {
    std::array<char, 65536> buffer{};
    const auto read = ::read(input, buffer.data(), buffer.size());
    if (read > 0) take(std::string_view(buffer.data(), static_cast<std::size_t>(read)));
    if (read < 0 && errno != EINTR)
        throw Error(ErrorCode::io,
                    std::string("standard input cannot be read: ") + std::strerror(errno));
    return read != 0;
}

}  // namespace

void serve(Session& session, int input, int output) {
    LineWriter writer(output);
    Workers workers(session, writer);
    LineSplitter lines(
        kLongestMessage,
        {.line =
             [&](std::string_view line) {
                 Reception reception = session.receive(line);
                 for (std::string& reply : reception.replies)
                     writer.write(std::move(reply));
                 for (Call& call : reception.calls)
                     workers.add(std::move(call));
             },
         .oversized = [&] { writer.write(Session::refuse_oversized(kLongestMessage)); }});
    while (!writer.closed() &&
           read_some(input, [&](std::string_view bytes) { lines.add(bytes); })) {
    }
    lines.finish();
}

}  // namespace casebook::mcp
