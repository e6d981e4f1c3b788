#pragma once

#include "casebook/search.hpp"
#include "endpoint.hpp"

namespace casebook::http {

/// The search that the parameters tell, as far as the endpoint has them. Throws ApiError 400.
[[nodiscard]] SearchRequest search_of_parameters(const Call& call);

/// The search that the body tells. Throws ApiError 400, casebook::Error.
[[nodiscard]] SearchRequest search_of_body(const Call& call);

/// json, jsonl, csv, ris or bibtex: the parameter `format`.
[[nodiscard]] std::string answer_format(const Call& call);

/// Gives the request what belongs to this server: its overlay, its limits of lists, the time that
/// is left and the client's going. Leaves out snippets that `format` does not show.
void settle(const Call& call, std::string_view format, SearchRequest& request);

/// The parameters `filter`. Throws ApiError 400.
void read_filters(const Call& call, SearchRequest& request);

/// `timeout_ms`, if it ends before the server's own limit does.
void read_timeout(const Call& call, SearchRequest& request);

}  // namespace casebook::http
