#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// One character of a script without spaces in the form in which characters are compared, and
/// where it stands.
struct Ideograph {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::string folded;
};

/// Replaces `out` by the characters of text[begin, end): each with the marks and jamo that NFKC
/// composes it from. Traditional Chinese characters become simplified (ICU), old Japanese forms
/// new, hiragana and small kana plain katakana, ヴ with its vowel the b of the same vowel, ティ チ;
/// a long mark that ends a katakana word is dropped; Thai sara am and sara ae are whole however
/// they were typed.
void read_ideographs(std::string_view text, std::uint32_t begin, std::uint32_t end,
                     std::vector<Ideograph>& out);

}  // namespace casebook
