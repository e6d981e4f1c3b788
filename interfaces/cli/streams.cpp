#include "streams.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <ostream>

#include "casebook/error.hpp"
#include "visible_text.hpp"

namespace casebook::cli {
namespace {

constexpr std::size_t kBufferSize = 1U << 16U;

[[noreturn]] void throw_write_error(int error) {
    if (error == EPIPE) {
        throw OutputClosed();
    }
    throw Error(error == ENOSPC || error == EDQUOT ? ErrorCode::disk_full : ErrorCode::io,
                std::string("cannot write to standard output: ") + std::strerror(error));
}

}  // namespace

void Output::write(std::string_view bytes) {
    buffer_ += bytes;
    if (buffer_.size() >= kBufferSize) {
        flush();
    }
}

void Output::flush() {
    std::string_view rest = buffer_;
    while (!rest.empty()) {
        const auto written = ::write(descriptor_, rest.data(), rest.size());
        if (written >= 0) {
            rest.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            const int error = errno;
            buffer_.clear();
            throw_write_error(error);
        }
    }
    buffer_.clear();
}

void tell(Streams& streams, std::string_view message) {
    streams.err << "casebook: " + visible_name(message) + "\n" << std::flush;
}

void prepare_standard_streams() {
    std::signal(SIGPIPE, SIG_IGN);
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
            // The lowest free number is this one. What cannot be written to stays an error.
            [[maybe_unused]] const int opened = ::open("/dev/null", O_RDONLY);
        }
    }
}

}  // namespace casebook::cli
