#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace casebook {

enum class PieceKind : std::uint8_t {
    word,
    number,
    greek_letter,  ///< one Greek letter in text of another script, read by its name
    ideographs,
};

/// What stands between a piece and the one before it.
enum class Joint : std::uint8_t {
    none,        ///< anything that separates words
    solid,       ///< nothing: a number meets letters, a Greek letter Latin ones
    hyphen,      ///< one hyphen or dash
    apostrophe,  ///< one apostrophe
    full_stop,   ///< one full stop between single letters: A.L.L.
    space,       ///< a space behind a prefix, which the breaker does not know: anti thymocyte
};

/// An undivided stretch of text: a word, a number, or a run of characters that are written without
/// spaces between words.
struct Piece {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    PieceKind kind = PieceKind::word;
    Joint joint = Joint::none;
};

/// Appends the pieces of UTF-8 `text` to `pieces`. A piece is a run of letters and marks or of
/// digits, as UAX #29 has words, but full stops, colons and underscores always end one
/// ("anemia.Blood" is two words), hyphens and apostrophes join two, and letters and digits are
/// joined pieces ("IL2" is two, as "IL-2" is). Decimal points and commas between digits stay inside
/// their number, but for t(9,22); raised digits are a number of their own, lowered ones are plain.
/// In `greek` text Greek letters are letters like any others.
void break_words(std::string_view text, bool greek, std::vector<Piece>& pieces);

}  // namespace casebook
