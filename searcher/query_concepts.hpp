#pragma once

#include <xapian.h>

#include <string_view>
#include <vector>

#include "casebook/concept_finder.hpp"
#include "casebook/language.hpp"
#include "overlay.hpp"
#include "query_unit.hpp"

namespace casebook {

/// A stretch of a query that names concepts, and the terms of the index that hold them.
struct NamedStretch {
    std::size_t begin = 0;  ///< bytes of the text that was read
    std::size_t end = 0;
    std::vector<QuerySense> senses;  ///< several where the name is ambiguous
    std::vector<ConceptTerm> terms;  ///< the most frequent first; none if the index has none
    /// Of the overlay: the concepts that it names, and the other names to look for as words.
    std::vector<OverlaySense> overlay_senses;
    std::vector<std::string> other_names;
};

/// Reads which concepts the words of a query name, and descends to what is narrower
/// (docs/decisions/0006-narrower-concepts.md). One thread at a time.
class ConceptReader {
public:
    /// Terms of one stretch; the most frequent are kept.
    static constexpr std::size_t kMostTerms = 256;

    /// Narrower concepts of one stretch that are looked up in the index.
    static constexpr std::size_t kMostLookedUp = 16384;

    /// `languages` are those that the index's texts are stemmed in. All of the arguments outlive
    /// the reader.
    ConceptReader(ConceptFinder& finder, const Thesaurus& thesaurus,
                  const Xapian::Database& database, const std::vector<Language>& languages,
                  Overlay* overlay = nullptr);

    /// The stretches of `text` that name concepts, in order, none over another. Read in the
    /// languages of the index; in the thesaurus' others too, where that finds what is longer or
    /// stands where nothing else does: who asks need not write a language of the index.
    [[nodiscard]] std::vector<NamedStretch> find(std::string_view text) const;

private:
    [[nodiscard]] std::vector<QueryConcept> names_in(std::string_view text) const;
    [[nodiscard]] std::vector<ConceptTerm> terms_of(const std::vector<QuerySense>& senses) const;
    void add_overlay(NamedStretch& stretch, std::string_view text) const;

    ConceptFinder& finder_;
    const Thesaurus& thesaurus_;
    const Xapian::Database& database_;
    const std::vector<Language>& languages_;
    std::vector<Language> other_languages_;
    Overlay* overlay_;
};

}  // namespace casebook
