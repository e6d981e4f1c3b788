#pragma once

#include <cstdint>

namespace layout {

/// BM25's saturation and length normalisation (Robertson & Zaragoza 2009), computed when a report
/// is indexed and kept as Xapian's wdf.
struct ImpactRule {
    double k1 = 0.9;
    double b = 0.4;
    double average_length = 200;  ///< in indexed words; fixed by the schema
    double shortest_share = 0.5;  ///< lengths below this share of the average count as this share
    int levels = 127;
};

/// How levels stand for saturated frequencies: evenly, or evenly in the square root or logarithm.
/// Only `linear` can be read by a stock weight that is linear in wdf.
enum class Spacing { linear, square_root, logarithmic };

/// The saturated frequency of a term, in 0…1.
[[nodiscard]] double saturated(const ImpactRule& rule, double frequency, double length);

/// `saturated` as a level in 1…rule.levels.
[[nodiscard]] std::uint32_t level_of(const ImpactRule& rule, double share,
                                     Spacing spacing = Spacing::linear);

/// The saturated frequency that a level stands for.
[[nodiscard]] double share_of(const ImpactRule& rule, std::uint32_t level,
                              Spacing spacing = Spacing::linear);

}  // namespace layout
