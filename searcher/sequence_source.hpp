#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "casebook/language.hpp"
#include "positional_source.hpp"

namespace casebook {

/// A sequence of terms at fixed distances: "donor lymphocyte infusion", or the bigrams of a word in
/// Chinese. Offsets ascend from 0; a gap stands for a stop word.
struct TermSequence {
    struct Place {
        std::string term;
        std::uint32_t offset = 0;

        friend bool operator==(const Place&, const Place&) = default;
    };
    std::vector<Place> places;
    bool in_order = true;  ///< false for stop words, whose places no index keeps
    Language language;  ///< whose stop words were left out: holds in its reports only; may be none

    friend bool operator==(const TermSequence&, const TermSequence&) = default;
};

/// Terms that a sequence of a query may have.
inline constexpr std::size_t kLongestSequence = 64;

/// Where a sequence may begin: those of `starts` at which its term `at` stands in `places`
/// (ascending). Replaces `starts`.
void keep_starts(const TermSequence& sequence, std::size_t at,
                 const std::vector<std::uint32_t>& places, std::vector<std::uint32_t>& starts);

/// Whether a sequence stands in a report; `read(at, places)` reads the places of its term `at`.
/// `starts` and `places` are room to work in.
template <typename Read>
[[nodiscard]] bool stands_as(const TermSequence& sequence, std::vector<std::uint32_t>& starts,
                             std::vector<std::uint32_t>& places, Read read) {
    read(0, starts);
    for (std::size_t at = 1; at < sequence.places.size() && !starts.empty(); ++at) {
        read(at, places);
        keep_starts(sequence, at, places, starts);
    }
    return !starts.empty();
}

/// Where a sequence begins: those of `starts` at which, offset by offset, its other terms stand in
/// `behind` (the places of all but the first, ascending each). Replaces `starts`.
void keep_whole_sequences(const TermSequence& sequence,
                          std::span<const std::vector<std::uint32_t>> behind,
                          std::vector<std::uint32_t>& starts);

/// Holds in the reports that hold every term of the sequence at its distance.
class SequenceSource : public PositionalSource {
public:
    SequenceSource(TermSequence sequence, bool own_positions,
                   std::shared_ptr<KeptPositions> kept = nullptr);

    SequenceSource* clone() const override;
    std::string name() const override;
    std::string get_description() const override;

protected:
    bool holds() override;

private:
    TermSequence sequence_;
    std::vector<std::uint32_t> starts_;
    std::vector<std::uint32_t> places_;
};

}  // namespace casebook
