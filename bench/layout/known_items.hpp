#pragma once

#include <cstdint>
#include <filesystem>

#include "collection.hpp"

namespace layout {

/// Where the queries come from, and what lies beside their records.
enum class Target {
    abstracts,         ///< English abstracts, a few full texts among them
    full_texts,        ///< these full texts, among the abstracts
    full_texts_alone,  ///< without the abstracts
    long_reports       ///< Spanish reports, several times as long as the abstracts
};

/// Queries of five words taken near each other from one record, which is the only right answer.
/// Shows whether a length rule is fair to records of very different length. The same seed gives
/// the same queries.
[[nodiscard]] TestCollection make_known_items(const std::filesystem::path& data, Target target,
                                              std::uint32_t seed);

}  // namespace layout
