#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/concept_finder.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/search.hpp"
#include "concept_places.hpp"
#include "indexed_report.hpp"
#include "read_query.hpp"

namespace casebook {

/// A place in a report where a unit of the query stands: what score, `matched`, highlights and
/// "partial" all tell of.
struct Evidence {
    std::size_t unit = 0;  ///< number in ReadQuery::units
    EvidenceKind kind = EvidenceKind::exact;
    std::size_t text = 0;     ///< number in texts_of(report)
    std::uint32_t begin = 0;  ///< bytes of that text
    std::uint32_t end = 0;

    friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// How good a place in such a section is to name a unit by: less is better, 0 is the account.
[[nodiscard]] int rank_of_place(SectionKind kind);

/// The units of a query that are shown and explained: those that it wants, stop words only where
/// there is nothing else.
[[nodiscard]] std::vector<std::size_t> units_to_show(const ReadQuery& query);

/// Finds the units of one query in reports, with the analysis that indexed them. One thread at a
/// time.
class EvidenceFinder {
public:
    /// Without `concepts`, units are found by words alone.
    EvidenceFinder(const ReadQuery& query, AnalysisBuffer& buffer,
                   ConceptFinder* concepts = nullptr);

    /// Turns to a report that names concepts at `places`, ascending, for `find_in`.
    void turn_to(std::vector<ConceptPlace> places) { concept_places_ = std::move(places); }

    /// Every place of every unit to show in `texts`, in reading order of each text; in furniture
    /// too.
    [[nodiscard]] std::vector<Evidence> find(const std::vector<ReportText>& texts);

    /// Appends those that lie in one stretch of a text.
    void find_in(const ReportText& text, const Stretch& stretch, std::vector<Evidence>& found);

private:
    struct Role {
        std::size_t unit;
        const TermSequence* sequence;             ///< null for a term that holds the unit alone
        EvidenceKind kind = EvidenceKind::exact;  ///< cognate, correction, or as written
    };

    /// What the query has to do with a term.
    struct Interest {
        std::vector<Role> roles;   ///< units that it holds or begins
        bool in_sequence = false;  ///< it stands in a sequence
    };

    void add_sequence(std::size_t unit, const TermSequence& sequence, EvidenceKind kind);
    void match_tokens(const ReportText& text, std::size_t number, std::vector<Evidence>& found);
    [[nodiscard]] const Interest& interest_in(TermId form);
    void match_token(const Token& token, const Interest& interest, const ReportText& text,
                     std::size_t number, std::vector<Evidence>& found);
    void add_concepts(const ReportText& text, std::size_t number, std::vector<Evidence>& found);
    [[nodiscard]] EvidenceKind kind_of(const ConceptPlace& place, const ConceptMention& mention,
                                       std::string_view written) const;
    [[nodiscard]] const Token* end_of_sequence(const TermSequence& sequence,
                                               const Token& first) const;
    [[nodiscard]] EvidenceKind kind_of(const Role& role, std::string_view written) const;

    const ReadQuery& query_;
    AnalysisBuffer& buffer_;
    ConceptFinder* concepts_;
    std::vector<ConceptPlace> concept_places_;             ///< in the report at hand, ascending
    std::unordered_map<std::string, Interest> interests_;  ///< by index term
    std::bitset<4096> filter_;              ///< lets most other terms go unlooked for
    std::vector<const Interest*> by_term_;  ///< by the buffer's term; null if not looked up yet
    std::unordered_multimap<std::string, const Token*>
        places_;  ///< of sequences' terms, in the text at hand
    std::vector<std::string> folded_units_;
};

}  // namespace casebook
