#include "edit_table.hpp"

#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace casebook {
namespace {

constexpr EditCost kHalfEdit = 1;

/// Letters that sound alike in one language or another.
constexpr std::array<std::u32string_view, 13> kAlike{
    U"yi", U"ck", U"cs", U"sz", U"cz", U"kq", U"bv", U"gj", U"vw", U"ij", U"cq", U"nñ", U"ий"};

bool sound_alike(char32_t one, char32_t other) {
    return std::any_of(kAlike.begin(), kAlike.end(), [&](std::u32string_view pair) {
        return (pair[0] == one && pair[1] == other) || (pair[0] == other && pair[1] == one);
    });
}

/// What a letter costs that only one of the words has. `before` is 0 for none. The h of ch and sh
/// is not silent.
EditCost cost_of_extra(char32_t letter, char32_t before) {
    const bool silent = letter == U'h' && before != U'c' && before != U's';
    return letter == before || silent ? kHalfEdit : kOneEdit;
}

/// Whether two letters sound like one: ph like f, ae like e.
bool sounds_like(char32_t first, char32_t second, char32_t one) {
    if (first == U'p' && second == U'h') return one == U'f';
    return (first == U'a' || first == U'o') && second == U'e' && one == U'e';
}

char32_t letter_before(const std::u32string& letters, std::size_t at) {
    return at == 0 ? U'\0' : letters[at - 1];
}

EditCost sum(EditCost cost, EditCost more) {
    return static_cast<EditCost>(cost + more);
}

}  // namespace

std::u32string letters_of(std::string_view word) {
    std::u32string letters;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(word.data());
    const auto size = static_cast<std::int64_t>(word.size());
    for (std::int64_t at = 0; at < size;) {
        UChar32 letter = 0;
        U8_NEXT(bytes, at, size, letter);
        if (letter < 0) return {};
        letters.push_back(static_cast<char32_t>(letter));
    }
    return letters;
}

std::string to_utf8(std::u32string_view letters) {
    std::string text;
    for (const char32_t letter : letters) {
        std::array<std::uint8_t, U8_MAX_LENGTH> bytes{};
        std::int32_t length = 0;
        U8_APPEND_UNSAFE(bytes.data(), length, static_cast<UChar32>(letter));
        text.append(bytes.begin(), bytes.begin() + length);
    }
    return text;
}

EditTable::EditTable(std::u32string word, EditCost limit)
    : word_(std::move(word)), limit_(limit), width_(word_.size() + 1), rows_(width_, 0) {
    for (std::size_t column = 1; column < width_; ++column)
        rows_[column] = sum(rows_[column - 1],
                            cost_of_extra(word_[column - 1], letter_before(word_, column - 1)));
    promising_ = word_ + U"eh";
    for (const char32_t letter : word_) {
        if (letter == U'f') promising_ += U"p";
        if (letter == U'e') promising_ += U"ao";
        for (const std::u32string_view pair : kAlike) {
            if (pair[0] == letter) promising_ += pair[1];
            if (pair[1] == letter) promising_ += pair[0];
        }
    }
    if (word_.find(U"ph") != std::u32string::npos) promising_ += U"f";
    std::sort(promising_.begin(), promising_.end());
    promising_.erase(std::unique(promising_.begin(), promising_.end()), promising_.end());
}

void EditTable::push(char32_t letter) {
    other_.push_back(letter);
    rows_.resize((other_.size() + 1) * width_);
    for (std::size_t column = 0; column < width_; ++column)
        rows_[other_.size() * width_ + column] = cost_at(other_.size(), column);
}

void EditTable::shorten(std::size_t size) {
    other_.resize(size);
    rows_.resize((size + 1) * width_);
}

EditCost EditTable::cost_at(std::size_t row, std::size_t column) const {
    const char32_t theirs = other_[row - 1];
    EditCost least =
        sum(cell(row - 1, column), cost_of_extra(theirs, letter_before(other_, row - 1)));
    if (column == 0) return std::min(least, EditCost{100});
    const char32_t ours = word_[column - 1];
    const EditCost left_out =
        sum(cell(row, column - 1), cost_of_extra(ours, letter_before(word_, column - 1)));
    const EditCost changed = sum(cell(row - 1, column - 1), ours == theirs ? EditCost{0}
                                                            : sound_alike(ours, theirs) ? kHalfEdit
                                                                                        : kOneEdit);
    least = std::min({least, left_out, changed, cost_of_pairs(row, column)});
    return std::min(least, EditCost{100});  // far above any limit, far below what a byte holds
}

/// The edits that take two letters of a word.
EditCost EditTable::cost_of_pairs(std::size_t row, std::size_t column) const {
    EditCost least = 100;
    const char32_t theirs = other_[row - 1];
    const char32_t ours = word_[column - 1];
    const bool two_of_theirs = row > 1;
    const bool two_of_ours = column > 1;
    if (two_of_theirs && two_of_ours && other_[row - 2] == ours && word_[column - 2] == theirs)
        least = std::min(least, sum(cell(row - 2, column - 2), kOneEdit));
    if (two_of_theirs && sounds_like(other_[row - 2], theirs, ours))
        least = std::min(least, sum(cell(row - 2, column - 1), kHalfEdit));
    if (two_of_ours && sounds_like(word_[column - 2], ours, theirs))
        least = std::min(least, sum(cell(row - 1, column - 2), kHalfEdit));
    return least;
}

EditCost EditTable::least_of(std::size_t row) const {
    const auto begin = rows_.begin() + static_cast<std::ptrdiff_t>(row * width_);
    return *std::min_element(begin, begin + static_cast<std::ptrdiff_t>(width_));
}

bool EditTable::hopeless() const {
    if (least_of(other_.size()) <= limit_) return false;
    if (other_.empty()) return true;
    // The first of two letters that sound like one costs more than both together.
    const bool half_of_a_pair =
        other_.back() == U'p' || other_.back() == U'a' || other_.back() == U'o';
    return !half_of_a_pair || least_of(other_.size() - 1) + kHalfEdit > limit_;
}

EditCost edit_cost(std::string_view word, std::string_view other, EditCost limit) {
    EditTable table(letters_of(word), limit);
    for (const char32_t letter : letters_of(other)) {
        table.push(letter);
        if (table.hopeless()) return sum(limit, 1);
    }
    return std::min(table.cost(), sum(limit, 1));
}

}  // namespace casebook
