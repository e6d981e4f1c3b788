#pragma once

#include <vector>

#include "casebook/thesaurus.hpp"

namespace casebook {

/// The concept and all that it stands for in a hierarchy of facts, ascending: what is broader, what
/// a regimen includes, and so on from these. A report that has the concept counts for each.
[[nodiscard]] std::vector<ConceptNumber> counted_as(const Thesaurus& thesaurus,
                                                    ConceptNumber number);

/// The inverse: the concepts that count as that one, itself among them, ascending.
[[nodiscard]] std::vector<ConceptNumber> counting_as(const Thesaurus& thesaurus,
                                                     ConceptNumber number);

}  // namespace casebook
