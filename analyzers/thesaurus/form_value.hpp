#pragma once

#include <bit>
#include <cstdint>

namespace casebook {

/// What stands under a key: the terms of that form, and whether longer forms begin so.
class FormValue {
public:
    static constexpr std::uint32_t kContinues = 0x80000000U;
    static constexpr std::uint32_t kListed = 0x40000000U;  ///< the rest is a place in `lists`
    static constexpr std::uint32_t kMost = kListed - 2;

    constexpr explicit FormValue(std::uint32_t bits = 0) : bits_(bits) {}

    /// As it is stored: the two flags are the lowest bits, so that a small value takes few.
    [[nodiscard]] constexpr std::uint32_t stored() const {
        return std::rotl(bits_, static_cast<int>(kFlags));
    }
    [[nodiscard]] static constexpr FormValue from_stored(std::uint32_t stored) {
        return FormValue(std::rotr(stored, static_cast<int>(kFlags)));
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
