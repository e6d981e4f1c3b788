#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "casebook/thesaurus_source.hpp"
#include "vocabulary_links.hpp"

namespace casebook {

/// The type of a concept by its own id: that of a branch's top (`MAXO:0000002`, therapeutic
/// procedures). None for ids that are no such top.
[[nodiscard]] std::optional<ConceptType> type_of_branch(std::string_view id);

/// The type that ids of a vocabulary have where no branch tells another; none if unknown.
[[nodiscard]] std::optional<ConceptType> type_of_vocabulary(std::string_view vocabulary);

/// Gives each concept that is not `typed` a type: its own branch's, else the first in the order of
/// ConceptType of those that its broader concepts have from a branch, else its vocabulary's.
/// `order` is all places, broader before narrower.
void assign_types(std::vector<ConceptRow>& concepts, const std::vector<bool>& typed,
                  const ConceptNumbers& numbers, const std::vector<std::uint32_t>& order);

/// Whether concepts of the two types can be one: the same type, one unknown, a diagnosis and a
/// finding, or any of therapy, procedure and substance.
[[nodiscard]] bool types_agree(ConceptType one, ConceptType other);

}  // namespace casebook
