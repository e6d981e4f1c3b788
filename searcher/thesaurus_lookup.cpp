#include "casebook/thesaurus_lookup.hpp"

#include <nlohmann/json.hpp>

#include "casebook/built_in.hpp"
#include "naming_languages.hpp"

namespace casebook {
namespace {

/// The first term of a concept, which is its preferred one.
QuerySense sense_of(const Thesaurus& thesaurus, ConceptNumber number) {
    const ConceptRange terms = thesaurus.terms(number);
    return {number, terms.first < terms.last ? terms.first : kNoTermNumber, FoundVia::preferred};
}

}  // namespace

std::vector<QuerySense> look_up_concepts(const Thesaurus& thesaurus, std::string_view term) {
    if (const auto number = thesaurus.find_concept(term)) return {sense_of(thesaurus, *number)};
    return ConceptFinder(thesaurus, built_in_analyzer())
        .find_named(term, naming_languages(thesaurus));
}

std::string to_json(const Thesaurus& thesaurus, const std::vector<QuerySense>& senses) {
    using Json = nlohmann::ordered_json;
    Json array = Json::array();
    for (const QuerySense& sense : senses) {
        const ThesaurusTerm term = thesaurus.term(sense.term);
        Json broader = Json::array();
        for (const ConceptNumber number : thesaurus.broader(sense.concept_number))
            broader.push_back(thesaurus.id(number));
        array.push_back({{"concept", thesaurus.id(sense.concept_number)},
                         {"label", thesaurus.label(sense.concept_number)},
                         {"type", to_string(thesaurus.type(sense.concept_number))},
                         {"language", term.language},
                         {"kind", to_string(term.kind)},
                         {"broader", std::move(broader)}});
    }
    return array.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace casebook
