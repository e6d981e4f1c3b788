#include "query_concepts.hpp"

#include <algorithm>
#include <map>

#include "naming_languages.hpp"

namespace casebook {
namespace {

bool overlap(const QueryConcept& one, const QueryConcept& other) {
    return one.begin < other.end && other.begin < one.end;
}

/// Whether `longer` lies over all of `name`, and more.
bool outreaches(const QueryConcept& longer, const QueryConcept& name) {
    return longer.begin <= name.begin && longer.end >= name.end &&
           longer.end - longer.begin > name.end - name.begin;
}

/// Adds a name of another language, in place of shorter ones, unless a better one stands there.
void add_foreign(std::vector<QueryConcept>& names, QueryConcept foreign) {
    const bool better = std::all_of(names.begin(), names.end(), [&](const QueryConcept& name) {
        return !overlap(name, foreign) || outreaches(foreign, name);
    });
    if (!better) return;
    std::erase_if(names, [&](const QueryConcept& name) { return overlap(name, foreign); });
    const auto behind = std::find_if(names.begin(), names.end(), [&](const QueryConcept& name) {
        return name.begin >= foreign.end;
    });
    names.insert(behind, std::move(foreign));
}

/// The terms of the concepts that senses lead to, each concept by its closest relation.
class Descent {
public:
    Descent(const Thesaurus& thesaurus, const Xapian::Database& database)
        : thesaurus_(thesaurus), database_(database) {}

    void add(ConceptNumber number, ConceptRelation relation, double share) {
        if (looked_up_ == ConceptReader::kMostLookedUp) return;
        ++looked_up_;
        std::string term = make_term(TermClass::concept_id, thesaurus_.id(number));
        const Xapian::doccount frequency = database_.get_termfreq(term);
        if (frequency == 0) return;
        const auto [known, added] = found_.try_emplace(
            number, Found{{std::move(term), number, relation, share}, frequency});
        if (added) return;
        ConceptTerm& better = known->second.term;
        better.relation = std::min(better.relation, relation);
        better.share = std::max(better.share, share);
    }

    void add_subtree(ConceptNumber root, ConceptRelation relation, double share) {
        for (const ConceptRange& range : thesaurus_.narrower_ranges(root)) {
            for (ConceptNumber number = range.first; number < range.last; ++number)
                add(number, relation, share);
        }
    }

    /// What a name itself stands for comes first, then the most frequent.
    [[nodiscard]] std::vector<ConceptTerm> run(const std::vector<QuerySense>& senses) {
        for (const QuerySense& sense : senses)
            add(sense.concept_number, ConceptRelation::same, thesaurus_.share(sense.term));
        for (const QuerySense& sense : senses)
            add_subtree(sense.concept_number, ConceptRelation::narrower,
                        thesaurus_.share(sense.term));
        for (const QuerySense& sense : senses) {
            for (const ConceptNumber regimen : thesaurus_.included_in(sense.concept_number))
                add_subtree(regimen, ConceptRelation::includes, thesaurus_.share(sense.term));
        }
        std::vector<Found> found;
        for (auto& [number, entry] : found_)
            found.push_back(std::move(entry));
        std::stable_sort(found.begin(), found.end(), [](const Found& left, const Found& right) {
            const bool same = left.term.relation == ConceptRelation::same;
            const bool other = right.term.relation == ConceptRelation::same;
            return same != other ? same : left.frequency > right.frequency;
        });
        std::vector<ConceptTerm> terms;
        for (Found& entry : found) {
            if (terms.size() == ConceptReader::kMostTerms) break;
            terms.push_back(std::move(entry.term));
        }
        return terms;
    }

private:
    struct Found {
        ConceptTerm term;
        Xapian::doccount frequency;
    };

    const Thesaurus& thesaurus_;
    const Xapian::Database& database_;
    std::map<ConceptNumber, Found> found_;
    std::size_t looked_up_ = 0;
};

}  // namespace

ConceptReader::ConceptReader(ConceptFinder& finder, const Thesaurus& thesaurus,
                             const Xapian::Database& database,
                             const std::vector<Language>& languages, Overlay* overlay)
    : finder_(finder),
      thesaurus_(thesaurus),
      database_(database),
      languages_(languages),
      overlay_(overlay) {
    std::vector<Language> naming = naming_languages(thesaurus_);
    std::erase_if(naming, [&](Language language) {
        return std::find(languages_.begin(), languages_.end(), language) != languages_.end();
    });
    other_languages_ = std::move(naming);
}

std::vector<NamedStretch> ConceptReader::find(std::string_view text) const {
    std::vector<NamedStretch> stretches;
    for (QueryConcept& name : names_in(text)) {
        NamedStretch& stretch = stretches.emplace_back();
        stretch.begin = name.begin;
        stretch.end = name.end;
        stretch.senses = std::move(name.senses);
        if (overlay_ != nullptr) add_overlay(stretch, text);
        stretch.terms = terms_of(stretch.senses);
    }
    return stretches;
}

void ConceptReader::add_overlay(NamedStretch& stretch, std::string_view text) const {
    const std::string_view name = text.substr(stretch.begin, stretch.end - stretch.begin);
    for (const ConceptNumber number : overlay_->concepts_of(name, stretch.senses)) {
        stretch.overlay_senses.push_back(overlay_->sense(number));
        for (const ConceptNumber same : overlay_->same_in_index(number)) {
            const bool known = std::any_of(
                stretch.senses.begin(), stretch.senses.end(),
                [same](const QuerySense& sense) { return sense.concept_number == same; });
            if (!known) stretch.senses.push_back({same, kNoTermNumber, FoundVia::synonym});
        }
        overlay_->add_names(number, stretch.other_names);
    }
}

std::vector<QueryConcept> ConceptReader::names_in(std::string_view text) const {
    std::vector<QueryConcept> names = finder_.find_in_query(text, languages_);
    for (QueryConcept& foreign : finder_.find_in_query(text, other_languages_))
        add_foreign(names, std::move(foreign));
    if (overlay_ != nullptr) {
        for (QueryConcept& name : overlay_->names_in(text)) {
            name.senses.clear();  // numbers of another thesaurus
            add_foreign(names, std::move(name));
        }
    }
    return names;
}

std::vector<ConceptTerm> ConceptReader::terms_of(const std::vector<QuerySense>& senses) const {
    return Descent(thesaurus_, database_).run(senses);
}

}  // namespace casebook
