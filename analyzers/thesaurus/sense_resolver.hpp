#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "casebook/thesaurus.hpp"
#include "thesaurus/name_matcher.hpp"

namespace casebook {

/// The senses that ambiguous terms may have: those of their rows, else every concept that they
/// stand under.
[[nodiscard]] std::vector<ThesaurusSense> senses_of(const Thesaurus& thesaurus,
                                                    const std::vector<TermNumber>& terms);

/// Tells what ambiguous terms mean in one report.
class SenseResolver {
public:
    /// `present` are the concepts that the report names without ambiguity, `signs` the words that
    /// stand in it.
    SenseResolver(const Thesaurus& thesaurus, std::vector<ConceptNumber> present,
                  const std::set<std::uint32_t>& signs)
        : thesaurus_(thesaurus), present_(std::move(present)), signs_(signs) {
        std::sort(present_.begin(), present_.end());
    }

    /// The sense for which alone something in the report speaks: the concept itself by another
    /// name, a sign, or what is narrower. None if there is no such sense, or if it stands nowhere.
    [[nodiscard]] ConceptNumber resolve(const std::vector<TermNumber>& terms);

private:
    [[nodiscard]] bool speaks_for(const ThesaurusSense& sense);
    [[nodiscard]] bool is_present(ConceptNumber number);

    const Thesaurus& thesaurus_;
    std::vector<ConceptNumber> present_;
    const std::set<std::uint32_t>& signs_;
    std::map<ConceptNumber, bool> known_;
    std::map<std::vector<TermNumber>, ConceptNumber> resolved_;
};

}  // namespace casebook
