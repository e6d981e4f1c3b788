#include "request_target.hpp"

#include <unicode/ustring.h>

#include <algorithm>
#include <cstdint>

#include "api_error.hpp"

namespace casebook::http {
namespace {

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

bool is_utf8(const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t length = 0;
    u_strFromUTF8(nullptr, 0, &length, text.data(), static_cast<std::int32_t>(text.size()),
                  &status);
    return status != U_INVALID_CHAR_FOUND;
}

std::string decode(std::string_view text, bool form) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '%') {
            const int high = at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
            const int low = at + 2 < text.size() ? hex_value(text[at + 2]) : -1;
            if (high < 0 || low < 0)
                throw ApiError(400, "bad_target", "the address has a '%' without two digits");
            decoded += static_cast<char>(high * 16 + low);
            at += 2;
        } else {
            decoded += form && text[at] == '+' ? ' ' : text[at];
        }
    }
    if (decoded.find('\0') != std::string::npos || !is_utf8(decoded))
        throw ApiError(400, "bad_target", "the address must be UTF-8 without NUL");
    return decoded;
}

}  // namespace

Target parse_target(std::string_view target) {
    if (!target.starts_with('/'))
        throw ApiError(400, "bad_target", "the address must be a path that begins with '/'");
    target = target.substr(0, target.find('#'));
    const auto question = std::min(target.find('?'), target.size());
    Target parsed;
    parsed.raw_path = target.substr(0, question);
    parsed.path = decode(parsed.raw_path, false);
    std::string_view rest = target.substr(std::min(question + 1, target.size()));
    while (!rest.empty()) {
        const auto end = std::min(rest.find('&'), rest.size());
        const std::string_view item = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (item.empty()) continue;
        const auto equals = std::min(item.find('='), item.size());
        parsed.parameters.emplace_back(
            decode(item.substr(0, equals), true),
            decode(item.substr(std::min(equals + 1, item.size())), true));
    }
    return parsed;
}

}  // namespace casebook::http
