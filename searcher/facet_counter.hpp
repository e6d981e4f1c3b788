#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "casebook/search.hpp"
#include "field_filter.hpp"
#include "handle_pool.hpp"
#include "patient_wish.hpp"

namespace casebook {

/// The field whose values a facet counts; throws Error{invalid_argument} for one that the index
/// cannot count.
[[nodiscard]] FilterField facet_field(const std::string& name);

/// Counts, exactly, how many of `documents` (ascending) have each value of a facet: a concept's
/// report counts for all that is broader too, and a patient's value where the same patient is as
/// `patients` asks. Most frequent first or by label, as wished; at most `facet.limit` values.
[[nodiscard]] std::vector<FacetValue> count_facet(IndexHandle& handle, const FacetRequest& facet,
                                                  const std::vector<Xapian::docid>& documents,
                                                  const PatientWish& patients);

}  // namespace casebook
