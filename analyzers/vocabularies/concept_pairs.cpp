#include "concept_pairs.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "concept_types.hpp"
#include "vocabulary_ids.hpp"

namespace casebook {
namespace {

constexpr std::size_t kMostHolders = 16;

/// Adds all pairs of `holders`, unless two of them are kin; says whether it did.
bool add_pairs(const JoinedConcepts& concepts, const std::vector<std::uint32_t>& holders,
               std::vector<ConceptPair>& pairs) {
    if (holders.size() > kMostHolders) return false;
    const std::size_t before = pairs.size();
    for (std::size_t one = 0; one < holders.size(); ++one) {
        for (std::size_t other = one + 1; other < holders.size(); ++other) {
            if (concepts.are_kin(holders[one], holders[other])) {
                pairs.resize(before);
                return false;
            }
            pairs.emplace_back(std::minmax(holders[one], holders[other]));
        }
    }
    return true;
}

/// The references of each concept into vocabularies that name meanings, with who shares them.
std::unordered_map<std::string_view, std::vector<std::uint32_t>> holders_of_references(
    JoinedConcepts& concepts) {
    std::unordered_map<std::string_view, std::vector<std::uint32_t>> holders;
    for (std::uint32_t place = 0; place < concepts.size(); ++place) {
        std::map<std::string_view, std::size_t> of_vocabulary;
        const std::vector<std::string>& references = concepts.row(place).cross_references;
        for (const std::string& id : references)
            ++of_vocabulary[vocabulary_of(id)];
        for (const std::string& id : references) {
            const std::string_view vocabulary = vocabulary_of(id);
            if (of_vocabulary[vocabulary] == 1 && is_identity_vocabulary(vocabulary))
                holders[id].push_back(place);
        }
    }
    return holders;
}

/// A name of a concept, to be sorted by what it is compared by.
struct NameUse {
    std::uint64_t key = 0;
    std::uint32_t place = 0;
    bool preferred = false;
    bool is_short = false;
    bool english = false;
};

bool operator<(const NameUse& one, const NameUse& other) {
    return std::tie(one.key, one.place, other.preferred) <
           std::tie(other.key, other.place, one.preferred);
}

bool is_english(const TermRow& row) {
    return row.language == "en" || row.language == "mul";
}

std::vector<NameUse> name_uses(JoinedConcepts& concepts, std::vector<bool>& has_english) {
    constexpr std::uint32_t kShort = 6;
    std::vector<NameUse> uses;
    for (std::uint32_t place = 0; place < concepts.size(); ++place) {
        for (const JoinedTerm& term : concepts.terms(place)) {
            const bool english = is_english(term.row);
            if (english) has_english[place] = true;
            if (term.key == 0 || term.row.kind == TermKind::abbreviation) continue;
            const std::uint64_t key = english ? term.key : hash_bytes(term.row.language, term.key);
            uses.push_back({key, place, term.row.kind == TermKind::preferred,
                            term.key_length < kShort, english});
        }
    }
    std::ranges::sort(uses, [](const NameUse& one, const NameUse& other) { return one < other; });
    return uses;
}

}  // namespace

std::vector<ConceptPair> pairs_by_reference(JoinedConcepts& concepts) {
    std::vector<ConceptPair> pairs;
    for (std::uint32_t place = 0; place < concepts.size(); ++place) {
        for (const std::string& id : concepts.row(place).cross_references) {
            const std::uint32_t to = concepts.find(id);
            if (to != JoinedConcepts::kNowhere && !concepts.are_kin(place, to))
                pairs.emplace_back(std::minmax(place, to));
        }
    }
    for (const auto& [id, holders] : holders_of_references(concepts))
        static_cast<void>(add_pairs(concepts, holders, pairs));
    return pairs;
}

std::vector<ConceptPair> pairs_by_name(JoinedConcepts& concepts, MergeCounts& counts) {
    std::vector<bool> has_english(concepts.size(), false);
    const std::vector<NameUse> uses = name_uses(concepts, has_english);
    std::vector<ConceptPair> pairs;
    for (auto use = uses.begin(); use != uses.end();) {
        const auto end = std::ranges::find_if(
            use, uses.end(), [&](const NameUse& other) { return other.key != use->key; });
        std::vector<std::uint32_t> holders;
        bool preferred = false;
        bool with_english = true;
        for (auto at = use; at != end; ++at) {
            preferred = preferred || at->preferred;
            with_english = with_english && has_english[at->place];
            if (holders.empty() || holders.back() != at->place) holders.push_back(at->place);
        }
        const bool tells = (preferred || !use->is_short) && (use->english || !with_english);
        if (tells && holders.size() > 1 && !add_pairs(concepts, holders, pairs))
            ++counts.ambiguous_names;
        use = end;
    }
    return pairs;
}

ConceptGroups::ConceptGroups(JoinedConcepts& concepts, MergeCounts& counts)
    : concepts_(concepts), counts_(counts), parents_(concepts.size()) {
    std::iota(parents_.begin(), parents_.end(), 0U);
}

std::uint32_t ConceptGroups::first(std::uint32_t place) {
    while (parents_[place] != place) {
        parents_[place] = parents_[parents_[place]];
        place = parents_[place];
    }
    return place;
}

bool ConceptGroups::may_join(std::uint32_t one, std::uint32_t other) {
    const auto members = [&](std::uint32_t group) {
        const auto known = members_.find(group);
        return known == members_.end() ? std::vector<std::uint32_t>{group} : known->second;
    };
    for (const std::uint32_t left : members(one)) {
        for (const std::uint32_t right : members(other)) {
            if (concepts_.are_kin(left, right)) return false;
        }
    }
    return true;
}

std::uint64_t ConceptGroups::join(std::vector<ConceptPair> pairs) {
    std::ranges::sort(pairs);
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    const auto contradicting = [&](const ConceptPair& pair) {
        return !types_agree(concepts_.row(pair.first).type, concepts_.row(pair.second).type);
    };
    counts_.contradicting += std::erase_if(pairs, contradicting);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> partners;
    for (const auto& [one, other] : pairs) {
        ++partners[{one, concepts_.vocabulary(other)}];
        ++partners[{other, concepts_.vocabulary(one)}];
    }
    std::uint64_t joined = 0;
    for (const auto& [one, other] : pairs) {
        const auto [low, high] = std::minmax({first(one), first(other)});
        if (low == high) continue;
        const bool alone = partners[{one, concepts_.vocabulary(other)}] == 1 &&
                           partners[{other, concepts_.vocabulary(one)}] == 1;
        if (!alone || !may_join(low, high)) {
            ++counts_.ambiguous;
            continue;
        }
        std::vector<std::uint32_t>& members = members_.try_emplace(low, 1, low).first->second;
        const std::vector<std::uint32_t> more =
            std::move(members_.try_emplace(high, 1, high).first->second);
        members.insert(members.end(), more.begin(), more.end());
        members_.erase(high);
        parents_[high] = low;
        ++joined;
    }
    return joined;
}

std::vector<std::uint32_t> ConceptGroups::firsts() {
    std::vector<std::uint32_t> firsts(parents_.size());
    for (std::uint32_t place = 0; place < parents_.size(); ++place)
        firsts[place] = first(place);
    return firsts;
}

}  // namespace casebook
