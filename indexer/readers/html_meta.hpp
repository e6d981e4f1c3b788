#pragma once

#include <string>
#include <vector>

#include "casebook/case_report.hpp"
#include "markup.hpp"

namespace casebook::readers {

/// What a page's head says of its article: Highwire's `citation_*` tags, Dublin Core, PRISM and
/// Open Graph, in that order of trust.
struct HtmlMeta {
    CaseReport fields;                    ///< without id and sections
    std::string abstract;                 ///< `citation_abstract`, as text
    std::vector<std::string> references;  ///< `citation_reference`, a citation each
};
[[nodiscard]] HtmlMeta read_html_meta(const MarkupElement& page);

}  // namespace casebook::readers
