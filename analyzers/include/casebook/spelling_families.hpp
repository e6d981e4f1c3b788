#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/language.hpp"

namespace casebook {

/// Rules by which the spellings of one word are written alike before stemming: British and
/// American, ae and ä, Carcinom and Karzinom. What they give need not be a word. A value; threads
/// may share a const one.
class SpellingFamilies {
public:
    SpellingFamilies() = default;

    /// Reads the table that the head of index_data/spelling/families.tsv explains. Throws
    /// Error{invalid_argument} naming `table` and the line of a row that is no rule.
    [[nodiscard]] static SpellingFamilies parse(std::string_view table, std::string_view tsv);

    /// The common spelling of a folded word: every rule of its language in turn,
    /// of words shorter than four letters those for whole words only.
    [[nodiscard]] std::string unify(std::string folded_word, Language language) const;

private:
    enum class Place { word, prefix, suffix, inside };
    enum class Before { anything, vowel, consonant };
    struct Rule {
        Place place;
        Before before;
        std::string written;
        std::string read_as;
        std::vector<std::string> exceptions;  ///< beginnings of words that stay as they are
        std::uint64_t letters = 0;            ///< of `written`, as bits
    };

    /// Whether the word is another then.
    static bool apply(const Rule& rule, std::string& word);
    static bool apply_inside(const Rule& rule, std::string& word);
    [[nodiscard]] static bool applies(const Rule& rule, std::string_view before,
                                      std::string_view rest);

    std::map<Language, std::vector<Rule>> rules_;
};

}  // namespace casebook
