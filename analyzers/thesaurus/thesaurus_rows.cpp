#include "casebook/thesaurus.hpp"
#include "thesaurus/format.hpp"

// A compiled thesaurus taken apart into rows again.
namespace casebook {

using thesaurus_format::Image;
using thesaurus_format::SenseRecord;
using thesaurus_format::SignRecord;
using thesaurus_format::Table;

namespace {

std::vector<std::string> ids_of(const Thesaurus& thesaurus,
                                std::span<const ConceptNumber> numbers) {
    std::vector<std::string> ids;
    ids.reserve(numbers.size());
    for (const ConceptNumber number : numbers)
        ids.emplace_back(thesaurus.id(number));
    return ids;
}

ConceptRow concept_row(const Thesaurus& thesaurus, ConceptNumber number) {
    ConceptRow row;
    row.id = thesaurus.id(number);
    row.type = thesaurus.type(number);
    row.broader = ids_of(thesaurus, thesaurus.broader(number));
    row.includes = ids_of(thesaurus, thesaurus.includes(number));
    for (const std::string_view reference : thesaurus.cross_references(number))
        row.cross_references.emplace_back(reference);
    return row;
}

TermRow term_row(const Thesaurus& thesaurus, TermNumber number) {
    const ThesaurusTerm term = thesaurus.term(number);
    TermRow row;
    row.concept_id = thesaurus.id(term.concept_number);
    row.language = term.language;
    row.kind = term.kind;
    row.term = term.text;
    row.evidence = term.trusted ? "kept" : "none";
    return row;
}

SenseRow sense_row(const Thesaurus& thesaurus, const Image& image, const SenseRecord& record,
                   std::uint32_t last_sign) {
    SenseRow row;
    row.term = image.string(record.term);
    row.language = image.string(record.language);
    const bool known = record.concept_number != kNoConcept;
    row.concept_id = known ? std::string(thesaurus.id(record.concept_number)) : "-";
    const thesaurus_format::PackedTable& signs = image.packed(Table::signs);
    for (std::size_t at = record.first_sign; at < last_sign && at < signs.size(); ++at) {
        const auto sign = signs.row<SignRecord>(at);
        row.signs.emplace_back(sign.concept_number == kNoConcept
                                   ? image.string(sign.text)
                                   : thesaurus.id(sign.concept_number));
    }
    return row;
}

}  // namespace

ThesaurusSource Thesaurus::source() const {
    ThesaurusSource source;
    for (ConceptNumber number = 0; number < concept_count(); ++number)
        source.concepts.push_back(concept_row(*this, number));
    for (TermNumber number = 0; number < term_count(); ++number)
        source.terms.push_back(term_row(*this, number));
    if (image_ == nullptr) return source;
    const thesaurus_format::PackedTable& senses = image_->packed(Table::senses);
    for (std::size_t at = 0; at + 1 < senses.size(); ++at)
        source.senses.push_back(sense_row(*this, *image_, senses.row<SenseRecord>(at),
                                          senses.row<SenseRecord>(at + 1).first_sign));
    return source;
}

}  // namespace casebook
