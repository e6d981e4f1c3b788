#include "thesaurus/word_steps.hpp"

#include "utf8.hpp"

namespace casebook {
namespace {

std::uint8_t mark_of(std::int32_t code_point) {
    switch (code_point) {
        case ',':
        case 0x3001:  // 、
        case 0xFF0C:
        case 0x060C:
            return gap_mark::kComma;
        case '.':
        case '!':
        case '?':
        case 0x3002:  // 。
        case 0xFF0E:
        case 0xFF01:
        case 0xFF1F:
            return gap_mark::kFullStop;
        case ':':
        case ';':
        case 0xFF1A:
        case 0xFF1B:
        case 0x061B:
            return gap_mark::kColon;
        case '(':
        case ')':
        case '[':
        case ']':
        case '{':
        case '}':
        case 0xFF08:
        case 0xFF09:
        case 0x300C:  // 「」
        case 0x300D:
            return gap_mark::kBracket;
        case '=':
        case '<':
        case '>':
        case '|':
        case '*':
        case '\t':
        case 0x2022:  // •
        case 0x2026:  // …
            return gap_mark::kOther;
        default:
            return 0;
    }
}

}  // namespace

std::uint8_t gap_marks(std::string_view gap) {
    constexpr std::size_t kLongest = 12;  // more white space than that parts columns
    if (gap.empty() || gap == " " || gap == "-") return 0;
    if (gap.size() > kLongest) return gap_mark::kParagraph;
    std::uint8_t marks = 0;
    int line_ends = 0;
    for (std::size_t at = 0; at < gap.size();) {
        const std::int32_t code_point = next_code_point(gap, at);
        if (code_point == '\n') ++line_ends;
        if (code_point < 0) marks |= gap_mark::kParagraph;
        marks = static_cast<std::uint8_t>(marks | mark_of(code_point));
    }
    if (line_ends > 1) marks |= gap_mark::kParagraph;
    return marks;
}

void WordSteps::read(std::span<const Token> tokens) {
    tokens_.clear();
    first_join_.clear();
    joins_.clear();
    for (std::uint32_t number = 0; number < tokens.size(); ++number) {
        switch (tokens[number].kind) {
            case TokenKind::word:
            case TokenKind::number:
            case TokenKind::character:
            case TokenKind::last_character:
            case TokenKind::lone_character:
                tokens_.push_back(number);
                first_join_.push_back(0);
                break;
            case TokenKind::compound:
                add_join(tokens, number);
                break;
            default:
                break;
        }
    }
}

/// A joined word stands behind the last of its parts, of which there are few.
void WordSteps::add_join(std::span<const Token> tokens, std::uint32_t token) {
    std::uint32_t step = size();
    const std::uint32_t end = step;
    while (step > 0 && tokens[tokens_[step - 1]].position >= tokens[token].position)
        --step;
    if (step == end) return;
    joins_.push_back({token, end, first_join_[step]});
    first_join_[step] = static_cast<std::uint32_t>(joins_.size());
}

}  // namespace casebook
