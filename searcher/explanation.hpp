#pragma once

#include <string_view>
#include <vector>

#include "casebook/search.hpp"
#include "compiled_query.hpp"
#include "feedback.hpp"
#include "ranker.hpp"
#include "read_query.hpp"

namespace casebook {

/// The compiled query in words, for `--explain` and tests. Guides and feedback are left empty.
[[nodiscard]] Explanation explain_query(const ReadQuery& query, const CompiledQuery& compiled,
                                        std::string_view typed);

/// What each of the ranked documents scores by, document by document: a part for each condition
/// that it holds, and those named "residue" and "feedback". `feedback` is the query that guided the
/// ranking.
[[nodiscard]] std::vector<std::vector<WeighedPart>> score_parts(const Xapian::Database& database,
                                                                const ReadQuery& query,
                                                                const CompiledQuery& compiled,
                                                                const Xapian::Query& feedback,
                                                                const Ranking& ranking);

}  // namespace casebook
