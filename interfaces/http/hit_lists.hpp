#pragma once

#include <string_view>

#include "api_error.hpp"
#include "casebook/search.hpp"
#include "endpoint.hpp"

/// Answers to searches, as the formats that they can be asked for in.
namespace casebook::http {

/// Whether `format` is hits and nothing else, so that parts of an answer put together are the whole.
[[nodiscard]] bool is_list(std::string_view format);

/// All of an answer. Throws what `no_time` gives for a list that was cut short: nothing in it would
/// tell.
[[nodiscard]] Answer written(const SearchResult& result, std::string_view format);

/// Refuses, under the request's `strict`, a query that is not well formed.
void check_strict(const Call& call, const SearchResult& result);

/// `wanted` hits of a search, as a list: a part of them now, the others as they are taken. No more
/// reports are kept at once than a part has; each part has the time of a request of its own. All
/// are of one revision of the index: a commit meanwhile breaks the answer off.
[[nodiscard]] Answer listed_in_parts(const Call& call, SearchRequest request,
                                     std::string_view format, std::size_t wanted);

[[nodiscard]] ApiError no_time();

/// `way_out` says what to do.
[[nodiscard]] ApiError too_many_hits(const Call& call, const std::string& way_out);

}  // namespace casebook::http
