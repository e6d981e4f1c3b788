#pragma once

#include <string>
#include <string_view>

namespace casebook::bench {

/// What follows the last `_` of an id: `en` of `train0_en`, nothing of `a17`.
inline std::string language_suffix(const std::string& id) {
    const auto underscore = id.rfind('_');
    return underscore == std::string::npos ? "" : id.substr(underscore + 1);
}

/// An id with its white space percent-encoded, as the fields of a run need it.
inline std::string encode_spaces(std::string_view id) {
    static constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string encoded;
    for (const char letter : id) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == ' ' || (byte >= '\t' && byte <= '\r')) {
            encoded += {'%', kHex[byte >> 4], kHex[byte & 0xF]};
        } else {
            encoded += letter;
        }
    }
    return encoded;
}

}  // namespace casebook::bench
