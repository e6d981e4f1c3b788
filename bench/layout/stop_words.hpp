#pragma once

#include <filesystem>
#include <string>
#include <unordered_set>
#include <vector>

#include "collection.hpp"
#include "text.hpp"

namespace layout {

/// Folded words that are neither indexed nor counted.
using StopWords = std::unordered_set<std::string>;

/// The words of `data`/vocab/stopwords-iso in the records' languages, of which only those that at
/// least a twentieth of the language's records hold: the lists are long and name content words.
[[nodiscard]] StopWords read_stop_words(const std::filesystem::path& data, Tokenizer& tokenizer,
                                        const std::vector<Record>& records);

}  // namespace layout
