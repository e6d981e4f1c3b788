#pragma once

#include "casebook/thesaurus.hpp"
#include "facts/report_reading.hpp"

namespace casebook {

/// Whether the report tells of a patient at all: a review and a page of questions tell of none.
enum class Telling : std::uint8_t { of_a_case, of_no_one };

/// Adds the therapies given, failed and mentioned.
void find_therapies(const ReportReading& reading, const Thesaurus& thesaurus, Telling telling,
                    CaseFacts& facts);

/// Adds the diagnoses; of two, one broader than the other, only the special one.
void find_diagnoses(const ReportReading& reading, const Thesaurus& thesaurus, Telling telling,
                    CaseFacts& facts);

/// Whether the words of a mention are a cue of that category: `bare`, a name that says nothing by
/// itself ("treatment"); `cued`; `unspecific`.
[[nodiscard]] bool is_named_in(const ReportReading& reading, const Sentence& sentence,
                               const PlacedMention& mention, CueCategory category);

}  // namespace casebook
