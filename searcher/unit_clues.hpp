#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "casebook/report_texts.hpp"
#include "evidence.hpp"
#include "indexed_report.hpp"
#include "read_query.hpp"
#include "term_presence.hpp"

namespace casebook {

/// Where the units of one query may stand in a report, told without its analysis: by the positions
/// of terms, and where these have none by how the words are spelt. Only reading a place tells
/// whether it is evidence. One thread at a time.
class UnitClues {
public:
    /// `languages` are those that the index's texts are stemmed in.
    UnitClues(const ReadQuery& query, const Xapian::Database& database,
              const std::vector<Language>& languages, AnalysisBuffer& buffer);

    /// What each unit counts where not all can be shown: its idf.
    [[nodiscard]] const std::vector<double>& weights() const { return weights_; }

    /// Appends the places of a unit by positions, bytes being guesses inside the right stretches.
    /// Those of one way to hold the unit stand in reading order.
    void add_positions(std::size_t unit, const IndexedReport& report,
                       std::vector<Evidence>& places);

    /// Appends up to `most` places at which a text has the unit's spelling, from byte `from` on.
    void add_spelled(std::size_t unit, const ReportText& text, std::size_t number,
                     std::uint32_t from, std::size_t most, std::vector<Evidence>& places) const;

    /// Appends the first place at which a word of a text has a skeleton of the unit.
    void add_cognate(std::size_t unit, const ReportText& text, std::size_t number,
                     std::vector<Evidence>& places) const;

    /// Whether a document holds the unit in its own text, in references or in furniture, as far as
    /// its terms tell.
    [[nodiscard]] bool is_held(std::size_t unit, Xapian::docid document, TermClass where,
                               TermPresence& presence) const;

    /// Whether it holds a cognate of the unit.
    [[nodiscard]] bool has_cognate(std::size_t unit, Xapian::docid document,
                                   TermPresence& presence) const;

private:
    struct Clues {
        std::vector<std::string> terms;  ///< any one holds the unit
        std::vector<std::string> stems;  ///< that stand where the unit's unstemmed words do
        std::vector<TermSequence> sequences;
        std::vector<std::string> cognates;
        std::vector<std::string> concepts;
        std::vector<std::string> spellings;
        bool is_character = false;  ///< held by pairs too, which are too many to ask for
    };

    [[nodiscard]] static Clues clues_of(const QueryUnit& unit);
    static void add_stems(Clues& clues, const std::vector<Language>& languages,
                          AnalysisBuffer& buffer);
    void add_term(std::size_t unit, const std::string& term, const IndexedReport& report,
                  std::vector<Evidence>& places);
    void add_sequence(std::size_t unit, const TermSequence& sequence, const IndexedReport& report,
                      std::vector<Evidence>& places);

    std::vector<Clues> clues_;  ///< by unit
    std::vector<double> weights_;
    std::vector<std::vector<std::uint32_t>> positions_;  ///< by place of a sequence
};

}  // namespace casebook
