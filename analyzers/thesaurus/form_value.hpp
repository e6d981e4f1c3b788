#pragma once

#include <cstddef>
#include <cstdint>

namespace casebook {

/// What stands under a key: the terms of that form, and whether longer forms begin so.
class FormValue {
public:
    static constexpr std::uint32_t kContinues = 0x80000000U;
    static constexpr std::uint32_t kListed = 0x40000000U;  ///< the rest is a place in `lists`
    static constexpr std::uint32_t kMost = kListed - 2;

    constexpr explicit FormValue(std::uint32_t bits = 0) : bits_(bits) {}

    /// As it is stored, in three bytes where all of a file's values fit: the two flags are the
    /// upper bits of as many bytes as there are.
    [[nodiscard]] static constexpr std::uint32_t most_stored(std::size_t bytes) {
        return (1U << (8 * bytes - kFlags)) - 1;
    }
    [[nodiscard]] constexpr std::uint32_t stored(std::size_t bytes) const {
        const std::uint32_t flags = bits_ >> (32U - kFlags);
        return (bits_ & kRest) | flags << (8 * bytes - kFlags);
    }
    [[nodiscard]] static constexpr FormValue from_stored(std::uint32_t stored, std::size_t bytes) {
        const std::uint32_t flags = stored >> (8 * bytes - kFlags);
        return FormValue((stored & most_stored(bytes)) | flags << (32U - kFlags));
    }

    [[nodiscard]] constexpr bool continues() const { return (bits_ & kContinues) != 0; }
    [[nodiscard]] constexpr bool has_terms() const { return (bits_ & ~kContinues) != 0; }
    [[nodiscard]] constexpr bool anything() const { return bits_ != 0; }
    [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }
    [[nodiscard]] constexpr std::uint32_t rest() const { return bits_ & kRest; }

private:
    static constexpr std::uint32_t kFlags = 2;  ///< their number
    static constexpr std::uint32_t kRest = kListed - 1;

    std::uint32_t bits_;
};

}  // namespace casebook
