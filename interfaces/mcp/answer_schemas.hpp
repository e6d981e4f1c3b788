#pragma once

#include "json_rpc.hpp"

/// The output schemas: what stands in `structuredContent` (docs/json.md tells what it means).
namespace casebook::mcp {

/// Of search_case_reports and similar_cases: the object that every door gives, with what was cut.
[[nodiscard]] Json hits_schema();

/// The same without hits, of list_facets.
[[nodiscard]] Json facets_schema();

[[nodiscard]] Json report_schema();
[[nodiscard]] Json annotation_schema();
[[nodiscard]] Json lookup_schema();

}  // namespace casebook::mcp
