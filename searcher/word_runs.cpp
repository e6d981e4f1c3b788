#include "word_runs.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "edit_table.hpp"

#include "casebook/language.hpp"

namespace casebook {

std::vector<WordRun> word_runs(std::string_view text) {
    std::vector<WordRun> runs;
    std::size_t at = 0;
    for (const char32_t letter : letters_of(text)) {
        const std::size_t end = at + to_utf8({&letter, 1}).size();
        const auto code_point = static_cast<UChar32>(letter);
        const bool of_word = u_isalnum(code_point) != 0 || u_getCombiningClass(code_point) != 0;
        if (of_word && !runs.empty() && runs.back().end == at) {
            runs.back().end = end;
        } else if (of_word) {
            runs.push_back({at, end});
        }
        at = end;
    }
    return runs;
}

bool has_inner_capital(std::string_view word) {
    const std::u32string letters = letters_of(word);
    return letters.size() > 1 &&
           std::any_of(letters.begin() + 1, letters.end(), [](char32_t letter) {
               return u_isupper(static_cast<UChar32>(letter)) != 0;
           });
}

std::string in_case_of(std::string_view typed, const std::string& word) {
    std::u32string letters = letters_of(word);
    const std::u32string model = letters_of(typed);
    const bool capital = !model.empty() && u_isupper(static_cast<UChar32>(model.front())) != 0;
    if (!capital || letters.empty()) return word;
    letters[0] = static_cast<char32_t>(u_toupper(static_cast<UChar32>(letters[0])));
    return to_utf8(letters);
}

bool is_held_in_pairs(char32_t letter) {
    return is_written_without_spaces(static_cast<std::int32_t>(letter));
}

}  // namespace casebook
