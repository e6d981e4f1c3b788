#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/thesaurus_source.hpp"

namespace casebook {

/// What a type of the UMLS Semantic Network (`T121`) is here; `other` for those that tell nothing.
[[nodiscard]] ConceptType type_of_semantic_type(std::string_view tui);

/// Of a concept with several: the first in the order of ConceptType, so that a drug that is an
/// organic chemical too is a therapy.
[[nodiscard]] ConceptType type_of_semantic_types(const std::vector<std::string>& tuis);

}  // namespace casebook
