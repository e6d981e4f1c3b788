#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "casebook/language.hpp"

namespace casebook {

/// One letter or digit of a text in the form in which short and long forms are compared.
struct Letter {
    /// Lower case, narrow, without marks; a Greek letter in text of another script is the first
    /// letter of its name, a Cyrillic letter that looks like a Latin one is that.
    char32_t folded = 0;
    std::uint32_t begin = 0;  ///< bytes of the text, the marks behind it included
    std::uint32_t end = 0;
    std::uint32_t word = 0;  ///< index into LetteredText::words
    bool starts = false;     ///< the first of its word, or of a number inside a word
    bool capital = false;
    bool ideograph = false;  ///< of a script that is written without spaces between words
};

/// A stretch of letters and digits between anything else. Hyphens and
/// apostrophes end one.
struct LetteredWord {
    std::uint32_t first = 0;  ///< index into LetteredText::letters
    std::uint32_t last = 0;   ///< of its last letter
    std::uint8_t weight = 0;  ///< what it costs to leave the word out of a long form
    bool joined = false;      ///< no more than a hyphen, comma, slash or apostrophe is before it
};

/// What a word costs that a short form leaves out: nothing if it is a function word.
inline constexpr std::uint8_t kWordWeight = 6;
inline constexpr std::uint8_t kPartWeight = 3;  ///< a part of a hyphenated word

/// The letters of a stretch of text by words.
struct LetteredText {
    std::vector<Letter> letters;
    std::vector<LetteredWord> words;

    void clear();
    [[nodiscard]] bool empty() const { return letters.empty(); }
    [[nodiscard]] std::size_t size() const { return letters.size(); }
};

/// A stretch of a text in bytes.
struct TextSpan {
    std::size_t begin = 0;
    std::size_t end = 0;

    [[nodiscard]] std::size_t size() const { return end - begin; }
    [[nodiscard]] bool empty() const { return begin >= end; }
    [[nodiscard]] std::string_view of(std::string_view text) const {
        return text.substr(begin, end - begin);
    }
};

/// Reads the letters of `span` of `text` into `out`.
void read_letters(std::string_view text, TextSpan span, Language language, LetteredText& out);

/// Reads what may be a long form that ends at `span.end`: the letters behind the last end of a
/// sentence, colon or blank line in `span`, without what stands in brackets. The first word of
/// content behind a comma weighs twice as much: it starts a new thing unless it is asked for too.
void read_letters_before(std::string_view text, TextSpan span, Language language,
                         LetteredText& out);

/// Whether a code point is a round or square bracket of any width.
[[nodiscard]] bool is_opening_bracket(std::int32_t code_point);
[[nodiscard]] bool is_closing_bracket(std::int32_t code_point);

/// `span` without the white space, quotation marks and wide spaces at both ends.
[[nodiscard]] TextSpan trim(std::string_view text, TextSpan span);

/// The last place not behind `at` where a character of `text` begins.
[[nodiscard]] std::size_t character_begin(std::string_view text, std::size_t at);

/// The code point that ends at `at`, which is moved to its beginning; negative at the beginning of
/// the text and for an ill-formed byte.
[[nodiscard]] std::int32_t previous_code_point(std::string_view text, std::size_t& at);

}  // namespace casebook
