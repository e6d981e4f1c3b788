#pragma once

#include "facts/report_reading.hpp"

namespace casebook {

/// Tells of each sentence whether it speaks of the report's patient, and of each mention in what
/// contexts it stands (NegEx and ConText: a cue reaches as far as its scope, up to a word that ends
/// it).
void apply_contexts(ReportReading& reading);

/// Whether a cue of `category` reaches the words from `first` to `last` of a sentence, as far as
/// the cue's own rule goes.
[[nodiscard]] bool is_reached(const ReportReading& reading, const Sentence& sentence,
                              CueCategory category, std::uint32_t first, std::uint32_t last);

}  // namespace casebook
