#pragma once

#include <string_view>
#include <vector>

#include "casebook/case_report.hpp"

namespace casebook {

/// One text of a report as it is analysed: the unit in which tokens, highlights and snippets live.
struct ReportText {
    SectionKind kind = SectionKind::body;
    Language language;
    std::string_view text;  ///< a view into the report
};

/// The texts of a completed report in the order in which they are indexed: title, translated title,
/// sections, then each keyword. An inferred title is left out: it repeats a section's words. Writer
/// and searcher must walk the same list, or positions and highlights go astray.
[[nodiscard]] std::vector<ReportText> texts_of(const CaseReport& report);

/// Fills in what a reader left open: the language of each section, the report's languages (of its
/// own text, most text first), and, for a report without a title, its first sentence. Idempotent.
void complete_report(CaseReport& report);

}  // namespace casebook
