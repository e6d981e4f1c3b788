#include "word_breaker.hpp"

#include <algorithm>

#include "character_class.hpp"
#include "utf8.hpp"

namespace casebook {
namespace {

class WordBreaker {
public:
    WordBreaker(std::string_view text, bool greek, std::vector<Piece>& pieces)
        : text_(text), greek_text_(greek), pieces_(pieces) {}

    void run() {
        std::size_t at = 0;
        while (at < text_.size()) {
            const std::size_t start = at;
            const CharacterClass character = next_class(at);
            switch (character) {
                case CharacterClass::letter:
                    at = end_of_word(at);
                    read_word(start, at);
                    break;
                case CharacterClass::micro:
                    if (!letter_at(at)) {
                        at = read_greek(start);
                        break;
                    }
                    at = end_of_word(at);
                    emit(start, at, PieceKind::word);
                    break;
                case CharacterClass::greek:
                    at = read_greek(start);
                    break;
                case CharacterClass::digit:
                    at = end_of_number(at);
                    emit(start, at, PieceKind::number);
                    break;
                case CharacterClass::raised_digit:
                    at = end_of_class(at, CharacterClass::raised_digit);
                    emit(start, at, PieceKind::number);
                    break;
                case CharacterClass::ideograph:
                    at = end_of_class(at, CharacterClass::ideograph);
                    emit(start, at, PieceKind::ideographs);
                    break;
                default:
                    pass_separator(character, start, at);
            }
        }
    }

private:
    /// The class of the character at `at`, which is moved past it.
    CharacterClass next_class(std::size_t& at) const {
        const auto byte = static_cast<unsigned char>(text_[at]);
        if (byte < 0x80) {
            ++at;
            return classify(byte);
        }
        return classify(next_code_point(text_, at));
    }

    bool letter_at(std::size_t at) const {
        return at < text_.size() && next_class(at) == CharacterClass::letter;
    }

    /// A word; the r, rh or rhu of a recombinant protein, as in rIL-2, apart from its name.
    void read_word(std::size_t begin, std::size_t end) {
        const std::string_view word = text_.substr(begin, end - begin);
        for (const std::string_view prefix : {"r", "rh", "rhu"}) {
            const std::string_view name = word.substr(std::min(prefix.size(), word.size()));
            const bool capitals = name.size() >= 2 &&
                                  std::all_of(name.begin(), name.end(),
                                              [](char byte) { return byte >= 'A' && byte <= 'Z'; });
            if (!capitals || !word.starts_with(prefix)) continue;
            emit(begin, begin + prefix.size(), PieceKind::word);
            begin += prefix.size();
            break;
        }
        emit(begin, end, PieceKind::word);
    }

    std::size_t end_of_word(std::size_t at) const {
        while (at < text_.size()) {
            std::size_t next = at;
            const CharacterClass character = next_class(next);
            const bool inside = character == CharacterClass::letter ||
                                character == CharacterClass::mark || is_gershayim(at);
            if (!inside) break;
            at = next;
        }
        return at;
    }

    /// A quotation mark between Hebrew letters: the usual way to type the mark of an abbreviation.
    bool is_gershayim(std::size_t at) const {
        constexpr char kHebrewLead = '\xD7';
        return text_[at] == '"' && at >= 2 && at + 1 < text_.size() &&
               text_[at - 2] == kHebrewLead && text_[at + 1] == kHebrewLead;
    }

    /// The characters of one class from `at` on, with their marks.
    std::size_t end_of_class(std::size_t at, CharacterClass wanted) const {
        while (at < text_.size()) {
            std::size_t next = at;
            const CharacterClass character = next_class(next);
            if (character != wanted && character != CharacterClass::mark) break;
            at = next;
        }
        return at;
    }

    std::size_t end_of_number(std::size_t at) {
        const std::size_t start = at - 1;
        while (at < text_.size()) {
            std::size_t next = at;
            const CharacterClass character = next_class(next);
            const bool inside = character == CharacterClass::digit ||
                                character == CharacterClass::mark || is_decimal_mark(start, at);
            if (!inside) break;
            at = next;
        }
        return at;
    }

    /// A full stop or comma before a digit; not in the translocation t(9,22).
    bool is_decimal_mark(std::size_t number, std::size_t at) const {
        if (text_[at] != '.' && text_[at] != ',') return false;
        std::size_t after = at + 1;
        const bool translocation =
            text_[at] == ',' && number > 1 && text_[number - 1] == '(' && letter_at(number - 2);
        return !translocation && after < text_.size() && next_class(after) == CharacterClass::digit;
    }

    /// A Greek word, or up to two Greek letters that stand for themselves.
    std::size_t read_greek(std::size_t start) {
        constexpr std::size_t kMostSymbols = 2;
        std::size_t letters = 0;
        std::size_t end = start;
        while (end < text_.size()) {
            std::size_t next = end;
            const CharacterClass character = next_class(next);
            if (character == CharacterClass::greek || character == CharacterClass::micro) {
                ++letters;
            } else if (character != CharacterClass::mark) {
                break;
            }
            end = next;
        }
        if (greek_text_ || letters > kMostSymbols) {
            emit(start, end, PieceKind::word);
            return end;
        }
        for (std::size_t at = start; at < end;) {
            const std::size_t letter = at;
            next_class(at);
            at = end_of_class(at, CharacterClass::mark);
            emit(letter, at, PieceKind::greek_letter);
        }
        return end;
    }

    /// A lone hyphen or apostrophe right behind a piece may join it to the next one, and so may a
    /// full stop behind a single letter.
    void pass_separator(CharacterClass character, std::size_t start, std::size_t at) {
        joint_ = Joint::none;
        joint_at_ = at;
        if (pieces_.empty() || pieces_.back().end != start) return;
        if (character == CharacterClass::hyphen) joint_ = Joint::hyphen;
        if (character == CharacterClass::apostrophe) joint_ = Joint::apostrophe;
        if (text_[start] == '.' && is_single_letter(pieces_.back())) joint_ = Joint::full_stop;
    }

    static bool is_single_letter(const Piece& piece) {
        return piece.kind == PieceKind::word && piece.end - piece.begin == 1;
    }

    void emit(std::size_t begin, std::size_t end, PieceKind kind) {
        Piece piece{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), kind,
                    Joint::none};
        if (!pieces_.empty() && begin == joint_at_) {
            piece.joint = joint_;
            if (joint_ == Joint::full_stop && !is_single_letter(piece)) piece.joint = Joint::none;
        }
        pieces_.push_back(piece);
        joint_ = Joint::solid;
        joint_at_ = end;
    }

    std::string_view text_;
    bool greek_text_;
    std::vector<Piece>& pieces_;
    Joint joint_ = Joint::none;
    std::size_t joint_at_ = 0;  ///< what begins here is joined to the last piece
};

}  // namespace

void break_words(std::string_view text, bool greek, std::vector<Piece>& pieces) {
    WordBreaker(text, greek, pieces).run();
}

}  // namespace casebook
