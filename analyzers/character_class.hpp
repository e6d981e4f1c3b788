#pragma once

#include <cstdint>

namespace casebook {

/// What a code point does to words.
enum class CharacterClass : std::uint8_t {
    separator,  ///< ends a word
    letter,
    greek,  ///< a letter too
    digit,
    raised_digit,  ///< ⁹ of 10⁹: ends the number before it
    mark,          ///< belongs to the character before it; alone it is a separator
    ideograph,     ///< written without spaces between words: Han, kana, Hangul, Thai and its kin
    hyphen,        ///< joins the words on its two sides into a compound
    apostrophe,    ///< likewise
    micro,         ///< µ: a letter of the unit behind it, else Greek
};

/// The class of a code point, by its Unicode properties (ICU) and script.
[[nodiscard]] CharacterClass classify(std::int32_t code_point);

}  // namespace casebook
