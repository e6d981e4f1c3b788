#include "concept_family.hpp"

#include <set>

namespace casebook {
namespace {

template <typename Neighbours>
std::vector<ConceptNumber> closure(ConceptNumber number, Neighbours neighbours) {
    std::set<ConceptNumber> seen{number};
    std::vector<ConceptNumber> open{number};
    while (!open.empty()) {
        const ConceptNumber here = open.back();
        open.pop_back();
        neighbours(here, [&](ConceptNumber next) {
            if (seen.insert(next).second) open.push_back(next);
        });
    }
    return {seen.begin(), seen.end()};
}

}  // namespace

std::vector<ConceptNumber> counted_as(const Thesaurus& thesaurus, ConceptNumber number) {
    return closure(number, [&](ConceptNumber here, auto visit) {
        for (const ConceptNumber broader : thesaurus.broader(here))
            visit(broader);
        for (const ConceptNumber part : thesaurus.includes(here))
            visit(part);
    });
}

std::vector<ConceptNumber> counting_as(const Thesaurus& thesaurus, ConceptNumber number) {
    return closure(number, [&](ConceptNumber here, auto visit) {
        for (const ConceptNumber narrower : thesaurus.narrower(here))
            visit(narrower);
        for (const ConceptNumber regimen : thesaurus.included_in(here))
            visit(regimen);
    });
}

}  // namespace casebook
