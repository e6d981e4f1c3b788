#pragma once

#include <string>

#include "json_rpc.hpp"

/// Answers as a model reads them: what the structured form has, without offsets and scores.
namespace casebook::mcp {

/// Of search_case_reports, similar_cases and list_facets.
[[nodiscard]] std::string hits_text(const Json& answer);

/// "Title", then where it appeared, id, languages: the head of a hit or a report.
[[nodiscard]] std::string heading_text(const Json& report);

/// A line for each kind of fact that the report tells, each after `indent`.
[[nodiscard]] std::string facts_text(const Json& facts, const std::string& indent);

/// "Next: …" for what was cut or not found; empty where there is nothing to say.
[[nodiscard]] std::string advice_text(const Json& answer);

}  // namespace casebook::mcp
