#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casebook/hash.hpp"
#include "casebook/thesaurus_source.hpp"

namespace casebook {

struct IdHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view id) const { return hash_bytes(id); }
};

/// Places in a list of concepts by id.
using ConceptNumbers = std::unordered_map<std::string, std::uint32_t, IdHash, std::equal_to<>>;

/// ConceptRow::broader or ConceptRow::includes.
using LinkList = std::vector<std::string> ConceptRow::*;

/// Told of each link that is dropped: the concept's place and the id that it led to.
using LinkDropped = std::function<void(std::uint32_t, std::string_view)>;

/// Drops from `links` those to the concept itself and all but the first to the same one.
void drop_repeated_links(std::vector<ConceptRow>& concepts, LinkList links,
                         const LinkDropped& dropped);

/// Drops the links that close a cycle: of those met in the order of the rows, the last. Links to
/// ids without a number stay. Returns all places, those that links lead to before those that have
/// the links. Takes linear time and no recursion.
std::vector<std::uint32_t> break_cycles(std::vector<ConceptRow>& concepts, LinkList links,
                                        const ConceptNumbers& numbers, const LinkDropped& dropped);

/// Drops the links to broader concepts of another type.
void drop_links_to_other_types(std::vector<ConceptRow>& concepts, const ConceptNumbers& numbers,
                               const LinkDropped& dropped);

/// Leads links to broader concepts that are `left_out` on to what those have above them, and drops
/// links to parts that are. `order` is all places, broader before narrower.
void lead_links_past(std::vector<ConceptRow>& concepts, const ConceptNumbers& numbers,
                     const std::vector<std::uint32_t>& order, const std::vector<bool>& left_out);

}  // namespace casebook
