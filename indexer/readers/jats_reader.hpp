#pragma once

#include "casebook/case_report.hpp"
#include "format_reader.hpp"
#include "markup.hpp"

namespace casebook::readers {

/// JATS (ANSI/NISO Z39.96) and the NLM DTDs before it, one article or a set of them
/// (`pmc-articleset`). docs/formats.md says what is read from where.
[[nodiscard]] bool is_jats(const SourceHead& head);
void read_jats(ByteSource& source, const SourceContext& context);

/// The report that an `article` element holds, without an id.
[[nodiscard]] CaseReport parse_jats_article(const MarkupElement& article,
                                            const HeadingTable& headings);

}  // namespace casebook::readers
