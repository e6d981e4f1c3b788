#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/search.hpp"

/// The JSON of the contract (docs/json.md): one line, keys in the documented order, UTF-8. Every
/// door writes its answers with these, so that all doors give equal bytes (but for `took_ms`).
namespace casebook {

/// `search --format json`.
[[nodiscard]] std::string to_json(const SearchResult& result);

/// One hit, as it stands in `hits` and as a line of `search --format jsonl`.
[[nodiscard]] std::string to_json(const Hit& hit);

/// `show --format json`: a hit's object without rank and score, with sections and all metadata.
[[nodiscard]] std::string to_json(const FoundReport& found);

/// The array that stands at `diagnostics` in an answer.
[[nodiscard]] std::string to_json(const std::vector<Diagnostic>& diagnostics);

/// `suggest --format json`.
[[nodiscard]] std::string to_json(std::string_view prefix,
                                  const std::vector<Completion>& completions);

}  // namespace casebook
