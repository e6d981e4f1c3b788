#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "casebook/search.hpp"
#include "compiled_query.hpp"
#include "handle_pool.hpp"
#include "patient_wish.hpp"
#include "search_limit.hpp"

namespace casebook {

/// Whose facets are counted: one search on one revision.
struct FacetQuestion {
    IndexHandle& handle;
    const std::string index_name;  ///< for errors
    const SearchRequest& request;
    const CompiledQuery& compiled;  ///< with all filters
    const PatientWish& patients;    ///< what the query's words want of one patient
    /// The query compiled without the filters of a field.
    std::function<CompiledQuery(std::string_view filter)> compile_without;
};

/// Puts the counts of each facet that the request wants into `result`, whose match rule has been
/// chosen: those of the first tier, exact, each without its own filter, so that a user can widen
/// it. A facet for which `limit` leaves no time is missing. Throws Error{invalid_argument} for an
/// unknown facet, even when no time is left.
void count_facets(const FacetQuestion& question, SearchLimit& limit, SearchResult& result);

}  // namespace casebook
