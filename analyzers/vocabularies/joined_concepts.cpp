#include "joined_concepts.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "casebook/hash.hpp"
#include "vocabulary_ids.hpp"

namespace casebook {
namespace {

void append(std::vector<std::string>& to, std::vector<std::string>& from) {
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
    from.clear();
}

}  // namespace

void JoinedConcepts::join(std::vector<ThesaurusSource>& sources) {
    for (std::uint32_t source = 0; source < sources.size(); ++source) {
        for (ConceptRow& row : sources[source].concepts)
            add_concept(std::move(row), source);
    }
    find_other_ids();
    for (ThesaurusSource& source : sources)
        add_terms(source);
}

void JoinedConcepts::add_concept(ConceptRow&& row, std::uint32_t source) {
    ++counts_.concepts.read;
    counts_.links.read += row.broader.size() + row.includes.size();
    const auto [known, is_new] =
        numbers_.try_emplace(row.id, static_cast<std::uint32_t>(rows_.size()));
    if (is_new) {
        const auto vocabulary = static_cast<std::uint32_t>(vocabulary_numbers_.size());
        vocabularies_.push_back(
            vocabulary_numbers_.try_emplace(std::string(vocabulary_of(row.id)), vocabulary)
                .first->second);
        rows_.push_back(std::move(row));
        terms_.emplace_back();
        sources_.push_back({source});
        return;
    }
    const std::uint32_t place = known->second;
    ++counts_.by_id;
    counts_.concepts.leave_out(LeftOut::repeated);
    add_to(place, std::move(row));
    if (sources_[place].back() != source) sources_[place].push_back(source);
}

void JoinedConcepts::add_to(std::uint32_t place, ConceptRow&& row) {
    ConceptRow& to = rows_[place];
    if (to.type == ConceptType::other) to.type = row.type;
    if (to.note.empty()) to.note = std::move(row.note);
    append(to.broader, row.broader);
    append(to.includes, row.includes);
    append(to.cross_references, row.cross_references);
}

/// Cross references of a concept into its own vocabulary are ids that it had before.
void JoinedConcepts::find_other_ids() {
    for (std::uint32_t place = 0; place < rows_.size(); ++place) {
        const std::string_view own = vocabulary_of(rows_[place].id);
        for (const std::string& id : rows_[place].cross_references) {
            if (vocabulary_of(id) == own && !numbers_.contains(id)) other_ids_.emplace(id, place);
        }
    }
}

std::uint32_t JoinedConcepts::find(std::string_view id) const {
    const auto known = numbers_.find(id);
    if (known != numbers_.end()) return known->second;
    const auto other = other_ids_.find(id);
    return other == other_ids_.end() ? kNowhere : other->second;
}

void JoinedConcepts::add_terms(ThesaurusSource& source) {
    for (TermRow& row : source.terms) {
        ++counts_.terms.read;
        const std::uint32_t place = find(row.concept_id);
        if (place == kNowhere) {
            counts_.terms.leave_out(LeftOut::unknown_concept);
            problems_.add("a name of a concept that no file defines is left out", 0,
                          shown_id(row.concept_id));
            continue;
        }
        const std::string key = keys_.key_of(row);
        terms_[place].push_back({std::move(row), key.empty() ? 0 : hash_bytes(key),
                                 static_cast<std::uint32_t>(key.size())});
    }
    source.terms.clear();
}

bool JoinedConcepts::are_kin(std::uint32_t one, std::uint32_t other) const {
    if (vocabularies_[one] == vocabularies_[other]) return true;
    return std::ranges::any_of(sources_[one], [&](std::uint32_t source) {
        return std::ranges::binary_search(sources_[other], source);
    });
}

void JoinedConcepts::fold(const std::vector<std::uint32_t>& moved_to) {
    for (std::uint32_t place = 0; place < rows_.size(); ++place) {
        const std::uint32_t to = moved_to[place];
        if (to == place) continue;
        rows_[to].cross_references.push_back(rows_[place].id);
        add_to(to, std::move(rows_[place]));
        std::ranges::move(terms_[place], std::back_inserter(terms_[to]));
        terms_[place].clear();
        counts_.concepts.leave_out(LeftOut::repeated);
    }
    for (ConceptRow& row : rows_) {
        for (const LinkList links : {&ConceptRow::broader, &ConceptRow::includes}) {
            for (std::string& id : row.*links) {
                const std::uint32_t place = find(id);
                if (place != kNowhere) id = rows_[moved_to[place]].id;
            }
        }
    }
}

}  // namespace casebook
