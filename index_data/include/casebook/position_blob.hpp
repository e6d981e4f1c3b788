#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// The places of one term in a report, ascending, none twice.
struct TermPositions {
    std::string_view term;  ///< as it stands in the index, prefix included; of no title
    std::vector<std::uint32_t> positions;
};

/// Writes the positions of a report's terms as one compact string: terms by short hashes in
/// buckets, places as differences. Terms of a report that share a hash are kept by their spelling,
/// so terms without places belong here too if they may be asked for.
/// What stands before `title_end` is the report's titles: the places of a term of the class `title`
/// are those of its stem there, and are not written again.
/// Stored; the layout is described in position_blob.cpp.
[[nodiscard]] std::string encode_positions(const std::vector<TermPositions>& terms,
                                           std::uint32_t title_end = 0);

/// Reads the places of `term` out of `blob` into `positions` (replaced). The term must be one of
/// those that were written: for another the result may be empty or another term's. False if the
/// blob does not read back; then `positions` is empty.
[[nodiscard]] bool decode_positions(std::string_view blob, std::string_view term,
                                    std::vector<std::uint32_t>& positions);

}  // namespace casebook
