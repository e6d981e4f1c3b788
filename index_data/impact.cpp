#include "casebook/impact.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "casebook/error.hpp"

namespace casebook {

std::array<double, kSectionKindCount> RankingConstants::default_field_weights() {
    std::array<double, kSectionKindCount> weights{};
    weights.fill(1.0);
    const auto set = [&](SectionKind kind, double weight) {
        weights[static_cast<std::size_t>(kind)] = weight;
    };
    set(SectionKind::title, 2.0);
    set(SectionKind::translated_title, 2.0);
    set(SectionKind::keywords, 1.5);
    set(SectionKind::case_presentation, 1.2);
    set(SectionKind::back_matter, 0.3);
    return weights;
}

std::string to_string(const RankingConstants& constants) {
    const nlohmann::json json = {{"k1", constants.k1},
                                 {"b", constants.b},
                                 {"average_length", constants.average_length},
                                 {"shortest_length", constants.shortest_length},
                                 {"field_weights", constants.field_weights}};
    return json.dump();
}

RankingConstants parse_ranking_constants(std::string_view text) {
    try {
        const auto json = nlohmann::json::parse(text);
        RankingConstants constants;
        json.at("k1").get_to(constants.k1);
        json.at("b").get_to(constants.b);
        json.at("average_length").get_to(constants.average_length);
        json.at("shortest_length").get_to(constants.shortest_length);
        json.at("field_weights").get_to(constants.field_weights);
        return constants;
    } catch (const nlohmann::json::exception&) {
        throw Error(ErrorCode::corrupt, "the index's ranking constants cannot be read");
    }
}

ImpactScale::ImpactScale(const RankingConstants& constants, std::size_t length) {
    const double relative =
        std::max(static_cast<double>(length) / constants.average_length, constants.shortest_length);
    saturation_ = constants.k1 * (1 - constants.b + constants.b * relative);
}

std::uint32_t ImpactScale::impact(double weighted_frequency) const {
    const double saturated = weighted_frequency / (weighted_frequency + saturation_);
    const auto level = static_cast<std::uint32_t>(std::lround(saturated * kImpactLevels));
    return std::clamp(level, 1U, kImpactLevels);
}

}  // namespace casebook
