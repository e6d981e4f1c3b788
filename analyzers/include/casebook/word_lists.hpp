#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "casebook/language.hpp"

namespace casebook {

/// Lists of words by language, folded as the analyzer folds. A value; threads may share a const
/// one.
class WordLists {
public:
    WordLists() = default;

    /// Reads `language<TAB>word word …` lines; a language may have several. Empty lines and lines
    /// that begin with '#' are passed over. Throws Error{invalid_argument} naming `table` and the
    /// line for anything else.
    [[nodiscard]] static WordLists parse(std::string_view table, std::string_view tsv);

    [[nodiscard]] bool contains(std::string_view folded_word, Language language) const;

private:
    std::map<Language, std::set<std::string, std::less<>>> words_;
};

}  // namespace casebook
