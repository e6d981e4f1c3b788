#pragma once

#include "handle_pool.hpp"
#include "read_query.hpp"
#include "search_limit.hpp"
#include "spelling.hpp"

namespace casebook {

/// The request as it is answered: the boolean mode overrides what would loosen it.
[[nodiscard]] SearchRequest settled(SearchRequest request);

/// A search for the exact set reads every word as it stands.
[[nodiscard]] QueryManner manner_of(const SearchRequest& request);

/// The query of a settled request as it is understood on the handle's revision: misspelt words put
/// right, words with a star expanded. Without the request's filters. Misspelt words stay as they are if
/// `limit` is reached before; it may be null.
[[nodiscard]] ReadQuery read_request(IndexHandle& handle, const SearchRequest& request,
                                     SpellingCorrector::Use use,
                                     SearchLimit* limit = nullptr);

}  // namespace casebook
