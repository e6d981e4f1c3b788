#include "thesaurus/sense_resolver.hpp"

#include <algorithm>

namespace casebook {

std::vector<ThesaurusSense> senses_of(const Thesaurus& thesaurus,
                                      const std::vector<TermNumber>& terms) {
    std::vector<ThesaurusSense> senses;
    const auto add = [&](const ThesaurusSense& sense) {
        const bool known = std::any_of(senses.begin(), senses.end(), [&](const auto& other) {
            return other.concept_number == sense.concept_number &&
                   other.first_sign == sense.first_sign;
        });
        if (!known) senses.push_back(sense);
    };
    for (const TermNumber term : terms) {
        const std::vector<ThesaurusSense> rows = thesaurus.senses(term);
        std::for_each(rows.begin(), rows.end(), add);
    }
    for (const TermNumber term : terms) {
        const ConceptNumber number = thesaurus.term(term).concept_number;
        const bool listed = std::any_of(senses.begin(), senses.end(), [&](const auto& other) {
            return other.concept_number == number;
        });
        if (!listed) senses.push_back({number, 0, 0});
    }
    return senses;
}

ConceptNumber SenseResolver::resolve(const std::vector<TermNumber>& terms) {
    const auto [found, added] = resolved_.emplace(terms, kNoConcept);
    if (!added) return found->second;
    std::size_t spoken_for = 0;
    ConceptNumber meant = kNoConcept;
    for (const ThesaurusSense& sense : senses_of(thesaurus_, terms)) {
        if (!speaks_for(sense)) continue;
        ++spoken_for;
        meant = sense.concept_number;
    }
    if (spoken_for == 1) found->second = meant;
    return found->second;
}

bool SenseResolver::speaks_for(const ThesaurusSense& sense) {
    if (sense.concept_number != kNoConcept && is_present(sense.concept_number)) return true;
    const std::vector<ThesaurusSign> signs = thesaurus_.signs(sense);
    return std::any_of(signs.begin(), signs.end(), [this](const ThesaurusSign& sign) {
        return sign.words != 0 ? signs_.contains(sign.words) : is_present(sign.concept_number);
    });
}

/// Whether the report names the concept or a narrower one.
bool SenseResolver::is_present(ConceptNumber number) {
    const auto [found, added] = known_.emplace(number, false);
    if (!added) return found->second;
    const std::vector<ConceptRange> ranges = thesaurus_.narrower_ranges(number);
    found->second = std::any_of(ranges.begin(), ranges.end(), [this](const ConceptRange& range) {
        const auto first = std::lower_bound(present_.begin(), present_.end(), range.first);
        return first != present_.end() && *first < range.last;
    });
    return found->second;
}

}  // namespace casebook
