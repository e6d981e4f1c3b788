#pragma once

#include <string>
#include <string_view>

#include "casebook/case_report.hpp"
#include "casebook/section_splitter.hpp"

namespace casebook::readers {

/// Reads well-formed UTF-8 `text` as one report with `id`. A short first line (below 300 bytes)
/// that is followed by a blank one, does not end as a sentence does and is no heading is the title;
/// all the rest stands in sections, cut at headings, byte for byte but for blank lines around them.
[[nodiscard]] CaseReport parse_text_report(std::string_view text, std::string id,
                                           const HeadingTable& headings);

}  // namespace casebook::readers
