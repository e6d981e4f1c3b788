#pragma once

#include <string>

#include "casebook/case_report.hpp"

namespace casebook {

/// What the analysis finds in one report, as the JSON object that `casebook annotate` prints: its
/// sections with their languages, abbreviations, concepts and facts. Nothing is indexed.
[[nodiscard]] std::string annotate_to_json(CaseReport report);

}  // namespace casebook
