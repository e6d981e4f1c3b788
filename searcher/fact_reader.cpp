#include "fact_reader.hpp"

#include "casebook/schema.hpp"

namespace casebook {
namespace {

std::string value_of(const Xapian::Document& document, ValueSlot slot) {
    return document.get_value(static_cast<Xapian::valueno>(slot));
}

std::vector<HitConcept> concepts_of(const std::string& value, const Thesaurus& thesaurus) {
    std::vector<HitConcept> concepts;
    for (std::string& id : ids_of_value(value)) {
        const auto number = thesaurus.find_concept(id);
        std::string label = number ? std::string(thesaurus.label(*number)) : id;
        concepts.push_back({std::move(id), std::move(label)});
    }
    return concepts;
}

}  // namespace

HitFacts facts_of(const Xapian::Document& document, const Thesaurus& thesaurus) {
    const auto concepts = [&](ValueSlot slot) {
        return concepts_of(value_of(document, slot), thesaurus);
    };
    HitFacts facts;
    facts.therapy = concepts(ValueSlot::therapy);
    facts.therapy_failed = concepts(ValueSlot::therapy_failed);
    facts.therapy_mentioned = concepts(ValueSlot::therapy_mentioned);
    facts.diagnosis = concepts(ValueSlot::diagnosis);
    facts.outcome = outcome_of_value(value_of(document, ValueSlot::outcome));
    facts.patients = patients_of_value(value_of(document, ValueSlot::patients));
    facts.article_type = value_of(document, ValueSlot::article_type);
    facts.subject = value_of(document, ValueSlot::subject);
    return facts;
}

}  // namespace casebook
