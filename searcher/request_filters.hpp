#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/schema.hpp"
#include "casebook/search.hpp"

namespace casebook {

/// What a request asks of one field: any of its values.
struct FieldFilter {
    std::vector<Filter> values;  ///< as asked for
    Xapian::Query query;         ///< the reports that have one of them
};

/// The request's filters, one a field; `except` leaves one field out. Throws
/// Error{invalid_argument} for a field that the index lacks: a narrower question must never be
/// answered as the wider one.
[[nodiscard]] std::vector<FieldFilter> field_filters(
    const std::vector<Filter>& filters, std::optional<TermClass> except = std::nullopt);

/// The field whose values a facet counts; throws Error{invalid_argument} for one that the index
/// cannot count.
[[nodiscard]] TermClass find_facet(const std::string& name);

}  // namespace casebook
