#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "casebook/schema.hpp"
#include "casebook/search.hpp"
#include "field_filter.hpp"
#include "handle_pool.hpp"
#include "patient_wish.hpp"

namespace casebook {

/// The field whose values a facet counts; throws Error{invalid_argument} for one that the index
/// cannot count.
[[nodiscard]] FilterField facet_field(const std::string& name);

/// Counts, exactly, how many of `documents` have each value of a facet: a concept's
/// report counts for all that is broader too, and a patient's value where the same patient is as
/// `patients` asks. Most frequent first or by label, as wished; at most `facet.limit` values.
[[nodiscard]] std::vector<FacetValue> count_facet(IndexHandle& handle, const FacetRequest& facet,
                                                  const DocumentSet& documents,
                                                  const PatientWish& patients);

/// The slot whose values stock servers can count for a facet; none for one without.
[[nodiscard]] std::optional<ValueSlot> spied_slot(const FilterField& field);

/// The same counts from those of the slot's whole values, which are taken apart here.
[[nodiscard]] std::vector<FacetValue> count_spied(IndexHandle& handle, const FacetRequest& facet,
                                                  const Xapian::ValueCountMatchSpy& spy,
                                                  const PatientWish& patients);

/// The documents as a set; `last` is the index's last one.
[[nodiscard]] DocumentSet set_of(const std::vector<Xapian::docid>& documents, Xapian::docid last);

}  // namespace casebook
