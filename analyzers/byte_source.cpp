#include "byte_source.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "casebook/error.hpp"

namespace casebook {
namespace {

class DescriptorSource final : public ByteSource {
public:
    DescriptorSource(int descriptor, bool owned) : descriptor_(descriptor), owned_(owned) {}
    ~DescriptorSource() override {
        if (owned_) ::close(descriptor_);
    }

    std::size_t read(char* out, std::size_t capacity) override {
        ssize_t got = 0;
        do {
            got = ::read(descriptor_, out, capacity);
        } while (got < 0 && errno == EINTR);
        if (got < 0) throw Error(ErrorCode::io, std::strerror(errno));
        return static_cast<std::size_t>(got);
    }

private:
    int descriptor_;
    bool owned_;
};

/// Reads until `capacity` bytes are there or the source ends.
std::size_t read_fully(ByteSource& source, char* out, std::size_t capacity) {
    std::size_t have = 0;
    while (have < capacity) {
        const std::size_t got = source.read(out + have, capacity - have);
        if (got == 0) break;
        have += got;
    }
    return have;
}

}  // namespace

std::unique_ptr<ByteSource> open_file(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) throw Error(ErrorCode::io, std::strerror(errno));
    return std::make_unique<DescriptorSource>(descriptor, true);
}

std::unique_ptr<ByteSource> open_standard_input() {
    return std::make_unique<DescriptorSource>(STDIN_FILENO, false);
}

std::size_t MemorySource::read(char* out, std::size_t capacity) {
    const std::size_t count = rest_.copy(out, capacity);
    rest_.remove_prefix(count);
    return count;
}

PeekedSource::PeekedSource(ByteSource& source, std::size_t head_size)
    : source_(source), head_(head_size, '\0') {
    head_.resize(read_fully(source_, head_.data(), head_size));
    head_is_all_ = head_.size() < head_size;
}

std::size_t PeekedSource::read(char* out, std::size_t capacity) {
    if (given_ == head_.size()) return head_is_all_ ? 0 : source_.read(out, capacity);
    const std::size_t count = head_.copy(out, capacity, given_);
    given_ += count;
    return count;
}

WholeSource read_whole(ByteSource& source, std::uint64_t limit) {
    constexpr std::size_t kPiece = 256U << 10U;
    WholeSource whole;
    std::string piece(kPiece, '\0');
    while (const std::size_t got = source.read(piece.data(), kPiece)) {
        whole.bytes.append(piece, 0, got);
        if (whole.bytes.size() > limit) return {{}, false};
    }
    return whole;
}

std::string format_size(std::uint64_t bytes) {
    constexpr std::array<const char*, 4> kUnits = {" bytes", " kB", " MB", " GB"};
    std::size_t unit = 0;
    std::uint64_t tenths = bytes * 10;
    while (tenths >= 10240 && unit + 1 < kUnits.size()) {
        tenths = (tenths + 512) / 1024;
        ++unit;
    }
    std::string text = std::to_string(tenths / 10);
    if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
    return text + kUnits.at(unit);
}

}  // namespace casebook
