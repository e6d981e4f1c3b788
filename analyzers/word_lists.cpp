#include "casebook/word_lists.hpp"

#include "folding.hpp"
#include "tsv_rows.hpp"

namespace casebook {

WordLists WordLists::parse(std::string_view table, std::string_view tsv) {
    WordLists result;
    for_each_row(table, tsv, 2, [&](const std::vector<std::string_view>& row) {
        const Language language = Language::from_tag(row[0]);
        auto& words = result.words_[language];
        for (const std::string_view word : split(row[1], ' ')) {
            if (!word.empty()) words.insert(fold_word(word, language));
        }
        return language.determined();
    });
    return result;
}

bool WordLists::contains(std::string_view folded_word, Language language) const {
    const auto words = words_.find(language);
    return words != words_.end() && words->second.find(folded_word) != words->second.end();
}

}  // namespace casebook
