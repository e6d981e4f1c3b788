#pragma once

#include <string>

#include "casebook/search.hpp"

namespace casebook {

/// The hits as RFC 4180: a header, then a row a hit. Cells that a spreadsheet would take for a
/// formula (those that begin with '=', '+', '-', '@', a tab or a carriage return) get an apostrophe
/// in front.
[[nodiscard]] std::string to_csv(const SearchResult& result);

}  // namespace casebook
