#include "sequence_source.hpp"

#include <algorithm>

namespace casebook {
namespace {

std::vector<PositionalSource::Group> one_each(const TermSequence& sequence) {
    std::vector<PositionalSource::Group> groups;
    for (const TermSequence::Place& place : sequence.places)
        groups.push_back({place.term});
    return groups;
}

}  // namespace

void keep_whole_sequences(const TermSequence& sequence,
                          std::span<const std::vector<std::uint32_t>> behind,
                          std::vector<std::uint32_t>& starts) {
    std::erase_if(starts, [&](std::uint32_t start) {
        for (std::size_t at = 0; at < behind.size(); ++at) {
            const std::uint32_t wanted =
                start + sequence.places[at + 1].offset - sequence.places.front().offset;
            if (!std::binary_search(behind[at].begin(), behind[at].end(), wanted)) return true;
        }
        return false;
    });
}

SequenceSource::SequenceSource(TermSequence sequence, bool own_positions)
    : PositionalSource(one_each(sequence), own_positions),
      sequence_(std::move(sequence)),
      behind_(sequence_.places.empty() ? 0 : sequence_.places.size() - 1) {}

SequenceSource* SequenceSource::clone() const {
    return new SequenceSource(sequence_, own_positions());
}
std::string SequenceSource::name() const {
    return "casebook::SequenceSource";
}
std::string SequenceSource::get_description() const {
    std::string description = "sequence(";
    for (const TermSequence::Place& place : sequence_.places) {
        description += (place.offset > 0 ? " " : "") + place.term;
        if (place.offset > 0) description += "@" + std::to_string(place.offset);
    }
    return description + ")";
}

bool SequenceSource::holds() {
    read_places(0, 0, starts_);
    for (std::size_t at = 0; at < behind_.size(); ++at)
        read_places(at + 1, 0, behind_[at]);
    keep_whole_sequences(sequence_, behind_, starts_);
    return !starts_.empty();
}

}  // namespace casebook
