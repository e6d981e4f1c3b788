#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace casebook {

/// Writes numbers bit by bit, high bits first. Stored; never change.
class BitWriter {
public:
    /// The lowest `count` bits of `value`, at most 32.
    void bits(std::uint64_t value, unsigned count) {
        waiting_ = (waiting_ << count) | (value & ((std::uint64_t{1} << count) - 1));
        waiting_count_ += count;
        size_ += count;
        while (waiting_count_ >= 8) {
            waiting_count_ -= 8;
            bytes_.push_back(static_cast<char>((waiting_ >> waiting_count_) & 0xFFU));
        }
    }

    /// As many zeros as `value` says, and a one.
    void unary(std::uint64_t value) {
        for (; value >= 32; value -= 32)
            bits(0, 32);
        bits(1, static_cast<unsigned>(value) + 1);
    }

    /// Rice's code: the high bits in unary, the `low` low ones as they are. Best where numbers are
    /// about 2^low on average and small ones the most frequent.
    void rice(std::uint64_t value, unsigned low) {
        unary(value >> low);
        bits(value, low);
    }

    /// Elias's gamma code of a number above zero.
    void gamma(std::uint64_t value) {
        const auto low = static_cast<unsigned>(std::bit_width(value)) - 1;
        unary(low);
        bits(value, low);
    }

    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// All that was written, the last byte filled with zeros.
    [[nodiscard]] std::string bytes() const {
        std::string all = bytes_;
        if (waiting_count_ > 0)
            all.push_back(static_cast<char>((waiting_ << (8 - waiting_count_)) & 0xFFU));
        return all;
    }

private:
    std::string bytes_;
    std::uint64_t waiting_ = 0;
    unsigned waiting_count_ = 0;
    std::uint64_t size_ = 0;
};

/// Reads what BitWriter wrote, from any bit on. What lies behind the end reads as zeros, and
/// `failed` tells of it.
class BitReader {
public:
    explicit BitReader(std::string_view bytes, std::uint64_t at = 0) : bytes_(bytes), at_(at) {}

    std::uint64_t bits(unsigned count) {
        if (count == 0) return 0;
        const std::uint64_t value = window() >> (64 - count);
        at_ += count;
        return value;
    }

    std::uint64_t unary() {
        std::uint64_t zeros = 0;
        for (std::uint64_t next = window(); !failed(); next = window()) {
            const auto here = static_cast<unsigned>(std::countl_zero(next));
            if (here < kSureBits) {
                at_ += here + 1;
                return zeros + here;
            }
            zeros += kSureBits;
            at_ += kSureBits;
        }
        return zeros;
    }

    std::uint64_t rice(unsigned low) {
        const std::uint64_t high = unary();
        return (high << low) | bits(low);
    }

    std::uint64_t gamma() {
        const std::uint64_t low = unary();
        if (low > 32) at_ = bytes_.size() * 8 + 1;
        return failed() ? 0 : (std::uint64_t{1} << low) | bits(static_cast<unsigned>(low));
    }

    [[nodiscard]] std::uint64_t at() const { return at_; }
    [[nodiscard]] bool failed() const { return at_ > bytes_.size() * 8; }

private:
    /// A window begins up to seven bits behind the start of a byte.
    static constexpr unsigned kSureBits = 57;

    [[nodiscard]] std::uint64_t window() const {
        const std::uint64_t first = at_ / 8;
        std::uint64_t value = 0;
        if (first + 8 <= bytes_.size()) {
            std::memcpy(&value, bytes_.data() + first, sizeof value);
            if constexpr (std::endian::native == std::endian::little)
                value = __builtin_bswap64(value);
        } else {
            for (std::uint64_t at = first; at < first + 8; ++at)
                value = (value << 8U) |
                        (at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0U);
        }
        return value << (at_ % 8);
    }

    std::string_view bytes_;
    std::uint64_t at_;
};

}  // namespace casebook
