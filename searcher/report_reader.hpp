#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "casebook/case_report.hpp"
#include "concept_places.hpp"
#include "evidence.hpp"
#include "handle_pool.hpp"
#include "indexed_report.hpp"
#include "unit_clues.hpp"

namespace casebook {

/// What reading a report gave.
struct ReadEvidence {
    std::vector<Evidence> evidence;  ///< in reading order
    std::vector<Stretch> read;       ///< what was analysed, in reading order, none touching another
    std::size_t bytes = 0;           ///< that were analysed
};

/// Finds out where the units of one query stand in its hits, by analysing again as little of their
/// texts as tells it: the stretches to which positions and spellings point. One thread at a time.
class ReportReader {
public:
    /// Analysed of one report at most.
    static constexpr std::size_t kMostBytes = 4096;

    /// A report's own text that is no longer is read in full; for a long query, all that may be.
    static constexpr std::size_t kShortReport = 2048;

    /// Passages that are read in full, so that all of their highlights are known.
    static constexpr std::size_t kPassages = 3;

    /// `documents` are the hits; `query` and `handle` outlive it.
    ReportReader(const ReadQuery& query, IndexHandle& handle, std::vector<Xapian::docid> documents);

    /// Reads one of the hits for `units`, those first that matter most. What is found of other
    /// units on the way is left out.
    [[nodiscard]] ReadEvidence read(const CaseReport& report, const Xapian::Document& document,
                                    const std::vector<ReportText>& texts,
                                    const std::vector<std::size_t>& units);

    /// The units to show, those first that count most.
    [[nodiscard]] const std::vector<std::size_t>& units() const { return units_; }

    /// What each unit counts, by number.
    [[nodiscard]] const std::vector<double>& weights() const { return clues_.weights(); }

    /// Why a hit of the second tier is not of the first: "missing", "references" or "furniture".
    [[nodiscard]] std::string partial_reason(const Xapian::Document& document,
                                             const std::vector<ReportText>& texts,
                                             const std::vector<Evidence>& evidence);

private:
    class Visit;

    void judge_name(const Condition& named, Xapian::docid document, std::set<std::size_t>& own);

    const ReadQuery& query_;
    const Xapian::Database& database_;
    bool own_positions_;
    EvidenceFinder finder_;
    UnitClues clues_;
    ConceptPlaces concepts_;
    TermPresence presence_;
    std::vector<std::size_t> units_;
};

}  // namespace casebook
