#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "casebook/section.hpp"

namespace casebook {

/// Constants of BM25F as they were when an index was made: frozen in it, equal on all its shards.
/// Method: Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", section 3.6, one
/// saturation over all fields. Reasons and figures: docs/decisions/0001-index-layout.md.
struct RankingConstants {
    double k1 = 0.9;
    double b = 0.4;
    double average_length = 200;  ///< tokens of a report's own text, stop words left out; a
                                  ///< constant, so that shards agree
    double shortest_length = 0.5;  ///< shorter reports count as this share of the average
    std::array<double, kSectionKindCount> field_weights = default_field_weights();

    [[nodiscard]] static std::array<double, kSectionKindCount> default_field_weights();

    friend bool operator==(const RankingConstants&, const RankingConstants&) = default;
};

/// The text kept in the metadata, and back; throws Error{corrupt} for a text that is none.
[[nodiscard]] std::string to_string(const RankingConstants& constants);
[[nodiscard]] RankingConstants parse_ranking_constants(std::string_view text);

/// Largest impact. An impact is the saturated frequency of a term in a report, from 1 to this; it
/// is stored as Xapian's wdf and multiplied by idf when a query is answered.
inline constexpr std::uint32_t kImpactLevels = 127;

/// Computes impacts of one report. Cheap to make.
class ImpactScale {
public:
    /// `length` is the report's number of tokens, without weights.
    ImpactScale(const RankingConstants& constants, std::size_t length);

    /// The impact of a term whose frequencies, each times its field's weight, add up to
    /// `weighted_frequency` (> 0).
    [[nodiscard]] std::uint32_t impact(double weighted_frequency) const;

private:
    double saturation_;  ///< k1 times the length normalisation
};

}  // namespace casebook
