#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace casebook {

/// Bytes that come in pieces, once.
struct ByteSource {
    ByteSource() = default;
    ByteSource(const ByteSource&) = delete;
    ByteSource& operator=(const ByteSource&) = delete;
    virtual ~ByteSource() = default;

    /// Fills up to `capacity` bytes of `out`; 0 only at the end. Throws Error{io} with the system's
    /// words.
    virtual std::size_t read(char* out, std::size_t capacity) = 0;
};

/// A regular file. Throws Error{io} if the system refuses; never blocks on opening.
[[nodiscard]] std::unique_ptr<ByteSource> open_file(const std::filesystem::path& path);

/// Standard input, which is not closed.
[[nodiscard]] std::unique_ptr<ByteSource> open_standard_input();

/// Bytes that the caller keeps alive.
class MemorySource final : public ByteSource {
public:
    explicit MemorySource(std::string_view bytes) : rest_(bytes) {}
    std::size_t read(char* out, std::size_t capacity) override;

private:
    std::string_view rest_;
};

/// Another source, its first bytes in view before they are read.
class PeekedSource final : public ByteSource {
public:
    PeekedSource(ByteSource& source, std::size_t head_size);

    [[nodiscard]] std::string_view head() const { return head_; }
    /// Whether `head` is all there is.
    [[nodiscard]] bool head_is_all() const { return head_is_all_; }
    std::size_t read(char* out, std::size_t capacity) override;

private:
    ByteSource& source_;
    std::string head_;
    std::size_t given_ = 0;
    bool head_is_all_ = false;
};

/// What `read_whole` found.
struct WholeSource {
    std::string bytes;
    bool complete = true;  ///< false if there is more than the limit; `bytes` is then empty
};

/// All bytes of `source`, unless they are more than `limit`: then no more than that is read.
[[nodiscard]] WholeSource read_whole(ByteSource& source, std::uint64_t limit);

/// "64 MB", "1.5 kB", "12 bytes"; units are powers of 1,024.
[[nodiscard]] std::string format_size(std::uint64_t bytes);

}  // namespace casebook
