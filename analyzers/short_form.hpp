#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "casebook/language.hpp"
#include "lettered_text.hpp"

namespace casebook {

/// How much of a match with a long form a short form needs to be believed.
enum class ShortFormShape : std::uint8_t {
    clear,     ///< capitals: ALL, mTOR, TNF-α
    doubtful,  ///< it may be a word, a unit or a number: bp, Left, IV
};

/// What may be an abbreviation.
struct ShortForm {
    TextSpan span;
    ShortFormShape shape = ShortFormShape::clear;
    bool optional_end = false;  ///< the last one, as a plural's s, need not be matched
    std::size_t capitals = 0;
    std::vector<char32_t> letters;  ///< folded as Letter::folded, digits included
};

/// The short form that `span` of `text` is, blanks and quotation marks at its ends aside: two to
/// fourteen letters and digits with at least one letter, in at most two words, and nothing else but
/// hyphens, slashes and the like. None if it is anything else.
[[nodiscard]] std::optional<ShortForm> read_short_form(std::string_view text, TextSpan span,
                                                       Language language);

/// `inner`, the text of a bracket, without words that only introduce a short form: "hereafter ALL",
/// "далее - ОЛЛ", "以下ALLと略す".
[[nodiscard]] TextSpan without_introduction(std::string_view text, TextSpan inner);

}  // namespace casebook
