#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "casebook/language.hpp"

namespace casebook {

/// Words that carry no meaning of their own, by language, folded as the analyzer folds. A value;
/// threads may share a const one.
class StopWords {
public:
    StopWords() = default;

    /// Reads `language<TAB>word word …` lines; empty lines and lines that begin with '#' are passed
    /// over. Throws Error{invalid_argument} naming the line for anything else.
    [[nodiscard]] static StopWords parse(std::string_view tsv);

    [[nodiscard]] bool contains(std::string_view folded_word, Language language) const;

    /// A number that differs where the words differ.
    [[nodiscard]] std::uint64_t fingerprint() const;

private:
    std::map<Language, std::set<std::string, std::less<>>> words_;
};

}  // namespace casebook
