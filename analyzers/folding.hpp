#pragma once

#include <string>
#include <string_view>

#include "casebook/language.hpp"

namespace casebook {

/// One word in the form in which words are compared: NFC, case and width folded, Latin, Greek,
/// Hebrew and Arabic marks dropped, Cyrillic ones but for й, the letters æ œ ø đ ł ı þ ð spelt out,
/// variants of Arabic letters unified, digits of every script as ASCII, the micro sign before a
/// unit as u, Roman numerals, ligatures and square units spelt out, Cyrillic letters in a Latin
/// word as those that they look like. In Spanish ñ is a letter of its own: año is not ano. Works
/// word by word: over a text, folding would turn 10⁹/L into 109/l.
[[nodiscard]] std::string fold_word(std::string_view word, Language language = {});

/// As `fold_word`, but upper and lower case stay apart: the form of abbreviations.
[[nodiscard]] std::string fold_but_case(std::string_view word);

/// A number in the form in which numbers are compared: ASCII digits, no grouping marks (the comma
/// in English, elsewhere the full stop, between groups of three), the decimal mark a full stop.
[[nodiscard]] std::string fold_number(std::string_view number, Language language);

}  // namespace casebook
