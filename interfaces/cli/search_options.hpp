#pragma once

#include <string>

#include "casebook/search.hpp"
#include "command_line.hpp"

namespace casebook::cli {

/// The request that the options of `search`, `similar` and `run` make, without a query. An option
/// that the command does not have keeps the request's default. Throws UsageError for a filter
/// without '=' a facet with a bad number, and a facet that the format has no place for. Snippets
/// are asked for where the format shows them or tells why a hit is partial.
[[nodiscard]] SearchRequest read_search_options(const ParsedCommand& command);

/// Gives the request the deadline that `--timeout` tells, counted from now.
void start_timeout(const ParsedCommand& command, SearchRequest& request);

/// The command's words with a space between each two: the query that they make.
[[nodiscard]] std::string joined_words(const ParsedCommand& command);

}  // namespace casebook::cli
