#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/analyzer.hpp"

namespace casebook {

/// Where the words of one text of a report stand: which positions are its own, and at which bytes
/// its analysis can be taken up.
struct TextAnchors {
    std::uint32_t first_position = 0;
    std::uint32_t positions = 0;  ///< how many words the text has
    std::vector<Restart> restarts;

    friend bool operator==(const TextAnchors&, const TextAnchors&) = default;
};

/// Writes the anchors of a report's texts, in the order of `texts_of`, as one compact string.
/// Stored; the layout is described in text_anchors.cpp.
[[nodiscard]] std::string encode_anchors(const std::vector<TextAnchors>& texts);

/// The anchors back in `texts` (replaced). False if `bytes` do not read back; then `texts` is
/// empty.
[[nodiscard]] bool decode_anchors(std::string_view bytes, std::vector<TextAnchors>& texts);

}  // namespace casebook
