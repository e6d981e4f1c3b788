#pragma once

#include "casebook/search.hpp"
#include "command_line.hpp"

namespace casebook::cli {

/// Gives the request the vector that `--vector` names, a file that holds a JSON array of numbers or
/// `-` for standard input, and how it is fused. Throws Error{not_found} or {io} for a file that
/// cannot be read, {invalid_argument} for what is no such array, UsageError for a bad number.
void read_query_vector(const ParsedCommand& command, SearchRequest& request);

}  // namespace casebook::cli
