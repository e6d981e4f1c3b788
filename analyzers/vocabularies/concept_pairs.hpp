#pragma once

#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "joined_concepts.hpp"

namespace casebook {

/// Concepts of different vocabularies that may be one.
using ConceptPair = std::pair<std::uint32_t, std::uint32_t>;

/// Pairs of which one refers to the other, or which share a reference into a vocabulary whose ids
/// name one meaning each.
[[nodiscard]] std::vector<ConceptPair> pairs_by_reference(JoinedConcepts& concepts);

/// Pairs that share a name which no other concept of their vocabularies has. Counts the names that
/// are ambiguous. Abbreviations pair nothing; nor do names of less than six letters that are the
/// preferred one of neither; nor names in other languages where both have English ones, for
/// translations blur what they translate.
[[nodiscard]] std::vector<ConceptPair> pairs_by_name(JoinedConcepts& concepts, MergeCounts& counts);

/// Groups of concepts that are one. A group never holds two that are kin.
class ConceptGroups {
public:
    ConceptGroups(JoinedConcepts& concepts, MergeCounts& counts);

    /// Joins those of `pairs` whose types agree and of which each is the other's only partner in
    /// its vocabulary. Returns how many.
    std::uint64_t join(std::vector<ConceptPair> pairs);

    /// The first of its group for each concept.
    [[nodiscard]] std::vector<std::uint32_t> firsts();

private:
    [[nodiscard]] std::uint32_t first(std::uint32_t place);
    [[nodiscard]] bool may_join(std::uint32_t one, std::uint32_t other);

    JoinedConcepts& concepts_;
    MergeCounts& counts_;
    std::vector<std::uint32_t> parents_;
    std::map<std::uint32_t, std::vector<std::uint32_t>> members_;  ///< of groups of more than one
};

}  // namespace casebook
