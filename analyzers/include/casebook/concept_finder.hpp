#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/thesaurus.hpp"

namespace casebook {

/// How a concept's name stands in a text.
enum class FoundVia : std::uint8_t {
    preferred,
    synonym,
    abbreviation,
    inflected,  ///< by other endings than the term's: "aplastic anemias"
    reordered,  ///< "leukemia, acute lymphoblastic"; "carcinoma of the lung"
};

/// A place in a report where a concept is named.
struct ConceptMention {
    std::uint32_t text = 0;   ///< number of the report's text, from 0
    std::uint32_t begin = 0;  ///< bytes of that text
    std::uint32_t end = 0;
    std::uint32_t first_position = 0;  ///< as tokens have them
    std::uint32_t last_position = 0;
    ConceptNumber concept_number = kNoConcept;
    TermNumber term = kNoTermNumber;  ///< none where only the report's own definition names it
    FoundVia via = FoundVia::preferred;

    friend bool operator==(const ConceptMention&, const ConceptMention&) = default;
};

/// An abbreviation that the report itself defines: "acute lymphoblastic leukemia (ALL)".
struct DefinedAbbreviation {
    std::string short_form;
    std::string long_form;
};

/// One concept that words of a query may mean.
struct QuerySense {
    ConceptNumber concept_number = kNoConcept;
    TermNumber term = kNoTermNumber;
    FoundVia via = FoundVia::preferred;

    friend bool operator==(const QuerySense&, const QuerySense&) = default;
};

/// Words of a query that name concepts: several where the words are ambiguous, none resolved.
struct QueryConcept {
    std::uint32_t begin = 0;  ///< bytes of the query
    std::uint32_t end = 0;
    std::vector<QuerySense> senses;
};

/// Finds the concepts of a thesaurus in reports and queries: the longest name at each place, left
/// to right, none over another. docs/thesaurus-format.md tells what counts as a name. Works on the
/// tokens of the analysis that indexing makes anyway. Thesaurus and analyzer must outlive it. One
/// thread at a time.
class ConceptFinder {
public:
    /// Throws Error{schema_mismatch} if the thesaurus was compiled by other rules for words.
    ConceptFinder(const Thesaurus& thesaurus, const Analyzer& analyzer);
    ~ConceptFinder();
    ConceptFinder(ConceptFinder&&) noexcept;
    ConceptFinder& operator=(ConceptFinder&&) noexcept;

    /// Forgets the report before. In all texts of the new one each defined short form means the
    /// concept of its long form, and none if that is none. `languages` are those of the report.
    void begin_report(std::span<const DefinedAbbreviation> definitions = {},
                      std::span<const Language> languages = {});

    /// Finds concepts in the report's next text. `tokens` are those of `buffer` that the analyzer
    /// gave for it.
    void add_text(std::string_view text, Language language, const AnalysisBuffer& buffer,
                  std::span<const Token> tokens);

    /// The mentions of the report in reading order, ambiguous terms resolved: such a term means one
    /// of its senses where signs of that one alone stand in the report, and else is no mention.
    /// Valid until the next `begin_report`.
    [[nodiscard]] const std::vector<ConceptMention>& finish_report();

    /// The concepts that the words of a query name, read in each of the languages. Abbreviations
    /// may be typed in small letters unless that is an ordinary word.
    [[nodiscard]] std::vector<QueryConcept> find_in_query(std::string_view query,
                                                          std::span<const Language> languages);

    /// The concepts that all of `name` names, as a query would be read; none for a longer text.
    [[nodiscard]] std::vector<QuerySense> find_named(std::string_view name,
                                                     std::span<const Language> languages);

    struct State;  ///< the finder's business

private:
    std::unique_ptr<State> state_;
};

/// A text to find concepts in.
struct ConceptText {
    std::string_view text;
    Language language;
};

/// All of it at once, for a report whose analysis is not at hand.
[[nodiscard]] std::vector<ConceptMention> find_concepts(
    std::span<const ConceptText> texts, std::span<const DefinedAbbreviation> definitions,
    const Thesaurus& thesaurus, const Analyzer& analyzer);

/// "preferred", "synonym", …, as answers write it.
[[nodiscard]] std::string_view to_string(FoundVia via);

}  // namespace casebook
