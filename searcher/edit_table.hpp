#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Half edits. A letter put in, left out, changed, or changed over with its neighbour is a whole
/// edit (Damerau 1964); what sounds alike in English, French, Spanish or German is half of one: y
/// and i, c and k, c, s and z, b and v, g and j, n and ñ, ph and f, ae and e, a double letter, a
/// silent h.
using EditCost = std::uint8_t;
inline constexpr EditCost kOneEdit = 2;

/// The letters of a folded word; empty for ill-formed UTF-8.
[[nodiscard]] std::u32string letters_of(std::string_view word);
[[nodiscard]] std::string to_utf8(std::u32string_view letters);

/// The rows of the edit table between one word and others that are spelt letter by letter
/// (Wagner & Fischer 1974, optimal string alignment). Words with a common beginning share its rows,
/// which is what makes a walk through a sorted list cheap. One thread at a time.
class EditTable {
public:
    /// `limit` is the greatest cost of interest.
    EditTable(std::u32string word, EditCost limit);

    /// Adds a letter of the other word.
    void push(char32_t letter);

    /// Takes letters away until `size` are left.
    void shorten(std::size_t size);

    [[nodiscard]] std::size_t size() const { return other_.size(); }

    /// What the other word as it stands is from the word; no exact figure above the limit.
    [[nodiscard]] EditCost cost() const { return rows_[other_.size() * width_ + word_.size()]; }

    /// Whether no word that begins with the letters pushed so far can be within the limit.
    [[nodiscard]] bool hopeless() const;

    /// Letters, ascending, other than which no letter can make less of a difference than any: the
    /// word's own and those that sound like one.
    [[nodiscard]] const std::u32string& promising_letters() const { return promising_; }

private:
    [[nodiscard]] EditCost cell(std::size_t row, std::size_t column) const {
        return rows_[row * width_ + column];
    }
    [[nodiscard]] EditCost cost_at(std::size_t row, std::size_t column) const;
    [[nodiscard]] EditCost cost_of_pairs(std::size_t row, std::size_t column) const;
    [[nodiscard]] EditCost least_of(std::size_t row) const;

    std::u32string word_;
    EditCost limit_;
    std::size_t width_;
    std::u32string other_;
    std::vector<EditCost> rows_;  ///< one for each letter of the other word, and one before
    std::u32string promising_;
};

/// The cost between two folded words; `limit` + 1 for anything above.
[[nodiscard]] EditCost edit_cost(std::string_view word, std::string_view other, EditCost limit);

}  // namespace casebook
