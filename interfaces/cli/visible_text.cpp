#include "visible_text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdio>

namespace casebook::cli {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

bool is_line_space(std::int32_t code_point) {
    return (code_point >= '\t' && code_point <= '\r') || code_point == 0x85 ||
           code_point == 0x2028 || code_point == 0x2029;
}

bool is_control(std::int32_t code_point) {
    return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
}

/// Embeddings, overrides and isolates of UAX #9, and the invisible tag characters.
bool steers_reading(std::int32_t code_point) {
    return (code_point >= 0x202A && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069) ||
           (code_point >= 0xE0000 && code_point <= 0xE007F);
}

std::string escape(std::string_view bytes, std::int32_t code_point) {
    if (code_point == '\n') {
        return "\\n";
    }
    char text[16];
    if (code_point >= 0x100) {
        std::snprintf(text, sizeof text, "\\u%04x", static_cast<unsigned>(code_point));
        return text;
    }
    std::string result;
    for (const char byte : bytes) {
        std::snprintf(text, sizeof text, "\\x%02x", static_cast<unsigned char>(byte));
        result += text;
    }
    return result;
}

}  // namespace

std::int32_t next_code_point(std::string_view text, std::size_t& offset) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto at = static_cast<std::int64_t>(offset);
    const auto size = static_cast<std::int64_t>(text.size());
    UChar32 code_point = 0;
    U8_NEXT(bytes, at, size, code_point);
    offset = static_cast<std::size_t>(at);
    return code_point;
}

std::string visible_line(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const std::int32_t code_point = next_code_point(text, at);
        if (is_line_space(code_point)) {
            result += ' ';
        } else if (code_point < 0 || is_control(code_point)) {
            result += kReplacement;
        } else if (!steers_reading(code_point)) {
            result += text.substr(begin, at - begin);
        }
    }
    return result;
}

std::string visible_name(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const std::int32_t code_point = next_code_point(text, at);
        const std::string_view bytes = text.substr(begin, at - begin);
        const bool hidden = code_point < 0 || is_control(code_point) || is_line_space(code_point) ||
                            steers_reading(code_point);
        result += hidden ? escape(bytes, code_point) : std::string(bytes);
    }
    return result;
}

std::size_t display_width(std::int32_t code_point) {
    if (code_point >= 0x20 && code_point < 0x300) {
        return code_point == 0xAD ? 0 : 1;
    }
    const auto type = static_cast<std::uint32_t>(u_charType(code_point));
    const bool hangul_vowel_or_final = code_point >= 0x1160 && code_point <= 0x11FF;
    if ((U_MASK(type) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0 ||
        hangul_vowel_or_final) {
        return 0;
    }
    const auto width = u_getIntPropertyValue(code_point, UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::int32_t code_point = next_code_point(text, at);
        width += code_point < 0 ? 1 : display_width(code_point);
    }
    return width;
}

}  // namespace casebook::cli
