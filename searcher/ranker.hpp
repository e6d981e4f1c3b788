#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <vector>

#include "casebook/search.hpp"
#include "compiled_query.hpp"
#include "search_limit.hpp"

namespace casebook {

struct RankedDocument {
    Xapian::docid document = 0;
    double score = 0;
    bool partial = false;
    std::optional<HitFusion> fusion;  ///< where a vector ranked too
};

struct Ranking {
    std::vector<RankedDocument> documents;  ///< those wanted, first tier first
    std::size_t total = 0;                  ///< reports of the first tier
    bool total_is_exact = false;            ///< else at least so many
    MatchRule match = MatchRule::all;
    double match_required = 1.0;
    std::vector<Xapian::docid> first_tier;  ///< all of it, ascending; only where it was needed
    bool has_first_tier = false;
};

struct RankingWish {
    std::size_t offset = 0;
    std::size_t top = 10;
    MatchRule match = MatchRule::automatic;
    SortOrder sort = SortOrder::relevance;
    bool with_total = true;  ///< else `total` is a lower bound, and much is saved
    bool with_first_tier = false;
    bool with_partial = true;    ///< fill up with reports of the second tier
    bool with_elsewhere = true;  ///< those too that have the words in references or furniture only
    Way feedback;                ///< raises what resembles the best answers; may be empty
    /// An answer to the same query by the same rule, with other wishes: saves finding out again
    /// which reports are of the first tier, and how many. May be null.
    const Ranking* earlier = nullptr;
    /// Each sees all of the first tier, by the rules `all` and `any`; then it is not listed.
    std::vector<Xapian::MatchSpy*> spies;
    SearchLimit* limit = nullptr;  ///< ends the ranking with what it has found; or null
};

/// Units up to which `automatic` wants all of them.
inline constexpr std::size_t kMostUnitsForAll = 6;

/// Share of the query's idf mass that `most` wants.
inline constexpr double kMassForMost = 0.75;

/// What feedback counts where a report holds all that the match rule asks: the query's own words
/// tell such reports apart better than what they resemble (docs/evaluation.md).
inline constexpr double kFeedbackOnWholeAnswers = 0.25;

/// How many of the query's conditions rank: stop words only where there is nothing else.
[[nodiscard]] std::size_t count_ranking(const CompiledQuery& query);

/// Ranks the reports of one revision of an index in two tiers: those that the match rule accepts,
/// best first, then the best of the rest. Ties are broken by id.
[[nodiscard]] Ranking rank(const Xapian::Database& database, const CompiledQuery& query,
                           const RankingWish& wish);

}  // namespace casebook
