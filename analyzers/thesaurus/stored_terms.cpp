#include "thesaurus/stored_terms.hpp"

#include <algorithm>

#include "thesaurus/packed_texts.hpp"

namespace casebook {

using thesaurus_format::AmbiguousTerm;
using thesaurus_format::ConceptRecord;
using thesaurus_format::kTermsOfBlock;
using thesaurus_format::Table;

StoredTerms::StoredTerms(const thesaurus_format::Image& image)
    : records_(image.table<thesaurus_format::TermRecord>(Table::terms)),
      styles_(image.table<thesaurus_format::StyleRecord>(Table::styles)),
      blocks_(image.table<thesaurus_format::TermBlock>(Table::term_blocks)),
      ambiguous_(image.table<AmbiguousTerm>(Table::ambiguous_terms)),
      concepts_(image.table<ConceptRecord>(Table::concepts)),
      texts_(&image.texts()) {}

std::string_view StoredTerms::text(TermNumber number) const {
    const std::size_t block = number / kTermsOfBlock;
    if (number >= size() || block >= blocks_.size()) return {};
    const std::uint32_t address = blocks_[block].text;
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
    const std::size_t from = blocks_[block].concept_number;
    const std::size_t to = block + 1 < blocks_.size()
                               ? std::min<std::size_t>(blocks_[block + 1].concept_number, last)
                               : last;
    if (from > to) return kNoConcept;
    const auto begin = concepts_.begin() + static_cast<std::ptrdiff_t>(from);
    const auto end = concepts_.begin() + static_cast<std::ptrdiff_t>(to) + 1;
    const auto behind = std::upper_bound(
        begin, end, number,
        [](TermNumber wanted, const ConceptRecord& record) { return wanted < record.first_term; });
    if (behind == begin) return kNoConcept;
    return static_cast<ConceptNumber>(behind - concepts_.begin() - 1);
}

ConceptType StoredTerms::type(TermNumber number) const {
    const ConceptNumber owner = concept_number(number);
    if (owner >= concepts_.size()) return ConceptType::other;
    return thesaurus_format::ConceptShape(concepts_[owner].shape).type();
}

std::uint32_t StoredTerms::ambiguity(TermNumber number) const {
    if (!(*this)[number].has(thesaurus_format::kAmbiguous)) return 0;
    const auto found = std::lower_bound(
        ambiguous_.begin(), ambiguous_.end(), number,
        [](const AmbiguousTerm& term, TermNumber wanted) { return term.term < wanted; });
    return found != ambiguous_.end() && found->term == number ? found->ambiguity : 0;
}

}  // namespace casebook
