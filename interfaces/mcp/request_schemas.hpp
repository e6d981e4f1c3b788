#pragma once

#include <array>
#include <initializer_list>
#include <string_view>

#include "json_rpc.hpp"

/// Pieces of the input schemas that several tools share.
namespace casebook::mcp {

/// Fields that a filter can name.
inline constexpr std::array<std::string_view, 18> kFilterFields{"therapy",
                                                                "therapy_failed",
                                                                "therapy_mentioned",
                                                                "diagnosis",
                                                                "outcome",
                                                                "age",
                                                                "age_group",
                                                                "sex",
                                                                "subject",
                                                                "year",
                                                                "language",
                                                                "journal",
                                                                "keyword",
                                                                "article_type",
                                                                "author",
                                                                "doi",
                                                                "pmid",
                                                                "id"};

/// Fields whose values can be counted.
inline constexpr std::array<std::string_view, 13> kFacetFields{
    "therapy", "therapy_failed", "therapy_mentioned", "diagnosis", "outcome", "age_group",   "sex",
    "subject", "year",           "language",          "journal",   "keyword", "article_type"};

/// The schema of a tool whose arguments are these, each a name and a schema.
[[nodiscard]] Json arguments_of(std::initializer_list<std::pair<std::string_view, Json>> properties,
                                std::initializer_list<std::string_view> required = {});

[[nodiscard]] Json text_argument(std::size_t least, std::size_t most, std::string_view description);
/// The text of a case.
[[nodiscard]] Json case_text_argument(std::string_view description);
[[nodiscard]] Json number_argument(std::size_t least, std::size_t most, std::size_t usual,
                                   std::string_view description);
[[nodiscard]] Json switch_argument(bool usual, std::string_view description);
[[nodiscard]] Json choice_argument(std::initializer_list<std::string_view> choices,
                                   std::string_view description);

/// What a query may be, told to a model.
[[nodiscard]] Json query_argument();
[[nodiscard]] Json filters_argument();
[[nodiscard]] Json facets_argument();
[[nodiscard]] Json facet_field_argument();
[[nodiscard]] Json top_argument();
[[nodiscard]] Json offset_argument();
[[nodiscard]] Json sort_argument();

/// The same argument of another tool, its description not said twice.
[[nodiscard]] Json told_elsewhere(Json argument);

}  // namespace casebook::mcp
