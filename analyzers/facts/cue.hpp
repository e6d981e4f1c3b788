#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace casebook {

/// What a cue tells. The names in the tables stand in cue.cpp.
enum class CueCategory : std::uint8_t {
    // Contexts of what stands near: one bit each in a mention's contexts.
    negated,
    hypothetical,
    planned,
    refused,
    unavailable,
    allergy,
    historical,
    family,
    other_person,
    literature,
    measured,
    failed,
    given,
    // Of sentences.
    general,     ///< the sentence speaks of no one in particular
    own,         ///< the sentence speaks of the report's patient
    end,         ///< ends the scope of a cue
    pseudo,      ///< looks like a cue and is none
    bare,        ///< a name that says nothing by itself: "treatment", "disease"
    cued,        ///< a name of other things too: a therapy only where a cue says that it was given
    unspecific,  ///< tells what a therapy is for, not which: "adjuvant chemotherapy"
    besides,     ///< the general name near it means something else: "other immunosuppressants"
    role,        ///< the name behind it says what the therapy named before was for: "as"
    // Outcomes.
    outcome,       ///< value: the state
    weak_outcome,  ///< a state, unless a plainer word tells one; value: the state
    recurrence,    ///< relapsed or worse; negated, complete remission
    residual,      ///< negated, complete remission
    care,          ///< someone cares for the patient from here on
    // Patients.
    number,      ///< value: the number
    unit,        ///< value: an AgeUnit
    decade,      ///< value: its first year
    age_before,  ///< "aged" 5
    age_behind,  ///< 5 years "old"
    age_alone,   ///< an age even without a unit: 5 "y.o."
    no_age,      ///< "for" 5 years, 5 years "ago"
    earlier,     ///< the age of an event before: "since the age of" 5
    person,      ///< "patient"; value: a Sex, or kNoSex
    sex_sign,    ///< a word that tells the sex: "she", "pregnant"; value: the sex
    age_group,   ///< value: the group
    several,     ///< "patients": more than one
    first_case,  ///< "case 2", "the second patient": another patient begins
    animal,
    // Of the report.
    case_report,
    series,
    review,
    question,
    letter,
    retraction,
    study,
};

inline constexpr std::size_t kContextCount = static_cast<std::size_t>(CueCategory::given) + 1;
inline constexpr std::uint8_t kNoSex = 255;

enum class AgeUnit : std::uint8_t { year, month, week, day };

enum class CueDirection : std::uint8_t { forward, backward, both, sentence };

/// A row of the tables, for one way of writing its cue.
struct CueRule {
    CueCategory category = CueCategory::pseudo;
    CueDirection direction = CueDirection::forward;
    std::uint8_t value = 0;
    std::uint8_t scope = 0;  ///< words; 0: to the end of the sentence
    std::uint32_t phrase = 0;
};

/// The words of a text that a rule's cue stands in. Numbers are those of the report's words.
struct Cue {
    std::uint32_t first = 0;
    std::uint32_t last = 0;  ///< its last word
    CueRule rule;
};

/// "negated", "family", … as tables and answers write it.
[[nodiscard]] std::string_view to_string(CueCategory category);

/// Reads "negated" or "outcome:died" into category and value; false for what is none.
[[nodiscard]] bool parse_cue_category(std::string_view name, CueRule& rule);

using ContextSet = std::uint16_t;  ///< a bit for each CueCategory up to `given`

[[nodiscard]] constexpr ContextSet context_bit(CueCategory category) {
    return static_cast<ContextSet>(1U << static_cast<unsigned>(category));
}

}  // namespace casebook
