#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/concept_finder.hpp"
#include "thesaurus/form_table.hpp"
#include "thesaurus/term_forms.hpp"
#include "thesaurus/unit_cache.hpp"
#include "thesaurus/word_steps.hpp"

namespace casebook {

/// A short form that a report defines, and what it means there.
struct DefinedName {
    std::string short_form;
    ConceptNumber concept_number = kNoConcept;  ///< none: it means no concept
};

/// Words that name one concept, or any of several.
struct FoundName {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t first_position = 0;
    std::uint32_t last_position = 0;
    ConceptNumber concept_number = kNoConcept;  ///< none if the words are ambiguous
    FoundVia via = FoundVia::preferred;
    TermNumber term = kNoTermNumber;  ///< that the words are; none for a defined short form
    std::vector<TermNumber> terms;    ///< all that they may be, if they are ambiguous
};

/// A text and its analysis.
struct MatchedText {
    std::string_view text;
    const AnalysisBuffer* buffer = nullptr;
    std::span<const Token> tokens;
    bool is_query = false;  ///< abbreviations may be in small letters
};

/// Finds names in texts. One thread at a time.
class NameMatcher {
public:
    NameMatcher(const FormTable& table, const Analyzer& analyzer)
        : table_(table), analyzer_(analyzer) {}

    /// Appends the names in `text` to `names`, and the numbers of the words that speak for senses
    /// to `signs`. `cache` is of the text's language.
    void match(const MatchedText& text, UnitCache& cache, std::span<const DefinedName> definitions,
               std::vector<FoundName>& names, std::set<std::uint32_t>& signs);

private:
    /// By which units and in which forms words are looked up; the later ones yield to the earlier.
    enum class Reading : std::uint8_t {
        abbreviation,
        words,
        latin,
        characters,
        common,
        foreign,
        part,
        reordered,
        participle
    };

    static constexpr std::uint32_t kMostPassed = 4;

    /// A beginning of a form that stands in the text.
    struct Walk {
        Reading reading = Reading::words;
        FormKey key = 0;
        FormValue value;
        std::uint32_t first_token = 0;
        std::uint32_t last_token = 0;
        std::uint32_t end_step = 0;
        std::uint32_t depth = 1;
        std::uint32_t passed = 0;  ///< words gone over that the name has not
        std::uint8_t marks = 0;
        bool noun_first = false;  ///< it must begin with the term's first word
    };

    /// Content words of a term, in no order.
    struct SortedUnits {
        std::array<std::uint64_t, TermFormer::kMostSorted> units{};
        std::uint32_t count = 0;
    };

    /// Words from a step on that may be a name turned round.
    struct Turn {
        std::uint32_t step = 0;
        SortedUnits units;
        std::uint32_t passed = 0;
        bool comma = false;   ///< so far
        bool linked = false;  ///< by a word such as "of"
        bool joined = false;  ///< by another one, such as "in"
    };

    /// The best name so far that begins at a step.
    struct Best {
        Walk walk;
        std::uint32_t end = 0;
        std::uint32_t end_step = 0;
        bool exact = false;
        std::vector<TermNumber> terms;
    };

    [[nodiscard]] std::uint32_t match_step(std::uint32_t step, std::vector<FoundName>& names);
    [[nodiscard]] std::uint32_t match_definition(std::uint32_t step, std::vector<FoundName>& names);
    void start_words(std::uint32_t token, std::uint32_t end_step);
    void start_folded(std::uint32_t token, std::uint32_t end_step);
    void start_parts(std::uint32_t step);
    void start_reordered(std::uint32_t step);
    void turn(const Turn& begun, std::uint32_t at);
    void try_reordered(const Turn& turn, std::uint32_t last_step);
    [[nodiscard]] bool phrase_ends_before(std::uint32_t step, bool comma);
    void start(Reading reading, FormValue value, FormKey space, std::uint32_t token,
               std::uint32_t end_step);
    void follow(const Walk& walk);
    void go_on(const Walk& walk);
    void pass(const Walk& walk);
    void extend(const Walk& walk, std::uint32_t token, std::uint32_t end_step, std::uint8_t marks);
    void consider(const Walk& walk);
    [[nodiscard]] bool accepts(const Walk& walk, TermNumber term, const StoredTerm& stored);
    [[nodiscard]] bool is_before_greek_letter(const Walk& walk);
    [[nodiscard]] bool accepts_foreign(const Walk& walk, TermNumber term, const StoredTerm& stored);
    [[nodiscard]] bool is_deed(const Walk& walk) const;
    [[nodiscard]] bool is_carried(std::uint32_t step) const;
    [[nodiscard]] std::string_view folded_word(std::uint32_t step) const;
    void keep(const Walk& walk, std::uint32_t end);
    [[nodiscard]] bool keep_single(const Walk& walk, std::uint32_t end);
    void note_single(const Walk& walk);
    [[nodiscard]] bool is_spelt_as(const Walk& walk, TermNumber number, const StoredTerm& stored);
    [[nodiscard]] bool accepts_case(std::string_view written, std::string_view term);
    [[nodiscard]] bool accepts_characters(const Walk& walk, std::string_view language) const;
    [[nodiscard]] bool is_ordinary_word(std::string_view word);
    void note_signs(std::uint32_t step);
    void note_signs(std::uint32_t step, FormKey key, bool folded);
    [[nodiscard]] const DefinedName* find_definition(std::uint32_t step, std::uint32_t& end_step);
    [[nodiscard]] FoundName make_name(const Best& best) const;
    [[nodiscard]] std::uint64_t unit(Reading reading, const Token& token);
    [[nodiscard]] bool may_stand_inside(Reading reading, const Token& token);
    [[nodiscard]] bool may_be_turned(std::uint32_t step);
    [[nodiscard]] bool may_pass(std::uint32_t step);
    [[nodiscard]] bool is_linking(std::uint32_t step);
    [[nodiscard]] bool is_other_course(std::uint32_t passed, std::uint32_t step);
    [[nodiscard]] bool leaves_out_name(const Walk& walk);
    [[nodiscard]] bool is_crossed(const Walk& walk);
    [[nodiscard]] std::uint32_t end_of_name(std::uint32_t step);
    [[nodiscard]] bool begins_alike(const Walk& walk, TermNumber term);
    [[nodiscard]] std::uint8_t marks_before(std::uint32_t step) const;
    [[nodiscard]] const Token& token_of(std::uint32_t step) const {
        return text_.tokens[steps_.token(step)];
    }
    [[nodiscard]] std::string_view written(const Walk& walk) const;

    const FormTable& table_;
    const Analyzer& analyzer_;
    WordSteps steps_;
    AnalysisBuffer words_;  ///< for is_ordinary_word
    std::map<std::pair<std::string, Language>, bool> ordinary_words_;

    // Of the text that is being matched.
    MatchedText text_;
    UnitCache* cache_ = nullptr;
    std::span<const DefinedName> definitions_;
    std::set<std::uint32_t>* signs_ = nullptr;
    bool all_capitals_ = false;
    std::uint32_t step_ = 0;       ///< at which names are looked for
    bool free_order_ = false;      ///< adjectives of the language stand in any order
    std::uint32_t last_end_ = 0;   ///< of the name before
    std::uint32_t next_turn_ = 0;  ///< the first step behind a comma or linking word, from here on
    std::array<std::uint32_t, TermFormer::kMostSteps> path_{};  ///< tokens of the walk
    std::array<std::uint32_t, kMostPassed> passed_{};           ///< steps that it goes over
    Best best_;
    std::vector<TermNumber> accepted_;
    std::vector<TermNumber> accepted_exactly_;
};

}  // namespace casebook
