#pragma once

#include <string_view>

#include "casebook/search.hpp"

namespace casebook {

/// The request that a JSON object tells (docs/json.md, "Requests"). What it does not name keeps its
/// default; `timeout_ms` is counted from now. Throws Error{invalid_argument}, naming the key, for
/// what is no such object: an unknown key is an error, as is a value of the wrong kind.
[[nodiscard]] SearchRequest parse_search_request(std::string_view json);

}  // namespace casebook
