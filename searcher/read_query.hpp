#pragma once

#include <xapian.h>

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "field_filter.hpp"
#include "query_concepts.hpp"
#include "query_tree.hpp"
#include "query_unit.hpp"

namespace casebook {

/// A condition on reports: a unit, or a combination of conditions.
struct Condition {
    enum class Kind {
        unit,
        all_of,
        any_of,
        near,
        named,  ///< the first part, which is words; or all of the others, which are names of them
    };

    Kind kind = Kind::unit;
    std::size_t unit = 0;  ///< number in ReadQuery::units
    std::vector<Condition> parts;
    std::size_t times = 1;  ///< how often it was asked for, side by side
    /// Of `near`, whose parts are units or any_of them: how many words apart each part and the one
    /// before may be.
    std::vector<std::uint32_t> distances;
};

/// A query as it is understood: which conditions a report is measured by, which it must not meet,
/// and which reports come into question at all.
struct ReadQuery {
    std::vector<QueryUnit> units;
    std::vector<Condition> wanted;    ///< the match rule decides how many must hold
    std::vector<Condition> unwanted;  ///< none may hold
    /// Pairs of characters between the words of a long run: they help to rank, and nothing hangs on
    /// them.
    std::set<std::string> residue;
    std::vector<Xapian::Query> filters;           ///< all of which let a report through
    PatientWish patients;                         ///< what one and the same patient must be
    std::vector<Xapian::Query> unwanted_filters;  ///< `-year:1999`: none of which may hold
    std::vector<Diagnostic> diagnostics;
    bool everything = false;  ///< nothing was asked: every report that the filters let through
    bool explicit_operators = false;        ///< AND or OR stand in it
    std::optional<std::string> suggestion;  ///< the query as it was probably meant
};

/// Numbers of the units that the wanted conditions are made of.
[[nodiscard]] std::set<std::size_t> wanted_units(const ReadQuery& query);

/// The field that a unit was asked for in; empty for the report's own text.
[[nodiscard]] std::string field_of(const QueryUnit& unit);

/// A unit or a condition as the query language writes it.
[[nodiscard]] std::string text_of(const QueryUnit& unit);
[[nodiscard]] std::string text_of(const Condition& condition, const ReadQuery& query);

/// Takes what cognates have in common out of the query: only the words themselves then count.
void drop_cognates(ReadQuery& query);

/// How a query is read.
enum class QueryManner {
    plain,  ///< a question without what it is wrapped in, long runs of Chinese word by word
    exact,  ///< every word as it stands
};

/// Reads a parsed query for an index whose texts are stemmed in `languages`. With `concepts`, words
/// that name concepts are held by these too: plain words of the report's own text, but for operands
/// of NEAR.
[[nodiscard]] ReadQuery read_query(ParsedQuery parsed, QueryManner manner,
                                   const std::vector<Language>& languages, AnalysisBuffer& buffer,
                                   FilterMaker& filters, const ConceptReader* concepts = nullptr);

}  // namespace casebook
