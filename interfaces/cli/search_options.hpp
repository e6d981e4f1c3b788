#pragma once

#include <string>

#include "casebook/search.hpp"
#include "command_line.hpp"

namespace casebook::cli {

/// The request that the options of `search` and `run` make, without a query. An option that the
/// command does not have keeps the request's default. Throws UsageError for a filter without '='
/// and a facet with a bad number.
[[nodiscard]] SearchRequest read_search_options(const ParsedCommand& command);

/// The command's words with a space between each two: the query that they make.
[[nodiscard]] std::string joined_words(const ParsedCommand& command);

}  // namespace casebook::cli
