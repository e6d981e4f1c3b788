#include "title_match.hpp"

#include "casebook/built_in.hpp"
#include "edit_table.hpp"
#include "word_runs.hpp"

namespace casebook {
namespace {

std::vector<std::string> folded_words(std::string_view text) {
    std::vector<std::string> words;
    for (const WordRun& run : word_runs(text))
        words.push_back(built_in_analyzer().normalize(text.substr(run.begin, run.end - run.begin)));
    return words;
}

/// Whether the word is written without spaces on its sides.
bool has_no_spaces(const std::string& word) {
    const std::u32string letters = letters_of(word);
    return !letters.empty() && is_held_in_pairs(letters.back());
}

}  // namespace

TitlePattern::TitlePattern(std::string_view typed, bool open)
    : words_(folded_words(typed)), open_(open) {}

TitleFit TitlePattern::fit(std::string_view title) const {
    const std::vector<std::string> words = folded_words(title);
    std::size_t next = 0;  // of the typed words
    bool from_the_start = true;
    for (std::size_t at = 0; at < words.size() && next < words_.size(); ++at) {
        const bool here = matches(next, words[at]);
        from_the_start = from_the_start && here && words[at].starts_with(words_[next]);
        if (here) ++next;
    }
    if (words_.empty() || next < words_.size()) return TitleFit::none;
    return from_the_start ? TitleFit::begins : TitleFit::holds;
}

bool TitlePattern::matches(std::size_t number, const std::string& word) const {
    const std::string& typed = words_[number];
    if (has_no_spaces(typed)) return word.find(typed) != std::string::npos;
    const bool goes_on = open_ && number + 1 == words_.size();
    return goes_on ? word.starts_with(typed) : word == typed;
}

}  // namespace casebook
