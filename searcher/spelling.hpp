#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "close_words.hpp"
#include "read_query.hpp"
#include "word_knowledge.hpp"

namespace casebook {

/// Tells misspelt words of a query from the words of the index, by how often those stand there and
/// how little they differ (the noisy channel of Kernighan, Church & Gale 1990); no dictionary.
/// Words with digits, abbreviations in capitals, phrases, `=words`, field values and words of
/// Chinese, Japanese, Korean and Thai are left alone. One thread at a time.
class SpellingCorrector {
public:
    /// What corrections are for: those that are only suggested take time too.
    enum class Use { searching, suggesting_too };

    /// `handle` outlives it.
    SpellingCorrector(IndexHandle& handle, Use use, bool knows_names = false);

    /// The query, typed as `text`, with its misspelt words put right and every other byte kept;
    /// none if all its words are good. Wanted units that the index holds by no form get the better
    /// word as QueryUnit::correction, to be searched for, unless it is more than an edit away:
    /// cetuximab, where no report has it, is not to be answered with rituximab. Looks at the first
    /// twenty words that are unknown and the first twenty that are rare: a pasted case has many.
    std::optional<std::string> correct(ReadQuery& query, std::string_view text);

private:
    struct Replacement {
        std::size_t begin;  ///< bytes of the query
        std::size_t end;
        std::string text;
    };

    /// A unit's words put right.
    struct Corrected {
        std::string words;
        EditCost cost = 0;  ///< of the word that changed most
    };

    /// What the index holds of a unit.
    enum class Standing { nowhere, elsewhere, own_text };

    [[nodiscard]] Standing standing_of(const QueryUnit& unit) const;
    [[nodiscard]] bool join_with_next(ReadQuery& query, std::size_t number, std::string_view text);
    void correct_unit(ReadQuery& query, std::size_t number);
    [[nodiscard]] bool is_cognate_of(const QueryUnit& unit, const std::string& words) const;
    [[nodiscard]] Corrected corrected(const QueryUnit& unit);
    [[nodiscard]] std::optional<CloseWord> better_run(std::string_view run);
    [[nodiscard]] std::optional<CloseWord> better_word(std::string_view word,
                                                       Xapian::doccount frequency);
    void search_for(QueryUnit& unit, const std::string& words);
    [[nodiscard]] std::optional<CloseWord> closest(const std::string& word);
    [[nodiscard]] std::optional<CloseWord> best_within(const std::string& word, EditCost limit);
    [[nodiscard]] std::optional<CloseWord> closest_name(const std::string& word);
    [[nodiscard]] std::optional<CloseWord> two_words(const std::string& word);
    [[nodiscard]] std::optional<CloseWord> slip(const std::string& word,
                                                Xapian::doccount frequency);

    IndexHandle& handle_;
    WordKnowledge words_;
    Use use_;
    bool knows_names_;
    std::set<std::size_t> wanted_;
    std::vector<Replacement> replacements_;
    std::size_t unknown_ = 0;  ///< words of the query for which better ones were looked for
    std::size_t rare_ = 0;
};

}  // namespace casebook
