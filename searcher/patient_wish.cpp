#include "patient_wish.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "casebook/built_in.hpp"
#include "casebook/schema.hpp"

namespace casebook {
namespace {

constexpr double kRounding = 1e-6;

std::optional<double> parse_years(std::string_view text) {
    double years = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), years);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    return whole && years >= 0 ? std::optional(years) : std::nullopt;
}

}  // namespace

bool AgeRange::holds(const AgeStep& step) const {
    const double age = beginning_of(step);
    const bool whole_years = last == std::floor(last);
    return age + kRounding >= first && (whole_years ? std::floor(age) : age) <= last + kRounding;
}

std::optional<AgeRange> parse_age_range(std::string_view text) {
    const std::size_t dots = text.find("..");
    if (dots == std::string_view::npos) {
        const auto age = parse_years(text);
        if (!age) return std::nullopt;
        return AgeRange{*age, *age};
    }
    const std::string_view from = text.substr(0, dots);
    const std::string_view to = text.substr(dots + 2);
    const auto first = from.empty() ? std::optional(0.0) : parse_years(from);
    const auto last =
        to.empty() ? std::optional(std::numeric_limits<double>::max()) : parse_years(to);
    if (!first || !last || (from.empty() && to.empty())) return std::nullopt;
    return AgeRange{*first, *last};
}

void PatientWish::add(std::string_view field, const std::vector<std::string>& values) {
    Part part;
    part.field = field == "age"         ? Part::Field::age
                 : field == "age_group" ? Part::Field::age_group
                                        : Part::Field::sex;
    for (const std::string& value : values) {
        const std::string folded = built_in_analyzer().normalize(value);
        if (part.field == Part::Field::age) {
            if (const auto range = parse_age_range(value)) part.ages.push_back(*range);
        } else if (part.field == Part::Field::age_group) {
            if (const auto group = parse_age_group(folded)) part.groups.push_back(*group);
        } else if (const auto sex = parse_sex(folded)) {
            part.sexes.push_back(*sex);
        }
    }
    parts_.push_back(std::move(part));
}

void PatientWish::add(const PatientWish& other) {
    parts_.insert(parts_.end(), other.parts_.begin(), other.parts_.end());
}

bool PatientWish::asks_for(Part::Field field) const {
    return std::any_of(parts_.begin(), parts_.end(),
                       [field](const Part& part) { return part.field == field; });
}

bool PatientWish::accepts(const AgeStep& step) const {
    return std::all_of(parts_.begin(), parts_.end(), [&](const Part& part) {
        return part.field != Part::Field::age ||
               std::any_of(part.ages.begin(), part.ages.end(),
                           [&](const AgeRange& range) { return range.holds(step); });
    });
}

bool PatientWish::accepts(AgeGroup group) const {
    return std::all_of(parts_.begin(), parts_.end(), [&](const Part& part) {
        return part.field != Part::Field::age_group ||
               std::find(part.groups.begin(), part.groups.end(), group) != part.groups.end();
    });
}

/// The sexes wished for; one without value where any will do.
std::vector<std::optional<Sex>> PatientWish::sexes() const {
    if (!asks_for(Part::Field::sex)) return {std::nullopt};
    std::vector<std::optional<Sex>> wished;
    for (const Sex sex : {Sex::female, Sex::male}) {
        const bool accepted = std::all_of(parts_.begin(), parts_.end(), [&](const Part& part) {
            return part.field != Part::Field::sex ||
                   std::find(part.sexes.begin(), part.sexes.end(), sex) != part.sexes.end();
        });
        if (accepted) wished.emplace_back(sex);
    }
    return wished;
}

std::vector<std::string> PatientWish::spellings() const {
    std::vector<std::string> spellings;
    for (const std::optional<Sex> sex : sexes()) {
        if (asks_for(Part::Field::age)) {
            for (const AgeStep& step : age_steps()) {
                if (accepts(step) && accepts(age_group_of(beginning_of(step))))
                    spellings.push_back(age_spelling(step, sex));
            }
        } else if (asks_for(Part::Field::age_group)) {
            for (std::size_t number = 0; number < kAgeGroups; ++number) {
                const auto group = static_cast<AgeGroup>(number);
                if (accepts(group)) spellings.push_back(group_spelling(group, sex));
            }
        } else if (sex) {
            spellings.push_back(sex_spelling(*sex));
        }
    }
    return spellings;
}

Xapian::Query PatientWish::query() const {
    std::vector<Xapian::Query> terms;
    for (const std::string& spelling : spellings())
        terms.emplace_back(make_term(TermClass::patient, spelling));
    return {Xapian::Query::OP_OR, terms.begin(), terms.end()};
}

}  // namespace casebook
