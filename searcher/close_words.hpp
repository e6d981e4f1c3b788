#pragma once

#include <string>
#include <vector>

#include "edit_table.hpp"
#include "word_list.hpp"

namespace casebook {

/// A word of a list that is spelt nearly like another.
struct CloseWord {
    std::string word;
    EditCost cost = 0;
    Xapian::doccount frequency = 0;
    bool is_stem = false;  ///< stands in the index as a stem: perhaps no word anyone would write
};

/// Appends the words of `list` within `limit` of `word` (folded), but not that word itself. Walks
/// the list with the rows of an edit table and leaps over beginnings that lead nowhere (as Schulz &
/// Mihov 2002 walk a dictionary's automaton): it looks at some hundred words for one edit and at
/// some thousand for two, however long the list. Looks at words of the scripts of `word` only.
void find_close_words(WordList& list, const std::string& word, EditCost limit,
                      std::vector<CloseWord>& found);

/// Whether the folded word is of an alphabet, in which words can be misspelt letter by letter: no
/// digit in it, and no character of Chinese, Japanese, Korean or Thai.
[[nodiscard]] bool is_alphabetic(const std::string& word);

}  // namespace casebook
