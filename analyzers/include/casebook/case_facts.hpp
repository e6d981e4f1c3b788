#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/concept_finder.hpp"
#include "casebook/context_rules.hpp"
#include "casebook/section.hpp"
#include "casebook/thesaurus.hpp"

/// What a report tells of its patients, as docs/case-facts.md defines it.
namespace casebook {

enum class OutcomeState : std::uint8_t {
    complete_remission,
    improved,
    stable,
    relapsed_or_worse,
    died,
};

enum class AgeGroup : std::uint8_t {
    newborn,          ///< under one month
    infant,           ///< 1 to 23 months
    preschool_child,  ///< 2 to 5 years
    child,            ///< 6 to 12
    adolescent,       ///< 13 to 18
    adult,            ///< 19 to 44
    middle_aged,      ///< 45 to 64
    aged,             ///< 65 to 79
    very_aged,        ///< 80 and over
};

enum class Sex : std::uint8_t { female, male };

/// Bytes of one of a report's texts.
struct FactPlace {
    std::uint32_t text = 0;  ///< number of the report's text, from 0
    std::uint32_t begin = 0;
    std::uint32_t end = 0;

    friend bool operator==(const FactPlace&, const FactPlace&) = default;
};

/// A concept that is true of the patient, with the place that tells it.
struct ConceptFact {
    ConceptNumber concept_number = kNoConcept;
    FactPlace place;
    std::string rule;  ///< name of the rule that took it, for people
};

struct OutcomeFact {
    OutcomeState state = OutcomeState::improved;
    FactPlace place;
    std::string rule;
};

/// One patient; what the report does not tell is left open.
struct PatientFact {
    std::optional<double> age;  ///< in years at presentation, months as fractions
    std::optional<AgeGroup> age_group;
    std::optional<Sex> sex;
    FactPlace place;
    std::string rule;
};

/// Each concept once, in the order of the text.
struct CaseFacts {
    std::vector<ConceptFact> therapy;            ///< that the patient received
    std::vector<ConceptFact> therapy_failed;     ///< those of them that failed
    std::vector<ConceptFact> therapy_mentioned;  ///< all that the report's own text speaks of
    std::vector<ConceptFact> diagnosis;
    std::vector<OutcomeFact> outcome;  ///< distinct states by their last place; the last is final
    std::vector<PatientFact> patients;
    std::string article_type;  ///< "case report", "case series", "review", …; empty if untold
    std::string subject;       ///< "human" or "animal"
};

/// "complete remission", "middle aged", "female", …: as answers and filters write it. Stored; never
/// rename.
[[nodiscard]] std::string_view to_string(OutcomeState state);
[[nodiscard]] std::string_view to_string(AgeGroup group);
[[nodiscard]] std::string_view to_string(Sex sex);
[[nodiscard]] std::optional<OutcomeState> parse_outcome_state(std::string_view name);
[[nodiscard]] std::optional<AgeGroup> parse_age_group(std::string_view name);
[[nodiscard]] std::optional<Sex> parse_sex(std::string_view name);

/// The group of an age in years, which is not negative.
[[nodiscard]] AgeGroup age_group_of(double age);

/// A text of a report, for `FactFinder`.
struct FactText {
    SectionKind kind = SectionKind::body;
    Language language;
    std::string_view text;
};

/// Finds the facts of reports with context rules (NegEx, Chapman et al. 2001; ConText, Harkema et
/// al. 2009). Keeps memory between reports; one thread at a time.
class FactFinder {
public:
    /// `thesaurus` is that of the mentions. Both outlive it.
    FactFinder(const Thesaurus& thesaurus, const ContextRules& rules);
    ~FactFinder();
    FactFinder(FactFinder&&) noexcept;
    FactFinder& operator=(FactFinder&&) noexcept;

    /// The facts of a report with these texts, its own and others, and these mentions of concepts
    /// in its own texts, in reading order (a mention's `text` is a number in `texts`).
    /// `article_type` is what the report's reader says of it; may be empty.
    [[nodiscard]] CaseFacts find(const std::vector<FactText>& texts,
                                 const std::vector<ConceptMention>& mentions,
                                 std::string_view article_type);

    /// Of each mention of the report that was read last, in what contexts it stands: "negated",
    /// "hypothetical", "historical", "family", "other person", "failed", …; none if plainly told.
    [[nodiscard]] const std::vector<std::vector<std::string_view>>& contexts() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace casebook
