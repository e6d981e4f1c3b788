#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/case_report.hpp"
#include "casebook/impact.hpp"

namespace casebook {

/// A word of a report by which reports like it are found.
struct SourceWord {
    std::string text;  ///< as the report first writes it
    std::string term;  ///< as it stands in the index; empty if no other report holds it
    std::string
        skeleton;  ///< what it shares with cognates; empty if that finds nothing or too much
    double term_weight = 0;  ///< impact in the source, 0 to 1, times idf
    double skeleton_weight = 0;
};

/// Which words of a report are chosen.
struct SourceWordRule {
    std::size_t most = 60;              ///< words, those with the most weight
    Xapian::doccount held_by_more = 0;  ///< reports that may hold a word without making it useful
    double largest_share = 0.1;  ///< of all reports; a word that more of them hold tells nothing
    /// Reports that may hold a word however few the index has.
    Xapian::doccount always_few = 20;
};

/// The words of a completed report that tell most of it, best first: by impact in the report, in
/// which title, keywords and case text count more, times idf in `database`. Numbers are left out:
/// that two patients are of one age is no likeness. The impacts are those that an index made with
/// `ranking` stores.
[[nodiscard]] std::vector<SourceWord> choose_words(const CaseReport& report,
                                                   const Xapian::Database& database,
                                                   const RankingConstants& ranking,
                                                   const SourceWordRule& rule,
                                                   AnalysisBuffer& buffer);

}  // namespace casebook
