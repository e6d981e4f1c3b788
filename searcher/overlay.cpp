#include "overlay.hpp"

#include <algorithm>

#include "casebook/built_in.hpp"
#include "naming_languages.hpp"

namespace casebook {
namespace {

void add_once(std::vector<ConceptNumber>& numbers, ConceptNumber number) {
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end())
        numbers.push_back(number);
}

}  // namespace

Overlay::Overlay(std::shared_ptr<const Thesaurus> names, ConceptFinder& finder)
    : names_(std::move(names)),
      finder_(*names_, built_in_analyzer()),
      languages_(naming_languages(*names_)),
      same_(names_->concept_count()) {
    for (TermNumber number = 0; number < names_->term_count(); ++number) {
        const ThesaurusTerm term = names_->term(number);
        const std::vector<QuerySense> known = finder.find_named(term.text, languages_);
        if (known.size() != 1) continue;  // an ambiguous name joins nothing
        const ConceptNumber same = known.front().concept_number;
        add_once(same_[term.concept_number], same);
        add_once(back_[same], term.concept_number);
    }
}

std::vector<QueryConcept> Overlay::names_in(std::string_view text) {
    return finder_.find_in_query(text, languages_);
}

std::vector<ConceptNumber> Overlay::concepts_of(std::string_view name,
                                                const std::vector<QuerySense>& senses) {
    std::vector<ConceptNumber> numbers;
    for (const QuerySense& sense : finder_.find_named(name, languages_))
        add_once(numbers, sense.concept_number);
    for (const QuerySense& sense : senses) {
        const auto known = back_.find(sense.concept_number);
        if (known == back_.end()) continue;
        for (const ConceptNumber number : known->second)
            add_once(numbers, number);
    }
    return numbers;
}

void Overlay::add_names(ConceptNumber number, std::vector<std::string>& names) const {
    const ConceptRange range = names_->terms(number);
    for (TermNumber at = range.first; at < range.last; ++at) {
        std::string name(names_->term(at).text);
        if (std::find(names.begin(), names.end(), name) == names.end())
            names.push_back(std::move(name));
    }
}

OverlaySense Overlay::sense(ConceptNumber number) const {
    return {std::string(names_->id(number)), std::string(names_->label(number)),
            std::string(to_string(names_->type(number)))};
}

}  // namespace casebook
