#include "concept_places.hpp"

#include <algorithm>

namespace casebook {

ConceptPlaces::ConceptPlaces(const ReadQuery& query, const Xapian::Database& database)
    : database_(database) {
    for (std::size_t unit = 0; unit < query.units.size(); ++unit) {
        for (const ConceptTerm& known : query.units[unit].concepts)
            roles_[known.term].push_back({unit, &known});
    }
}

std::vector<ConceptPlace> ConceptPlaces::find(const IndexedReport& report) {
    std::vector<ConceptPlace> places;
    if (roles_.empty()) return places;
    // A report names some dozens of concepts, a query may stand for hundreds.
    const std::string prefix(row_of(TermClass::concept_id).prefix);
    std::vector<std::uint32_t> positions;
    auto term = database_.termlist_begin(report.number());
    const auto end = database_.termlist_end(report.number());
    for (term.skip_to(prefix); term != end && is_of_class(*term, TermClass::concept_id); ++term) {
        const auto roles = roles_.find(*term);
        if (roles == roles_.end()) continue;
        report.find_positions(*term, positions);
        if (positions.size() > kMostPlaces) positions.resize(kMostPlaces);
        for (const std::uint32_t position : positions) {
            for (const Role& role : roles->second)
                places.push_back({role.unit, position, role.concept_term->concept_number,
                                  role.concept_term->relation});
        }
    }
    std::stable_sort(places.begin(), places.end(),
                     [](const ConceptPlace& left, const ConceptPlace& right) {
                         return left.position < right.position;
                     });
    return places;
}

}  // namespace casebook
