#include "query_lexer.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "casebook/schema.hpp"

namespace casebook {
namespace {

using Kind = QueryToken::Kind;

bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/// Opening and closing marks of a phrase, as keyboards and word processors make them.
struct QuotePair {
    std::string_view open;
    std::string_view close;
};
constexpr std::array<QuotePair, 4> kQuotes{
    {{"\"", "\""}, {"\u201C", "\u201D"}, {"\u201E", "\u201C"}, {"\u00AB", "\u00BB"}}};

class QueryLexer {
public:
    QueryLexer(std::string_view query, std::vector<Diagnostic>& diagnostics)
        : query_(query), diagnostics_(diagnostics) {}

    std::vector<QueryToken> run() {
        while (at_ < query_.size()) {
            if (tokens_.size() >= kMostTokens) {
                diagnostics_.push_back({"long_query",
                                        "a query is read up to its thousandth word or sign; what "
                                        "follows is left out",
                                        at_, query_.size()});
                break;
            }
            if (is_space(query_[at_])) {
                ++at_;
            } else if (!take_phrase() && !take_mark()) {
                take_word();
            }
        }
        return std::move(tokens_);
    }

private:
    void emit(Kind kind, std::string_view text, std::size_t begin, std::size_t end) {
        tokens_.push_back({kind, text, begin, end});
        at_ = end;
    }

    bool take_phrase() {
        const std::string_view rest = query_.substr(at_);
        const auto* const quotes =
            std::find_if(kQuotes.begin(), kQuotes.end(),
                         [&](const QuotePair& pair) { return rest.starts_with(pair.open); });
        if (quotes == kQuotes.end()) return false;
        const std::size_t inside = at_ + quotes->open.size();
        const std::size_t close = query_.find(quotes->close, inside);
        if (close == std::string_view::npos) {
            diagnostics_.push_back({"unbalanced_quote", "the quote is never closed; read as words",
                                    at_, at_ + quotes->open.size()});
            at_ = inside;
            return true;
        }
        emit(Kind::phrase, query_.substr(inside, close - inside), at_,
             close + quotes->close.size());
        return true;
    }

    bool take_mark() {
        const bool starts_word = at_ == 0 || is_space(query_[at_ - 1]) || query_[at_ - 1] == '(' ||
                                 query_[at_ - 1] == ':' || query_[at_ - 1] == '-';
        switch (query_[at_]) {
            case '(':
                emit(Kind::open, "(", at_, at_ + 1);
                return true;
            case ')':
                emit(Kind::close, ")", at_, at_ + 1);
                return true;
            case '-':
            case '=':
                if (!starts_word || at_ + 1 >= query_.size() || is_space(query_[at_ + 1]))
                    return false;
                emit(query_[at_] == '-' ? Kind::minus : Kind::exact, query_.substr(at_, 1), at_,
                     at_ + 1);
                return true;
            default:
                return false;
        }
    }

    void take_word() {
        const std::size_t begin = at_;
        std::size_t end = begin;
        unsigned depth = 0;
        while (end < query_.size() && !is_space(query_[end]) && query_[end] != '"') {
            // Parentheses inside a word belong to it: t(9;22)(q34;q11).
            if (query_[end] == '(' && end > begin) ++depth;
            if (query_[end] == ')' && depth-- == 0) break;
            ++end;
        }
        if (take_field(begin, end)) return;
        const std::string_view word = query_.substr(begin, std::max(end, begin + 1) - begin);
        if (const auto distance = near_distance(word)) {
            emit(Kind::near, *distance, begin, end);
        } else {
            emit(operator_kind(word), word, begin, begin + word.size());
        }
    }

    /// `title:` and its like, before a word, a phrase or a parenthesis.
    bool take_field(std::size_t begin, std::size_t end) {
        const std::string_view word = query_.substr(begin, end - begin);
        const std::size_t colon = word.find(':');
        if (colon == std::string_view::npos || colon == 0) return false;
        const std::string_view name = word.substr(0, colon);
        const bool plain = std::all_of(name.begin(), name.end(), [](char byte) {
            return (byte >= 'a' && byte <= 'z') || byte == '_';
        });
        if (!plain) return false;
        emit(Kind::field, name, begin, begin + colon + 1);
        return true;
    }

    /// The digits behind `NEAR/`; empty of a plain `NEAR`; none of another word.
    static std::optional<std::string_view> near_distance(std::string_view word) {
        if (word == "NEAR") return "";
        if (!word.starts_with("NEAR/") || word.size() == 5) return std::nullopt;
        const std::string_view digits = word.substr(5);
        const bool number = std::all_of(digits.begin(), digits.end(),
                                        [](char byte) { return byte >= '0' && byte <= '9'; });
        return number ? std::optional(digits) : std::nullopt;
    }

    static Kind operator_kind(std::string_view word) {
        if (word == "AND") return Kind::and_;
        if (word == "OR") return Kind::or_;
        if (word == "NOT") return Kind::not_;
        return Kind::word;
    }

    std::string_view query_;
    std::vector<Diagnostic>& diagnostics_;
    std::vector<QueryToken> tokens_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<QueryToken> lex_query(std::string_view query, std::vector<Diagnostic>& diagnostics) {
    return QueryLexer(query, diagnostics).run();
}

}  // namespace casebook
