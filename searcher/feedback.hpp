#pragma once

#include <xapian.h>

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "ranker.hpp"

namespace casebook {

/// A word that the best answers to a query share, and what it is worth beside the query's words.
struct FeedbackTerm {
    std::string term;   ///< a stem or skeleton as it stands in the index
    double weight = 0;  ///< share of the feedback; all together 1
};

/// Answers that a first pass must give for feedback, and how many are looked at.
inline constexpr std::size_t kFeedbackReports = 10;

/// What the feedback weighs beside the query's own words.
inline constexpr double kFeedbackShare = 0.5;

/// The words that tell the best answers of a first pass from the rest of the index, best first
/// (pseudo-relevance feedback after Lavrenko & Croft 2001, RM3 of Abdul-Jaleel et al. 2004). Each
/// answer counts exp(c (its score - the best one's)): one clear answer guides alone, a flat list
/// shares. A word counts its frequency by length, as its impact tells it, times the root of its
/// idf; none that stands in over a tenth of the reports, nor in one alone. Empty if there are no
/// answers. `own` are the query's own terms, which are left out.
[[nodiscard]] std::vector<FeedbackTerm> feedback_terms(const Xapian::Database& database,
                                                       const std::vector<RankedDocument>& answers,
                                                       const std::set<std::string>& own);

/// The feedback as a way to hold something, weighed beside one of `conditions` conditions; empty
/// for no terms.
[[nodiscard]] Way feedback_way(const Xapian::Database& database,
                               const std::vector<FeedbackTerm>& terms, std::size_t conditions);

/// Puts into an explanation which answers guided the second pass, with what each counted (the best
/// one 1), and which terms they told.
void explain_feedback(const Xapian::Database& database, const std::vector<RankedDocument>& answers,
                      const std::vector<FeedbackTerm>& terms, Explanation& explanation);

}  // namespace casebook
