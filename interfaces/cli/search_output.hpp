#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/search.hpp"
#include "streams.hpp"

/// How the answer to a search is printed. JSON, CSV and references are the library's own
/// (casebook/search_json.hpp, casebook/search_csv.hpp, casebook/citation_export.hpp).
namespace casebook::cli {

/// The answer in one of the formats of `kAnswerFormats`.
[[nodiscard]] std::string answer_text(const SearchResult& result, std::string_view format,
                                      const Terminal& terminal);

inline constexpr std::array<std::string_view, 6> kAnswerFormats = {"text", "json", "jsonl",
                                                                   "csv",  "ris",  "bibtex"};

/// The hits and facets as a person reads them, and a last line that counts them.
[[nodiscard]] std::string search_text(const SearchResult& result, const Terminal& terminal);

/// What there is to say about the query, for standard error: each diagnostic with the bytes that it
/// means marked below the query, how units were read, and what else may have been meant.
[[nodiscard]] std::string query_notes(const SearchResult& result, const Terminal& terminal);

/// The diagnostics alone.
[[nodiscard]] std::string diagnostic_notes(const SearchResult& result, const Terminal& terminal);

}  // namespace casebook::cli
