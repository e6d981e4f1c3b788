#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>

#include "casebook/schema.hpp"

namespace casebook {

/// What a field name of a query or filter means: its class of terms. "lang" is "language".
/// None for a field that this index does not have.
[[nodiscard]] std::optional<TermClass> find_filter_field(std::string_view name);

/// The reports whose field has that value, weighing nothing. A year may be a range, `1999..2004`,
/// open at either end; an author's name holds by all of its words. An empty query for a value
/// without letters or digits.
[[nodiscard]] Xapian::Query make_field_query(TermClass field, std::string_view value);

}  // namespace casebook
