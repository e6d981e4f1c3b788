#pragma once

#include <string_view>

#include "casebook/case_report.hpp"
#include "format_reader.hpp"

namespace casebook::readers {

/// A publisher's page as HTML: the head's tags tell the article, the text of the main part is read
/// as a saved page is (`PageReader`), so that both share the rules of furniture.
[[nodiscard]] bool is_html(const SourceHead& head);
void read_html(ByteSource& source, const SourceContext& context);

/// The report that a page in UTF-8 holds, without an id.
[[nodiscard]] CaseReport parse_html_page(std::string_view html);

}  // namespace casebook::readers
