#pragma once

#include <string>
#include <string_view>

namespace casebook {

/// A text as UTF-8, and what it was before.
struct DecodedText {
    std::string text;          ///< well-formed UTF-8; what could not be decoded is U+FFFD
    std::string encoding;      ///< IANA name of the source encoding, such as "UTF-8" or "GB18030"
    std::size_t replaced = 0;  ///< sequences that became U+FFFD
};

/// `bytes` as UTF-8. The encoding is the byte order mark's, else UTF-8 if that is well-formed, else
/// `declared` (an IANA name, may be empty), else what ICU's detector finds; a text that is UTF-8
/// but for a few bytes stays UTF-8 with those replaced. Never fails.
[[nodiscard]] DecodedText decode_text(std::string_view bytes, std::string_view declared = {});

/// Offset of the first ill-formed byte of `text`, or npos if it is well-formed UTF-8.
[[nodiscard]] std::size_t find_ill_formed_utf8(std::string_view text);

/// Whether the bytes are no text at all: many control bytes other than tabs and line ends.
[[nodiscard]] bool looks_binary(std::string_view bytes);

}  // namespace casebook
