#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "casebook/analyzer.hpp"

namespace casebook {

/// What stands between words and may part them. Bits; stored in TermRecord::flags, which has room
/// for five.
namespace gap_mark {
inline constexpr std::uint8_t kComma = 0x01;
inline constexpr std::uint8_t kFullStop = 0x02;
inline constexpr std::uint8_t kColon = 0x04;  ///< and semicolon
inline constexpr std::uint8_t kBracket = 0x08;
inline constexpr std::uint8_t kOther = 0x10;
inline constexpr std::uint8_t kInTerm = 0x1F;
inline constexpr std::uint8_t kParagraph = 0x20;  ///< an empty line: no term goes over it
}  // namespace gap_mark

/// The marks in `gap`. Spaces, hyphens, apostrophes, slashes, quotation and trade marks, and
/// letters (of words that the analyzer drops, such as a possessive s) part nothing.
[[nodiscard]] std::uint8_t gap_marks(std::string_view gap);

/// The words and characters of a text in reading order, and the joined words that lie over them:
/// a lattice, in which every path from left to right is one way of reading the text.
class WordSteps {
public:
    struct Join {
        std::uint32_t token = 0;
        std::uint32_t end = 0;   ///< the step behind the joined word
        std::uint32_t next = 0;  ///< another one from the same step, by number from 1; 0 for none
    };

    /// `tokens` are those of one text, as the analyzer gave them.
    void read(std::span<const Token> tokens);

    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.size()); }

    /// Number of the step's own token.
    [[nodiscard]] std::uint32_t token(std::uint32_t step) const { return tokens_[step]; }

    /// Calls `use` with the number of each token that begins at `step` and the step behind it.
    template <typename Use>
    void for_each_edge(std::uint32_t step, Use use) const {
        use(tokens_[step], step + 1);
        for (std::uint32_t join = first_join_[step]; join != 0; join = joins_[join - 1].next)
            use(joins_[join - 1].token, joins_[join - 1].end);
    }

private:
    void add_join(std::span<const Token> tokens, std::uint32_t token);

    std::vector<std::uint32_t> tokens_;
    std::vector<std::uint32_t> first_join_;
    std::vector<Join> joins_;
};

[[nodiscard]] constexpr bool is_character(TokenKind kind) {
    return kind == TokenKind::character || kind == TokenKind::last_character ||
           kind == TokenKind::lone_character;
}

/// The terms that a word goes by in a form: its stem, else what it has.
[[nodiscard]] constexpr TermId stem_term(const WordForms& forms) {
    if (forms.stem != kNoTerm) return forms.stem;
    return forms.surface != kNoTerm ? forms.surface : forms.acronym;
}

/// The folded word, which for a word that is only an abbreviation is the abbreviation.
[[nodiscard]] constexpr TermId folded_term(const WordForms& forms) {
    if (forms.surface != kNoTerm) return forms.surface;
    return forms.stem != kNoTerm ? forms.stem : forms.acronym;
}

}  // namespace casebook
