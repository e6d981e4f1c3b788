#pragma once

#include "format_reader.hpp"

namespace casebook::readers {

/// Comma- or semicolon-separated values with a header (RFC 4180, by libcsv), a report a row.
/// Columns are known by their names, PMC-Patients' and PubMed's among them; what is not known is
/// kept for display. docs/formats.md has the list.
[[nodiscard]] bool is_csv(const SourceHead& head);
void read_csv(ByteSource& source, const SourceContext& context);

/// The same with tabs.
[[nodiscard]] bool is_tsv(const SourceHead& head);
void read_tsv(ByteSource& source, const SourceContext& context);

}  // namespace casebook::readers
