#include "name_key.hpp"

namespace casebook {
namespace {

bool ends_word(std::string_view text, std::size_t at) {
    return at + 1 == text.size() || text[at + 1] == ' ' || text[at + 1] == ')' ||
           text[at + 1] == ',';
}

/// Signs that the analyzer leaves out of terms.
std::string signs_of(std::string_view text) {
    std::string signs;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool sign = text[at] == '+' || text[at] == '<' || text[at] == '>';
        if (sign || (text[at] == '-' && ends_word(text, at))) signs.push_back(text[at]);
    }
    return signs;
}

bool is_word(TokenKind kind) {
    switch (kind) {
        case TokenKind::compound:
        case TokenKind::part:
        case TokenKind::bigram:
        case TokenKind::bridge:
            return false;
        default:
            return true;
    }
}

}  // namespace

std::string NameKeys::key_of(const TermRow& row) {
    if (row.kind == TermKind::abbreviation) return "=" + row.term;
    buffer_.clear();
    buffer_.trim();
    analyzer_.analyze(row.term, Language::from_tag(row.language), buffer_);
    std::string key;
    for (const Token& token : buffer_.tokens()) {
        if (!is_word(token.kind)) continue;
        if (!key.empty()) key.push_back(' ');
        const TermId term = token.forms.stem != kNoTerm ? token.forms.stem : token.forms.surface;
        if (term != kNoTerm) {
            key.append(buffer_.term_text(term));
        } else {
            key.append(analyzer_.normalize(
                std::string_view(row.term).substr(token.begin, token.end - token.begin)));
        }
    }
    return key.empty() ? key : key + signs_of(row.term);
}

}  // namespace casebook
