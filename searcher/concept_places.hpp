#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexed_report.hpp"
#include "read_query.hpp"

namespace casebook {

/// A place at which a report names a concept of the query, as the index tells it.
struct ConceptPlace {
    std::size_t unit = 0;        ///< number in ReadQuery::units
    std::uint32_t position = 0;  ///< of the name's first word
    ConceptNumber concept_number = kNoConcept;
    ConceptRelation relation = ConceptRelation::same;
};

/// Finds where reports name the concepts of one query. One thread at a time.
class ConceptPlaces {
public:
    /// Places of one concept that are looked at.
    static constexpr std::size_t kMostPlaces = 64;

    /// `query` and `database` outlive it.
    ConceptPlaces(const ReadQuery& query, const Xapian::Database& database);

    /// The places in a report, ascending.
    [[nodiscard]] std::vector<ConceptPlace> find(const IndexedReport& report);

private:
    struct Role {
        std::size_t unit;
        const ConceptTerm* concept_term;
    };

    const Xapian::Database& database_;
    std::unordered_map<std::string, std::vector<Role>> roles_;  ///< by index term
};

}  // namespace casebook
