#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace casebook {

/// Appends `value` in groups of seven bits, low ones first, the top bit set on all but the last
/// byte (LEB128). Stored; never change.
inline void append_varint(std::string& out, std::uint64_t value) {
    while (value >= 0x80U) {
        out.push_back(static_cast<char>((value & 0x7FU) | 0x80U));
        value >>= 7U;
    }
    out.push_back(static_cast<char>(value));
}

/// Reads what `append_varint` wrote off the front of `bytes`; false, and nothing promised of
/// `bytes`, if it is cut off or longer than 64 bits.
[[nodiscard]] inline bool read_varint(std::string_view& bytes, std::uint64_t& value) {
    value = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        value |= std::uint64_t{byte & 0x7FU} << shift;
        if ((byte & 0x80U) == 0) return true;
    }
    return false;
}

}  // namespace casebook
