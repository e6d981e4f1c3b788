#pragma once

#include "casebook/case_report.hpp"
#include "format_reader.hpp"
#include "markup.hpp"

namespace casebook::readers {

/// PubMed's and MEDLINE's XML: citations as `PubmedArticle` (or a bare `MedlineCitation`, as in old
/// sets) and book chapters. The yearly baseline is read record by record. Lists of deleted
/// citations are passed over.
[[nodiscard]] bool is_pubmed_xml(const SourceHead& head);
void read_pubmed_xml(ByteSource& source, const SourceContext& context);

/// The report that such an element holds; its id is the PMID.
[[nodiscard]] CaseReport parse_pubmed_citation(const MarkupElement& citation);

}  // namespace casebook::readers
