#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "casebook/case_report.hpp"

namespace casebook {

/// A small image of a report's opening, by which two texts are found to be the same or not: the
/// least hashes of its runs of three words (bottom-k sketch; Cohen & Kaplan 2007).
struct TextSketch {
    static constexpr std::size_t kMost = 126;

    std::array<std::uint32_t, kMost> hashes{};  ///< ascending
    std::uint32_t count = 0;
    std::uint32_t text_bytes = 0;  ///< of all own text, at most 4 GB
};

/// The sketch of `report`: of its abstracts if it has any, else of the first 3,000 bytes of its own
/// text. Case and punctuation do not matter.
[[nodiscard]] TextSketch make_sketch(const CaseReport& report);

/// Whether one of the texts holds at least half of the other's runs of words. False if one of them
/// has no text.
[[nodiscard]] bool texts_agree(const TextSketch& a, const TextSketch& b);

}  // namespace casebook
