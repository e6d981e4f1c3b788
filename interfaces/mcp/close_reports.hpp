#pragma once

#include <string>

#include "tool.hpp"

namespace casebook::mcp {

/// What to tell of an id that the index does not have: the reports of that DOI or PubMed number,
/// else the ids that are spelt nearly like it.
[[nodiscard]] std::string no_such_report(const Library& library, const std::string& id);

}  // namespace casebook::mcp
