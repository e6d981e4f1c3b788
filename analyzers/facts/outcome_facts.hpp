#pragma once

#include "casebook/thesaurus.hpp"
#include "facts/report_reading.hpp"

namespace casebook {

/// Adds the states after or under care, each once, by its last place: the last is the final one.
void find_outcomes(const ReportReading& reading, const Thesaurus& thesaurus, CaseFacts& facts);

}  // namespace casebook
