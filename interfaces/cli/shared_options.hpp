#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "command_spec.hpp"

/// Options that several commands take, told once.
namespace casebook::cli {

[[nodiscard]] OptionSpec help_option();
[[nodiscard]] OptionSpec database_option();
[[nodiscard]] OptionSpec wait_option();
[[nodiscard]] OptionSpec overlay_option();
[[nodiscard]] OptionSpec thesaurus_option(std::string_view help, std::string_view detail);
[[nodiscard]] OptionSpec format_option(std::vector<std::string_view> formats, std::string_view help,
                                       std::string_view detail = {});
[[nodiscard]] OptionSpec filter_option();
[[nodiscard]] OptionSpec fast_option();
[[nodiscard]] OptionSpec no_synonyms_option();
[[nodiscard]] OptionSpec timeout_option();
[[nodiscard]] OptionSpec boolean_option();
[[nodiscard]] OptionSpec match_option(std::string_view usual);
[[nodiscard]] OptionSpec record_limit_option();
[[nodiscard]] OptionSpec input_format_option(std::string_view name);
[[nodiscard]] OptionSpec top_option(std::string_view detail);
[[nodiscard]] OptionSpec offset_option();
[[nodiscard]] OptionSpec facet_option();
[[nodiscard]] OptionSpec facet_sort_option();
[[nodiscard]] OptionSpec facet_match_option();
[[nodiscard]] OptionSpec sort_option();
[[nodiscard]] OptionSpec answer_format_option();

/// The fields of the index that a query can name, and those that a filter can, as the schema has
/// them: "author, id, doi".
[[nodiscard]] std::string field_list(bool for_filters);

}  // namespace casebook::cli
