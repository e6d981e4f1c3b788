#include "word_breaker.hpp"

#include "character_class.hpp"
#include "utf8.hpp"

namespace casebook {
namespace {

class WordBreaker {
public:
    WordBreaker(std::string_view text, std::vector<Piece>& pieces) : text_(text), pieces_(pieces) {}

    void run() {
        std::size_t at = 0;
        while (at < text_.size()) {
            const std::size_t start = at;
            const CharacterClass character = next_class(at);
            switch (character) {
                case CharacterClass::letter:
                    at = end_of_word(at);
                    emit(start, at, PieceKind::word);
                    break;
                case CharacterClass::digit:
                    at = end_of_number(at);
                    emit(start, at, PieceKind::number);
                    break;
                case CharacterClass::ideograph:
                    at = end_of_ideographs(at);
                    emit(start, at, PieceKind::ideographs);
                    break;
                default:
                    pass_separator(character, at);
            }
        }
    }

private:
    CharacterClass next_class(std::size_t& at) const {
        return classify(next_code_point(text_, at));
    }

    std::size_t end_of_word(std::size_t at) const {
        while (at < text_.size()) {
            std::size_t next = at;
            const CharacterClass character = next_class(next);
            if (character != CharacterClass::letter && character != CharacterClass::digit &&
                character != CharacterClass::mark) {
                break;
            }
            at = next;
        }
        return at;
    }

    std::size_t end_of_number(std::size_t at) const {
        while (at < text_.size()) {
            std::size_t next = at;
            const CharacterClass character = next_class(next);
            const bool inside = character == CharacterClass::digit ||
                                character == CharacterClass::mark || is_decimal_point(at);
            if (!inside) break;
            at = next;
        }
        return at;
    }

    bool is_decimal_point(std::size_t at) const {
        if (text_[at] != '.' && text_[at] != ',') return false;
        std::size_t after = at + 1;
        return after < text_.size() && next_class(after) == CharacterClass::digit;
    }

    std::size_t end_of_ideographs(std::size_t at) const {
        while (at < text_.size()) {
            std::size_t next = at;
            const CharacterClass character = next_class(next);
            if (character != CharacterClass::ideograph && character != CharacterClass::mark) break;
            at = next;
        }
        return at;
    }

    /// A lone hyphen or apostrophe right behind a piece may join it to the next one.
    void pass_separator(CharacterClass character, std::size_t at) {
        const bool joins =
            character == CharacterClass::hyphen || character == CharacterClass::apostrophe;
        const bool behind_piece = !pieces_.empty() && pieces_.back().end == joint_;
        joint_ = joins && behind_piece ? at : kNowhere;
    }

    void emit(std::size_t begin, std::size_t end, PieceKind kind) {
        const bool joined = begin == joint_ && begin != 0;
        pieces_.push_back(
            {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), kind, joined});
        joint_ = end;
    }

    static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

    std::string_view text_;
    std::vector<Piece>& pieces_;
    std::size_t joint_ = kNowhere;  ///< a piece that begins here is joined to the last one
};

}  // namespace

void break_words(std::string_view text, std::vector<Piece>& pieces) {
    WordBreaker(text, pieces).run();
}

}  // namespace casebook
