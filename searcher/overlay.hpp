#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/concept_finder.hpp"
#include "casebook/thesaurus.hpp"

namespace casebook {

/// A concept of an overlay that words of a query name.
struct OverlaySense {
    std::string id;
    std::string label;
    std::string type;
};

/// A small thesaurus of names that are newer than an index, joined to the index's own by the names
/// that both have. One thread at a time.
class Overlay {
public:
    /// `finder` finds the concepts of the index's thesaurus. Throws Error{schema_mismatch} if
    /// `names` was compiled by other rules for words.
    Overlay(std::shared_ptr<const Thesaurus> names, ConceptFinder& finder);

    [[nodiscard]] bool is_of(const std::shared_ptr<const Thesaurus>& names) const {
        return names_ == names;
    }

    /// The stretches of a query that the overlay has names for; senses are the overlay's.
    [[nodiscard]] std::vector<QueryConcept> names_in(std::string_view text);

    /// The overlay's concepts of that name, and those that are the same as one of `senses`, which
    /// are the index's.
    [[nodiscard]] std::vector<ConceptNumber> concepts_of(std::string_view name,
                                                         const std::vector<QuerySense>& senses);

    /// The concepts of the index's thesaurus that bear a name of that one.
    [[nodiscard]] const std::vector<ConceptNumber>& same_in_index(ConceptNumber number) const {
        return same_[number];
    }

    void add_names(ConceptNumber number, std::vector<std::string>& names) const;
    [[nodiscard]] OverlaySense sense(ConceptNumber number) const;

private:
    std::shared_ptr<const Thesaurus> names_;
    ConceptFinder finder_;
    std::vector<Language> languages_;
    std::vector<std::vector<ConceptNumber>> same_;              ///< by concept of the overlay
    std::map<ConceptNumber, std::vector<ConceptNumber>> back_;  ///< by concept of the index
};

}  // namespace casebook
