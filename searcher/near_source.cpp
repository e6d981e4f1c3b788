#include "near_source.hpp"

#include <algorithm>

namespace casebook {
namespace {

/// The terms of an operand: those of the words, then those of the sequences, one after the other.
PositionalSource::Group terms_of(const NearPattern::Operand& operand) {
    PositionalSource::Group terms = operand.terms;
    for (const TermSequence& sequence : operand.sequences) {
        for (const TermSequence::Place& place : sequence.places)
            terms.push_back(place.term);
    }
    return terms;
}

std::vector<PositionalSource::Group> groups_of(const NearPattern& pattern) {
    std::vector<PositionalSource::Group> groups;
    for (const NearPattern::Operand& operand : pattern.operands)
        groups.push_back(terms_of(operand));
    return groups;
}

}  // namespace

NearSource::NearSource(NearPattern pattern, bool own_positions, std::shared_ptr<KeptPositions> kept)
    : PositionalSource(groups_of(pattern), own_positions, std::move(kept)),
      pattern_(std::move(pattern)) {}

NearSource* NearSource::clone() const {
    return new NearSource(pattern_, own_positions(), kept());
}
std::string NearSource::name() const {
    return "casebook::NearSource";
}
std::string NearSource::get_description() const {
    std::string description = "near(";
    for (std::size_t at = 0; at < groups().size(); ++at) {
        if (at > 0) description += " /" + std::to_string(pattern_.distances[at - 1]) + " ";
        for (const std::string& term : groups()[at])
            description += (&term == &groups()[at].front() ? "" : "|") + term;
    }
    return description + ")";
}

bool NearSource::holds() {
    std::vector<Stretch> stretches;
    for (std::size_t at = 0; at < pattern_.operands.size(); ++at) {
        if (at > 0) mark_ends(stretches);
        find_operand(at, stretches);
        if (at > 0) {
            const std::uint32_t distance = pattern_.distances[at - 1];
            std::erase_if(stretches,
                          [&](const Stretch& stretch) { return !is_near(stretch, distance); });
        }
        if (stretches.empty()) return false;
    }
    return true;
}

/// Keeps where stretches begin and end, sorted.
void NearSource::mark_ends(const std::vector<Stretch>& stretches) {
    firsts_.clear();
    lasts_.clear();
    for (const Stretch& stretch : stretches) {
        firsts_.push_back(stretch.first);
        lasts_.push_back(stretch.last);
    }
    std::sort(firsts_.begin(), firsts_.end());
    std::sort(lasts_.begin(), lasts_.end());
}

/// Whether one of the marked stretches ends before this one or begins behind it, near enough.
bool NearSource::is_near(const Stretch& stretch, std::uint32_t distance) const {
    const auto before = std::lower_bound(lasts_.begin(), lasts_.end(), stretch.first);
    if (before != lasts_.begin() && stretch.first - *std::prev(before) <= distance) return true;
    const auto behind = std::upper_bound(firsts_.begin(), firsts_.end(), stretch.last);
    return behind != firsts_.end() && *behind - stretch.last <= distance;
}

void NearSource::find_operand(std::size_t number, std::vector<Stretch>& stretches) {
    const NearPattern::Operand& operand = pattern_.operands[number];
    stretches.clear();
    for (std::size_t term = 0; term < operand.terms.size(); ++term) {
        read_places(number, term, places_);
        for (const std::uint32_t place : places_)
            stretches.push_back({place, place});
    }
    std::size_t first_term = operand.terms.size();
    for (const TermSequence& sequence : operand.sequences) {
        find_sequence(sequence, number, first_term, stretches);
        first_term += sequence.places.size();
    }
}

void NearSource::find_sequence(const TermSequence& sequence, std::size_t operand,
                               std::size_t first_term, std::vector<Stretch>& stretches) {
    behind_.resize(sequence.places.size() - 1);
    read_places(operand, first_term, places_);
    for (std::size_t at = 0; at < behind_.size(); ++at)
        read_places(operand, first_term + at + 1, behind_[at]);
    keep_whole_sequences(sequence, behind_, places_);
    const std::uint32_t length = sequence.places.back().offset - sequence.places.front().offset;
    for (const std::uint32_t start : places_)
        stretches.push_back({start, start + length});
}

}  // namespace casebook
