#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/case_report.hpp"

namespace casebook::readers {

/// "Given Family", as authors are kept; either part may be empty.
[[nodiscard]] std::string person(std::string_view given, std::string_view family);

/// The same of "Family, Given", which databases write; any other text as it is, trimmed.
[[nodiscard]] std::string person_by_family(std::string_view name);

/// An article type in our words: "case report" for "Case Reports", "case-report", …; one that we do
/// not know in lower case with spaces.
[[nodiscard]] std::string article_type_named(std::string_view type);

/// Whether `article_type_named` knows the type.
[[nodiscard]] bool is_known_article_type(std::string_view type);

/// Adds `value` without white space at its ends, unless it is empty or there already.
void add_once(std::vector<std::string>& list, std::string_view value);

/// A title without the brackets and the final stop of MEDLINE's translated ones: "[On a spleen]."
[[nodiscard]] std::string without_brackets(std::string_view title);

/// "277-281" for "277-81": MEDLINE leaves out the digits that both numbers share.
[[nodiscard]] std::string full_pages(std::string_view pages);

/// The PMC id with its letters; empty for an empty one.
[[nodiscard]] std::string pmc_id(std::string_view number);

/// `extra` with `value` under `key` if it is not empty.
void add_extra(CaseReport& report, const char* key, std::string_view value);

/// Whether the report says nothing that could be found.
[[nodiscard]] bool says_nothing(const CaseReport& report);

/// Gives each section that has no language the only one that the report names.
void spread_language(CaseReport& report);

}  // namespace casebook::readers
