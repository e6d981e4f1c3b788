#pragma once

#include <xapian.h>

#include <vector>

#include "casebook/schema.hpp"
#include "casebook/search.hpp"

namespace casebook {

/// Counts, exactly, how many of `documents` (ascending) hold each value of a facet, by walking the
/// posting lists of its terms. Most frequent first, then by value; at most `limit` values.
[[nodiscard]] std::vector<FacetValue> count_facet(const Xapian::Database& database, TermClass field,
                                                  const std::vector<Xapian::docid>& documents,
                                                  std::size_t limit);

}  // namespace casebook
