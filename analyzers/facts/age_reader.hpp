#pragma once

#include <optional>
#include <vector>

#include "facts/report_reading.hpp"

namespace casebook {

/// How surely an age is that of a reported patient at presentation.
enum class AgeStrength : std::uint8_t {
    of_event,   ///< "since the age of 5"
    alone,      ///< "at 15 years of age"
    of_person,  ///< "a 15-year-old boy"
};

/// An age that a sentence tells.
struct AgeFound {
    std::optional<double> years;    ///< none for a decade
    std::optional<AgeGroup> group;  ///< of a decade that lies in one group
    AgeStrength strength = AgeStrength::alone;
    std::uint32_t first_word = 0;
    std::uint32_t last_word = 0;
    std::optional<Sex> sex;
    bool is_kin = false;  ///< of a relative, a donor, …
    bool is_animal = false;
};

/// Finds the ages of one sentence after another. Forms: number, unit and a word for old; a word for
/// aged and a number; a number and a unit beside a word for a person.
class AgeReader {
public:
    explicit AgeReader(const ReportReading& reading) : reading_(reading) {}

    /// The ages of a sentence in the order of its words; valid until the next call.
    const std::vector<AgeFound>& read(const Sentence& sentence);

private:
    struct Number {
        double value = 0;
        std::uint32_t first = 0;
        std::uint32_t last = 0;
    };
    struct Measure {
        std::optional<double> years;
        std::uint32_t last = 0;
    };

    [[nodiscard]] const Cue* cue_at(std::uint32_t word, CueCategory category) const;
    [[nodiscard]] const Cue* cue_ending(std::uint32_t word, CueCategory category) const;
    [[nodiscard]] std::optional<Number> number_at(std::uint32_t word) const;
    [[nodiscard]] std::optional<Measure> measure_at(const Number& number) const;
    void add_smaller_unit(Measure& measure) const;
    void read_decade(const Cue& cue);
    void read_number(const Number& number);
    [[nodiscard]] bool is_refused(const Number& number, std::uint32_t last) const;
    [[nodiscard]] bool follows_kin(const AgeFound& age) const;
    [[nodiscard]] bool is_beside_person(const AgeFound& age) const;
    void attach_person(AgeFound& age) const;
    [[nodiscard]] bool attach(AgeFound& age, const Cue& cue) const;
    [[nodiscard]] bool is_apposed(const Number& number) const;

    const ReportReading& reading_;
    const Sentence* sentence_ = nullptr;
    std::vector<AgeFound> ages_;
};

}  // namespace casebook
