#pragma once

#include <xapian.h>

#include <optional>

#include "casebook/search.hpp"
#include "compiled_query.hpp"
#include "document_set.hpp"
#include "facet_columns.hpp"
#include "search_limit.hpp"

namespace casebook {

/// The reports of a query's first tier by operations on sets of terms, which `known` keeps: what
/// the matcher finds, without asking it about each report. None where sets do not tell it: under
/// the rule `most`, for phrases, and for what is not at hand to be walked. None too where `limit`
/// is reached, which may be null.
[[nodiscard]] std::optional<DocumentSet> find_documents(const Xapian::Database& database,
                                                        const CompiledQuery& query, MatchRule rule,
                                                        FacetColumns& known, SearchLimit* limit);

}  // namespace casebook
