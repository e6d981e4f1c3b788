#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "collection.hpp"

namespace layout {

/// Queries drawn from the records themselves, so that each finds something: stems, or a folded
/// prefix. The same seed gives the same queries.
struct QuerySample {
    std::vector<std::vector<std::string>> any;      ///< 3 words of one record
    std::vector<std::vector<std::string>> all;      ///< 2 or 3 words of one record
    std::vector<std::vector<std::string>> phrases;  ///< 2 to 4 neighbouring words
    std::vector<std::string> prefixes;              ///< the first 4 or 5 letters of a word
};

[[nodiscard]] QuerySample sample_queries(const std::vector<Record>& records, std::size_t count,
                                         std::uint32_t seed);

}  // namespace layout
