#pragma once

#include <xapian.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/case_values.hpp"

namespace casebook {

/// How many values AgeGroup has.
inline constexpr std::size_t kAgeGroups = 9;

/// Ages in years from `first` to `last`. A whole number of years holds until the next birthday: a
/// child of 5 years and 7 months is in 2..5.
struct AgeRange {
    double first = 0;
    double last = 0;

    [[nodiscard]] bool holds(const AgeStep& step) const;
};

/// "13", "10..18", "..5", "0.5..1"; none for anything else.
[[nodiscard]] std::optional<AgeRange> parse_age_range(std::string_view text);

/// What filters over age, age group and sex ask of one and the same patient.
class PatientWish {
public:
    /// Asks for one of the values of a field ("age", "age_group" or "sex"). Values that say nothing
    /// hold for no patient.
    void add(std::string_view field, const std::vector<std::string>& values);
    void add(const PatientWish& other);

    [[nodiscard]] bool empty() const { return parts_.empty(); }

    /// Spellings of patient terms of which each tells of a patient as wished; none if nobody can
    /// be such.
    [[nodiscard]] std::vector<std::string> spellings() const;

    /// The reports that have one of them, weighing nothing.
    [[nodiscard]] Xapian::Query query() const;

private:
    /// One of these must hold.
    struct Part {
        std::vector<AgeRange> ages;
        std::vector<AgeGroup> groups;
        std::vector<Sex> sexes;
        enum class Field { age, age_group, sex } field = Field::age;
    };

    [[nodiscard]] bool asks_for(Part::Field field) const;
    [[nodiscard]] bool accepts(const AgeStep& step) const;
    [[nodiscard]] bool accepts(AgeGroup group) const;
    [[nodiscard]] std::vector<std::optional<Sex>> sexes() const;

    std::vector<Part> parts_;  ///< all of which must hold
};

}  // namespace casebook
