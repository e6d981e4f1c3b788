#include "impact.hpp"

#include <algorithm>
#include <cmath>

namespace layout {
namespace {

// The smallest share that the logarithmic spacing tells apart; below it lies level 1.
constexpr double kSmallestShare = 1.0 / 256.0;

double spread(double share, Spacing spacing) {
    switch (spacing) {
        case Spacing::linear:
            return share;
        case Spacing::square_root:
            return std::sqrt(share);
        case Spacing::logarithmic:
            return 1.0 - std::log(std::max(share, kSmallestShare)) / std::log(kSmallestShare);
    }
    return share;
}

double gather(double place, Spacing spacing) {
    switch (spacing) {
        case Spacing::linear:
            return place;
        case Spacing::square_root:
            return place * place;
        case Spacing::logarithmic:
            return std::pow(kSmallestShare, 1.0 - place);
    }
    return place;
}

}  // namespace

double saturated(const ImpactRule& rule, double frequency, double length) {
    const double relative = std::max(length / rule.average_length, rule.shortest_share);
    return frequency / (frequency + rule.k1 * (1.0 - rule.b + rule.b * relative));
}

std::uint32_t level_of(const ImpactRule& rule, double share, Spacing spacing) {
    const auto level = std::lround(rule.levels * spread(share, spacing));
    return static_cast<std::uint32_t>(std::clamp<long>(level, 1, rule.levels));
}

double share_of(const ImpactRule& rule, std::uint32_t level, Spacing spacing) {
    return gather(static_cast<double>(level) / rule.levels, spacing);
}

}  // namespace layout
