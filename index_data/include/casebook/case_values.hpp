#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/case_facts.hpp"

/// The facts of a case as they stand in an index: value slots, one a facet, and terms. Stored;
/// never change.
namespace casebook {

/// One patient, without the place that tells of them.
struct StoredPatient {
    std::optional<double> age;  ///< in years, months as fractions
    std::optional<AgeGroup> age_group;
    std::optional<Sex> sex;

    friend bool operator==(const StoredPatient&, const StoredPatient&) = default;
};

/// The facts of a report. Concepts by their ids, ascending.
struct StoredFacts {
    std::vector<std::string> therapy;
    std::vector<std::string> therapy_failed;
    std::vector<std::string> therapy_mentioned;
    std::vector<std::string> diagnosis;
    std::vector<OutcomeState> outcome;  ///< in the order of CaseFacts
    std::vector<StoredPatient> patients;
    std::string article_type;
    std::string subject;

    friend bool operator==(const StoredFacts&, const StoredFacts&) = default;
};

/// What an index keeps of `facts`; `thesaurus` is that of its concepts.
[[nodiscard]] StoredFacts stored_facts(const CaseFacts& facts, const Thesaurus& thesaurus);

/// Ids as one value, and back; ids hold no space.
[[nodiscard]] std::string ids_value(const std::vector<std::string>& ids);
[[nodiscard]] std::vector<std::string> ids_of_value(std::string_view value);

/// States as one value, and back; what is no state is left out.
[[nodiscard]] std::string outcome_value(const std::vector<OutcomeState>& outcome);
[[nodiscard]] std::vector<OutcomeState> outcome_of_value(std::string_view value);

/// Patients as one value, and back; what does not read back is left out.
[[nodiscard]] std::string patients_value(const std::vector<StoredPatient>& patients);
[[nodiscard]] std::vector<StoredPatient> patients_of_value(std::string_view value);

/// An age as filters tell it: months under two years, whole years above.
struct AgeStep {
    unsigned number = 0;
    bool months = false;

    friend auto operator<=>(const AgeStep&, const AgeStep&) = default;
};

/// The step that an age in years is in.
[[nodiscard]] AgeStep age_step_of(double age);

/// In years, at its beginning.
[[nodiscard]] double beginning_of(const AgeStep& step);

/// All steps, youngest first.
[[nodiscard]] const std::vector<AgeStep>& age_steps();

/// Spellings of a patient's terms: of an age, a group or a sex, or of both one of these and a sex,
/// so that one term tells what holds within one patient.
[[nodiscard]] std::string age_spelling(const AgeStep& step, std::optional<Sex> sex);
[[nodiscard]] std::string group_spelling(AgeGroup group, std::optional<Sex> sex);
[[nodiscard]] std::string sex_spelling(Sex sex);

/// All spellings that are true of one patient.
[[nodiscard]] std::vector<std::string> patient_spellings(const StoredPatient& patient);

}  // namespace casebook
