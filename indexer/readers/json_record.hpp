#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "casebook/case_report.hpp"

namespace casebook::readers {

/// What one JSON text gave: a report, or the reason why there is none. The reason holds no report
/// text.
struct JsonRecord {
    std::optional<CaseReport> report;
    std::string reason;
    std::size_t byte = 0;  ///< where the trouble stands, from the start of the JSON text
};

/// Reads one JSON object as a report: the keys of DESIGN section 8 and their common variants.
/// `text` and section texts are kept byte for byte as decoded, NUL included. A key that is not
/// known, or whose value has a shape that its field cannot take, is kept in `extra`. The id is left
/// empty if the record has neither one of its own nor a DOI. Nesting deeper than 128 is refused
/// before parsing; ill-formed UTF-8 is decoded leniently; a lone surrogate escape becomes U+FFFD.
[[nodiscard]] JsonRecord parse_json_record(std::string_view json);

/// The first four-digit year (1500 to 2199) in `text`, such as a date; none if there is none.
[[nodiscard]] std::optional<int> find_year(std::string_view text);

}  // namespace casebook::readers
