#pragma once

#include <unicode/utf8.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace casebook {

/// The code point that starts at `offset`, which is moved past it; negative for an ill-formed
/// sequence, of which at least one byte is passed.
inline std::int32_t next_code_point(std::string_view text, std::size_t& offset) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto at = static_cast<std::int64_t>(offset);
    const auto size = static_cast<std::int64_t>(text.size());
    UChar32 code_point = 0;
    U8_NEXT(bytes, at, size, code_point);
    offset = static_cast<std::size_t>(at);
    return code_point;
}

inline void append_utf8(std::string& out, std::int32_t code_point) {
    std::uint8_t bytes[U8_MAX_LENGTH];
    std::int32_t length = 0;
    U8_APPEND_UNSAFE(bytes, length, code_point);
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

}  // namespace casebook
