#include <algorithm>

#include "facts/therapy_facts.hpp"

namespace casebook {
namespace {

constexpr ContextSet kNotOfPatient =
    context_bit(CueCategory::negated) | context_bit(CueCategory::family) |
    context_bit(CueCategory::other_person) | context_bit(CueCategory::literature) |
    context_bit(CueCategory::allergy);

class DiagnosisReader {
public:
    DiagnosisReader(const ReportReading& reading, const Thesaurus& thesaurus)
        : reading_(reading), thesaurus_(thesaurus) {}

    /// Those that the text is sure of; if there are none, those that it ends with as probable.
    std::vector<ConceptFact> read() {
        for (const Sentence& sentence : reading_.sentences()) {
            for (std::uint32_t i = sentence.first_mention; i < sentence.last_mention; ++i)
                read_mention(sentence, reading_.placed()[i]);
        }
        std::vector<ConceptFact>& found = sure_.empty() ? suspected_ : sure_;
        drop_broader(found);
        return std::move(found);
    }

private:
    void read_mention(const Sentence& sentence, const PlacedMention& placed) {
        const ConceptNumber number = reading_.mentions()[placed.mention].concept_number;
        if (thesaurus_.type(number) != ConceptType::diagnosis ||
            thesaurus_.broader(number).empty() || !tells_of_patient(sentence, placed) ||
            is_named_in(reading_, sentence, placed, CueCategory::bare))
            return;
        const bool suspected = placed.in(CueCategory::hypothetical);
        std::vector<ConceptFact>& facts = suspected ? suspected_ : sure_;
        const bool known = std::any_of(facts.begin(), facts.end(), [&](const ConceptFact& fact) {
            return fact.concept_number == number;
        });
        if (known) return;
        const FactPlace place = reading_.place_of(sentence, placed.first_word, placed.last_word);
        facts.push_back({number, place, suspected ? "suspected to the end" : rule_of(placed)});
    }

    static std::string rule_of(const PlacedMention& placed) {
        return placed.in(CueCategory::historical) ? "history" : "told of the patient";
    }

    static bool tells_of_patient(const Sentence& sentence, const PlacedMention& placed) {
        if ((placed.contexts & kNotOfPatient) != 0) return false;
        if (sentence.zone == Zone::heading) return true;
        if (sentence.zone == Zone::talk) return sentence.own;
        return sentence.zone == Zone::narrative && !sentence.general;
    }

    void drop_broader(std::vector<ConceptFact>& facts) const {
        std::vector<ConceptNumber> broader;
        for (const ConceptFact& fact : facts) {
            const auto closure = thesaurus_.broader_closure(fact.concept_number);
            broader.insert(broader.end(), closure.begin(), closure.end());
        }
        std::sort(broader.begin(), broader.end());
        std::erase_if(facts, [&](const ConceptFact& fact) {
            return std::binary_search(broader.begin(), broader.end(), fact.concept_number);
        });
    }

    const ReportReading& reading_;
    const Thesaurus& thesaurus_;
    std::vector<ConceptFact> sure_;
    std::vector<ConceptFact> suspected_;
};

}  // namespace

void find_diagnoses(const ReportReading& reading, const Thesaurus& thesaurus, Telling telling,
                    CaseFacts& facts) {
    if (telling == Telling::of_a_case) facts.diagnosis = DiagnosisReader(reading, thesaurus).read();
}

}  // namespace casebook
