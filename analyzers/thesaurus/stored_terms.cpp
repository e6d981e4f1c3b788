#include "thesaurus/stored_terms.hpp"

#include <algorithm>
#include <cstddef>

#include "thesaurus/packed_texts.hpp"

namespace casebook {

using thesaurus_format::AmbiguousTerm;
using thesaurus_format::ConceptRecord;
using thesaurus_format::kTermsOfBlock;
using thesaurus_format::PackedTable;
using thesaurus_format::Table;
using thesaurus_format::TermBlock;

StoredTerms::StoredTerms(const thesaurus_format::Image& image)
    : records_(image.packed(Table::terms)),
      styles_(image.table<thesaurus_format::StyleRecord>(Table::styles)),
      blocks_(image.packed(Table::term_blocks)),
      ambiguous_(image.packed(Table::ambiguous_terms)),
      concepts_(image.packed(Table::concepts)),
      texts_(&image.texts()) {}

std::string_view StoredTerms::text(TermNumber number) const {
    const std::size_t block = number / kTermsOfBlock;
    if (number >= size() || block >= blocks_.size()) return {};
    const std::uint32_t address = blocks_.row<TermBlock>(block).text;
    const std::span<const char> texts = texts_->piece(address / thesaurus_format::kPieceBytes);
    std::size_t at = address % thesaurus_format::kPieceBytes;
    for (TermNumber before = number % kTermsOfBlock; before > 0; --before)
        (void)thesaurus_format::next_string(texts, at);
    return thesaurus_format::next_string(texts, at);
}

/// Between the concept of the block's first term and that of the next block's.
ConceptNumber StoredTerms::concept_number(TermNumber number) const {
    const std::size_t block = number / kTermsOfBlock;
    if (number >= size() || block >= blocks_.size() || concepts_.size() < 2) return kNoConcept;
    const std::size_t last = concepts_.size() - 2;
    const std::size_t from = blocks_.row<TermBlock>(block).concept_number;
    // Behind the last block stands none: kNoConcept is greater than any.
    const std::size_t to =
        std::min<std::size_t>(blocks_.row<TermBlock>(block + 1).concept_number, last);
    if (from > to) return kNoConcept;
    constexpr std::size_t kFirstTerm = offsetof(ConceptRecord, first_term) / sizeof(std::uint32_t);
    const std::size_t behind = PackedTable::lower_bound(from, to + 1, [&](std::size_t owner) {
        return concepts_.number(owner, kFirstTerm) <= number;
    });
    return behind == from ? kNoConcept : static_cast<ConceptNumber>(behind - 1);
}

ConceptType StoredTerms::type(TermNumber number) const {
    const ConceptNumber owner = concept_number(number);
    if (owner >= concepts_.size()) return ConceptType::other;
    return thesaurus_format::ConceptShape(concepts_.row<ConceptRecord>(owner).shape).type();
}

std::uint32_t StoredTerms::ambiguity(TermNumber number) const {
    if (!(*this)[number].has(thesaurus_format::kAmbiguous)) return 0;
    const std::size_t found = PackedTable::lower_bound(
        0, ambiguous_.size(),
        [&](std::size_t place) { return ambiguous_.row<AmbiguousTerm>(place).term < number; });
    const auto term = ambiguous_.row<AmbiguousTerm>(found);
    return term.term == number ? term.ambiguity : 0;
}

}  // namespace casebook
