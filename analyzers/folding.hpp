#pragma once

#include <string>
#include <string_view>

namespace casebook {

/// One word in the form in which words are compared: NFC, case and width folded, Latin, Greek,
/// Hebrew and Arabic marks dropped, Cyrillic ones but for й, the letters æ œ ø đ ł ı þ ð spelt out.
/// Works word by word: over a text, folding would turn 10⁹/L into 109/l.
[[nodiscard]] std::string fold_word(std::string_view word);

/// As `fold_word`, but upper and lower case stay apart: the form of abbreviations.
[[nodiscard]] std::string fold_but_case(std::string_view word);

}  // namespace casebook
