#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace casebook {

enum class PieceKind : std::uint8_t { word, number, ideographs };

/// An undivided stretch of text: a word, a number, or a run of characters that are written without
/// spaces between words.
struct Piece {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    PieceKind kind = PieceKind::word;
    bool joined = false;  ///< to the piece before it, by a hyphen, an apostrophe or nothing at all
};

/// Appends the pieces of UTF-8 `text` to `pieces`. A piece is a run of letters, digits and marks,
/// as UAX #29 has words, but full stops, colons and underscores always end one ("anemia.Blood" is
/// two words), hyphens and apostrophes join two, and a number ends where letters begin ("8mg" is
/// two joined pieces). Decimal points and commas between digits stay inside their number.
void break_words(std::string_view text, std::vector<Piece>& pieces);

}  // namespace casebook
