#pragma once

#include "casebook/search.hpp"
#include "handle_pool.hpp"
#include "search_limit.hpp"

namespace casebook {

/// The reports of the handle's revision that are most like `source`, which is left out if the index
/// holds its id. The answer has no query yet.
[[nodiscard]] SearchResult find_similar(IndexHandle& handle, CaseReport source,
                                        const SearchRequest& request, SearchLimit& limit);

}  // namespace casebook
