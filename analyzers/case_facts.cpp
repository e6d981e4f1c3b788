#include "casebook/case_facts.hpp"

#include <algorithm>
#include <array>

#include "name_table.hpp"

namespace casebook {
namespace {

constexpr std::array<std::string_view, 5> kOutcomes{"complete remission", "improved", "stable",
                                                    "relapsed or worse", "died"};
constexpr std::array<std::string_view, 9> kAgeGroups{"newborn",     "infant",     "preschool child",
                                                     "child",       "adolescent", "adult",
                                                     "middle aged", "aged",       "80 and over"};
constexpr std::array<std::string_view, 2> kSexes{"female", "male"};

}  // namespace

std::string_view to_string(OutcomeState state) {
    return kOutcomes[static_cast<std::size_t>(state)];
}
std::string_view to_string(AgeGroup group) {
    return kAgeGroups[static_cast<std::size_t>(group)];
}
std::string_view to_string(Sex sex) {
    return kSexes[static_cast<std::size_t>(sex)];
}
std::optional<OutcomeState> parse_outcome_state(std::string_view name) {
    return parse_name<OutcomeState>(kOutcomes, name);
}
std::optional<AgeGroup> parse_age_group(std::string_view name) {
    return parse_name<AgeGroup>(kAgeGroups, name);
}
std::optional<Sex> parse_sex(std::string_view name) {
    return parse_name<Sex>(kSexes, name);
}

AgeGroup age_group_of(double age) {
    constexpr double kMonth = 1.0 / 12;
    constexpr std::array<double, 8> kBeginnings{kMonth, 2, 6, 13, 19, 45, 65, 80};
    const auto above = std::upper_bound(kBeginnings.begin(), kBeginnings.end(), age + 1e-9);
    return static_cast<AgeGroup>(above - kBeginnings.begin());
}

}  // namespace casebook
