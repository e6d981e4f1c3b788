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

void keep_starts(const TermSequence& sequence, std::size_t at,
                 const std::vector<std::uint32_t>& places, std::vector<std::uint32_t>& starts) {
    const std::uint32_t distance = sequence.places[at].offset - sequence.places.front().offset;
    std::erase_if(starts, [&](std::uint32_t start) {
        return !std::binary_search(places.begin(), places.end(), start + distance);
    });
}

void keep_whole_sequences(const TermSequence& sequence,
                          std::span<const std::vector<std::uint32_t>> behind,
                          std::vector<std::uint32_t>& starts) {
    for (std::size_t at = 0; at < behind.size() && !starts.empty(); ++at)
        keep_starts(sequence, at + 1, behind[at], starts);
}

SequenceSource::SequenceSource(TermSequence sequence, bool own_positions,
                               std::shared_ptr<KeptPositions> kept)
    : PositionalSource(one_each(sequence), own_positions, std::move(kept)),
      sequence_(std::move(sequence)) {}

SequenceSource* SequenceSource::clone() const {
    return new SequenceSource(sequence_, own_positions(), kept());
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
    return stands_as(
        sequence_, starts_, places_,
        [this](std::size_t at, std::vector<std::uint32_t>& places) { read_places(at, 0, places); });
}

}  // namespace casebook
