#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// A stretch of letters and digits in typed text, in bytes of it.
struct WordRun {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// The runs of letters and digits in UTF-8 text, in order: the parts of joined words one by one,
/// what is written without spaces as one. None in ill-formed text.
[[nodiscard]] std::vector<WordRun> word_runs(std::string_view text);

/// Whether capitals stand behind the first letter: an abbreviation, a gene, a trade name.
[[nodiscard]] bool has_inner_capital(std::string_view word);

/// `word` with a capital where `typed` begins with one.
[[nodiscard]] std::string in_case_of(std::string_view typed, const std::string& word);

/// Whether the letter is of a script written without spaces, which an index holds in pairs:
/// Chinese, Japanese, Korean, Thai and its kin.
[[nodiscard]] bool is_held_in_pairs(char32_t letter);

}  // namespace casebook
