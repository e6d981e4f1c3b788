#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/built_in.hpp"
#include "casebook/concept_finder.hpp"
#include "casebook/language.hpp"
#include "casebook/schema.hpp"
#include "casebook/search.hpp"
#include "overlay.hpp"
#include "sequence_source.hpp"

namespace casebook {

/// How what a report names relates to what the query names.
enum class ConceptRelation : std::uint8_t { same, narrower, includes };

/// A concept by which a report holds a unit.
struct ConceptTerm {
    std::string term;  ///< as it stands in the index
    ConceptNumber concept_number = kNoConcept;
    ConceptRelation relation = ConceptRelation::same;
    double share = 1;  ///< of its weight: less where the query's name for it is unproven
};

/// One thing that a report can hold: a word by any of its forms, a word that was written in parts,
/// or a phrase. A report holds it if it holds one of `terms` or one of `sequences`.
struct QueryUnit {
    std::string text;  ///< as typed
    std::size_t begin = 0;
    std::size_t end = 0;
    bool quoted = false;
    bool stop = false;  ///< nothing but stop words: need not hold where other units do
    TermClass scope =
        TermClass::stem;        ///< where it must stand: stem (own text), title or reference
    bool is_character = false;  ///< one character: held by every pair that begins with it
    std::string pattern;        ///< of a word with *, folded; `terms` are then what it stands for
    std::vector<std::string> stems;  ///< of what a pattern stands for: words have places by them
    std::vector<std::string> terms;  ///< as they stand in the index, own text
    std::vector<TermSequence> sequences;
    /// Skeletons: hold the unit only where terms and sequences exist nowhere in the index, and are
    /// weak evidence else.
    std::vector<std::string> cognates;
    /// The word as it was typed, where the index tells it from its other forms: a report that holds
    /// it so is the better answer.
    std::string own_form;
    bool as_typed = false;  ///< `=word`

    std::vector<QuerySense> senses;     ///< the concepts that it names, all of them if ambiguous
    std::vector<ConceptTerm> concepts;  ///< that hold it too, as far as the index has them
    std::vector<OverlaySense> overlay_senses;  ///< concepts of the search's overlay that it names
    /// Words that hold it too: other names that the overlay brings.
    struct OtherName {
        std::vector<std::string> terms;
        std::vector<TermSequence> sequences;
    };
    std::vector<OtherName> other_names;
    /// A name of several words, held by concepts alone: its words are units of their own, and
    /// stand with it in one Condition::Kind::named.
    bool is_name = false;
    bool in_name = false;  ///< one of such words

    /// The word that this one is probably a misspelling of; set only where the index holds neither
    /// terms nor sequences.
    struct Correction {
        std::vector<std::string> terms;
        std::vector<TermSequence> sequences;
        std::vector<std::string> cognates;
        std::string own_form;  ///< as of the unit

        [[nodiscard]] bool empty() const { return terms.empty() && sequences.empty(); }
    };
    Correction correction;
};

/// The term of another class with the same spelling: a stem's term in the title or the reference
/// list. Empty for terms that the class does not hold.
[[nodiscard]] std::string term_in(TermClass term_class, std::string_view own_term);

/// In how many reports the most frequent of the terms stands.
[[nodiscard]] Xapian::doccount greatest_frequency(const Xapian::Database& database,
                                                  const std::vector<std::string>& terms);

/// In how many reports the rarest term of a sequence stands in a scope.
[[nodiscard]] Xapian::doccount frequency_of(const Xapian::Database& database,
                                            const TermSequence& sequence, TermClass scope);

/// Calls `use` with the tokens that an unstemmed word of the index has in each language; not for
/// terms of other classes, which keep places of their own.
template <typename Use>
void for_each_reading(const std::string& term, const std::vector<Language>& languages,
                      AnalysisBuffer& buffer, Use use) {
    if (!is_of_class(term, TermClass::surface)) return;
    const std::string_view word =
        std::string_view(term).substr(row_of(TermClass::surface).prefix.size());
    for (const Language& language : languages) {
        buffer.clear();
        built_in_analyzer().analyze(word, language, buffer);
        use(buffer.tokens());
    }
}

/// Reads query text as units, with the forms that its words take in every language of an index:
/// three words do not tell a language.
class UnitReader {
public:
    /// A stretch of the query that is one unit in every language.
    struct Span {
        std::uint32_t begin;
        std::uint32_t end;
    };

    /// `languages` are those that the index's texts are stemmed in; `buffer` outlives the reader.
    UnitReader(const std::vector<Language>& languages, AnalysisBuffer& buffer);

    /// The units of a stretch of the query without quotes: one for each word, words that hyphens
    /// join and characters written together being one. Words that the analyzer joins across a space
    /// ("anti thymocyte") are two units, each also held by the joined word. Offsets are of the
    /// query, in which the text begins at `offset`.
    [[nodiscard]] std::vector<QueryUnit> read_words(std::string_view text, std::size_t offset,
                                                    bool as_typed);

    /// The unit of a quoted phrase; without terms and sequences if it holds no word.
    [[nodiscard]] QueryUnit read_phrase(std::string_view text, std::size_t offset);

    /// Marks the units that are stop words of the language in which the query seems to be written:
    /// the one that knows most of its words as stop words.
    void mark_stop_words(std::vector<QueryUnit*>& units) const;

private:
    /// The tokens of a stretch in one language.
    struct Reading {
        Language language;
        std::vector<std::vector<Token>> clusters;
        std::vector<Token> across_spaces;
    };

    [[nodiscard]] Reading read(std::string_view text, Language language);
    [[nodiscard]] static bool has_skeleton(const Reading& reading, const Span& span);
    void add_reading(QueryUnit& unit, const Span& span, const Reading& reading, bool as_typed);
    [[nodiscard]] std::vector<Token> analyze(std::string_view text, Language language);
    void add_forms(QueryUnit& unit, const std::vector<Token>& cluster, Language language,
                   bool as_typed);
    void add_without_particle(QueryUnit& unit);
    void add_term(QueryUnit& unit, TermId term);
    void add_single(QueryUnit& unit, const WordForms& forms, bool as_typed);
    void add_sequence(QueryUnit& unit, const std::vector<Token>& parts, Language language);
    [[nodiscard]] TermSequence all_of_stop_words(const std::vector<Token>& parts) const;
    [[nodiscard]] std::string index_term(TermId term) const;

    const std::vector<Language>& languages_;
    AnalysisBuffer& buffer_;
};

}  // namespace casebook
