#pragma once

#include <string>
#include <string_view>

namespace casebook {

/// What a word shares with its cognates in other languages: esplenomegalia, splénomégalie,
/// Splenomegalie and спленомегалия are all "splenomegal". Letters without marks, Cyrillic and Greek
/// transliterated, spellings of one sound alike, h and double letters gone, endings of nouns and
/// adjectives dropped. Empty for words shorter than five letters, for what is not made of letters,
/// and for other scripts.
///
/// Two words of one skeleton may differ in meaning; it is evidence of the weak kind.
[[nodiscard]] std::string skeleton(std::string_view word);

}  // namespace casebook
