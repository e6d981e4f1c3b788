#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// The places of one term in a report, ascending.
struct TermPositions {
    std::string_view term;  ///< as it stands in the index, prefix included
    std::vector<std::uint32_t> positions;
};

/// Writes the positions of a report's terms as one compact string: terms by a 16-bit hash in 16
/// buckets, places as differences. Terms of a report that share a hash are kept by their spelling.
/// Stored; the layout is described in position_blob.cpp.
[[nodiscard]] std::string encode_positions(const std::vector<TermPositions>& terms);

/// Reads the places of `term` out of `blob` into `positions` (replaced). The term must be one of
/// the report's: for another the result may be empty or another term's. False if the blob does not
/// read back; then `positions` is empty.
[[nodiscard]] bool decode_positions(std::string_view blob, std::string_view term,
                                    std::vector<std::uint32_t>& positions);

}  // namespace casebook
