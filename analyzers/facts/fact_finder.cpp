#include <algorithm>

#include "casebook/case_facts.hpp"
#include "facts/article_kind.hpp"
#include "facts/context_scopes.hpp"
#include "facts/outcome_facts.hpp"
#include "facts/patient_facts.hpp"
#include "facts/therapy_facts.hpp"

namespace casebook {
namespace {

/// A type for a report that does not name one: by the patients that it tells of.
std::string type_by_patients(const ReportReading& reading, std::size_t patients) {
    if (patients > 2) return "case series";
    if (patients > 0) return "case report";
    const bool story =
        std::any_of(reading.sentences().begin(), reading.sentences().end(),
                    [](const Sentence& sentence) {
                        return sentence.zone == Zone::narrative && sentence.own;
                    }) ||
        std::any_of(reading.cues().begin(), reading.cues().end(),
                    [](const Cue& cue) { return cue.rule.category == CueCategory::case_report; });
    return story ? "case report" : "";
}

}  // namespace

struct FactFinder::State {
    State(const Thesaurus& names, const ContextRules& rules) : thesaurus(names), reading(rules) {}

    CaseFacts find(const std::vector<FactText>& texts, const std::vector<ConceptMention>& mentions,
                   std::string_view article_type);
    void list_contexts(std::size_t mentions);

    const Thesaurus& thesaurus;
    ReportReading reading;
    std::vector<std::vector<std::string_view>> contexts;
};

CaseFacts FactFinder::State::find(const std::vector<FactText>& texts,
                                  const std::vector<ConceptMention>& mentions,
                                  std::string_view article_type) {
    reading.read(texts, mentions);
    apply_contexts(reading);
    CaseFacts facts;
    facts.subject = "human";
    facts.article_type =
        article_type.empty() ? told_article_type(reading) : std::string(article_type);
    const Telling telling =
        tells_of_no_one(facts.article_type) ? Telling::of_no_one : Telling::of_a_case;
    find_therapies(reading, thesaurus, telling, facts);
    find_diagnoses(reading, thesaurus, telling, facts);
    if (telling == Telling::of_no_one) return facts;
    find_outcomes(reading, thesaurus, facts);
    PatientReading patients = find_patients(reading);
    facts.patients = std::move(patients.patients);
    if (patients.is_animal) facts.subject = "animal";
    if (facts.article_type.empty())
        facts.article_type = type_by_patients(reading, facts.patients.size());
    return facts;
}

void FactFinder::State::list_contexts(std::size_t mentions) {
    contexts.assign(mentions, {});
    for (const PlacedMention& placed : reading.placed()) {
        for (std::size_t i = 0; i < kContextCount; ++i) {
            const auto context = static_cast<CueCategory>(i);
            if (placed.in(context)) contexts[placed.mention].push_back(to_string(context));
        }
    }
}

FactFinder::FactFinder(const Thesaurus& thesaurus, const ContextRules& rules)
    : state_(std::make_unique<State>(thesaurus, rules)) {}
FactFinder::~FactFinder() = default;
FactFinder::FactFinder(FactFinder&&) noexcept = default;
FactFinder& FactFinder::operator=(FactFinder&&) noexcept = default;

CaseFacts FactFinder::find(const std::vector<FactText>& texts,
                           const std::vector<ConceptMention>& mentions,
                           std::string_view article_type) {
    CaseFacts facts = state_->find(texts, mentions, article_type);
    state_->list_contexts(mentions.size());
    return facts;
}

const std::vector<std::vector<std::string_view>>& FactFinder::contexts() const {
    return state_->contexts;
}

}  // namespace casebook
