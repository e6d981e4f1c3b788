#pragma once

#include <cstddef>

#include "handle_pool.hpp"
#include "read_query.hpp"

namespace casebook {

/// Words that a pattern may stand for; of more, the most frequent ones count.
inline constexpr std::size_t kMostExpansions = 64;

/// Patterns of one query that are looked up.
inline constexpr std::size_t kMostPatterns = 16;

/// Letters that a pattern must have, and terms of the index that are looked at for one.
inline constexpr std::size_t kShortestPattern = 3;
inline constexpr std::size_t kMostTermsLookedAt = 2000000;

/// Gives each unit with a pattern (`leuk*`, `*emia`, `h*globin`) the words of the index that it
/// stands for: surface forms, and stems, which are the words that equal theirs. Too short a
/// pattern, or one that stands for more than counts, gets a diagnostic.
void expand_wildcards(ReadQuery& query, IndexHandle& handle);

}  // namespace casebook
