#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/concept_finder.hpp"
#include "casebook/thesaurus.hpp"

namespace casebook {

/// The concepts that `term`, an id or a name in any of the thesaurus's languages, stands for; none
/// if it stands for none.
[[nodiscard]] std::vector<QuerySense> look_up_concepts(const Thesaurus& thesaurus,
                                                       std::string_view term);

/// The JSON array of them that `casebook thesaurus lookup --format json` prints.
[[nodiscard]] std::string to_json(const Thesaurus& thesaurus,
                                  const std::vector<QuerySense>& senses);

}  // namespace casebook
