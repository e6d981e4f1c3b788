#pragma once

#include "casebook/analyzer.hpp"

/// What tokens count in a report, for all who count them: the indexer, and what compares reports.
namespace casebook {

/// What a token of this kind adds to the frequencies of its terms, as a share of its field's
/// weight: nothing for a character that its pair stands for, half for a part of a word, as
/// Leberzirrhose is about the liver, less than the word alone is.
[[nodiscard]] constexpr double counted_share(TokenKind kind) {
    switch (kind) {
        case TokenKind::character:
            return 0;
        case TokenKind::part:
            return 0.5;
        default:
            return 1;
    }
}

/// Whether a token that counts stands at a place of its own, as words of phrases do.
[[nodiscard]] constexpr bool has_place(const Token& token) {
    return token.forms.stem != kNoTerm && token.kind != TokenKind::last_character &&
           token.kind != TokenKind::part;
}

/// Whether a token that counts makes the report longer: a compound and a pair across a space lie
/// over others that do.
[[nodiscard]] constexpr bool adds_to_length(const Token& token) {
    return has_place(token) && token.kind != TokenKind::compound && token.kind != TokenKind::bridge;
}

}  // namespace casebook
