#pragma once

#include "format_reader.hpp"

namespace casebook::readers {

/// MEDLINE's tagged format, as PubMed saves it (`.nbib`): "PMID- 123", "TI  - …", one record after
/// another.
[[nodiscard]] bool is_nbib(const SourceHead& head);
void read_nbib(ByteSource& source, const SourceContext& context);

/// RIS, as reference managers and publishers write it: "TY  - JOUR" to "ER  - ".
[[nodiscard]] bool is_ris(const SourceHead& head);
void read_ris(ByteSource& source, const SourceContext& context);

}  // namespace casebook::readers
