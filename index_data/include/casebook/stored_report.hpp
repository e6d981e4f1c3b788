#pragma once

#include <string>
#include <string_view>

#include "casebook/case_report.hpp"

namespace casebook {

/// The bytes that an index keeps of a report: a version byte, then CBOR (RFC 8949). Xapian
/// compresses them. Equal reports give equal bytes.
[[nodiscard]] std::string encode_report(const CaseReport& report);

/// The report back, every byte of its sections as it was. Throws Error{corrupt} for bytes that
/// `encode_report` did not write, Error{schema_mismatch} for those of a newer casebook.
[[nodiscard]] CaseReport decode_report(std::string_view bytes);

}  // namespace casebook
