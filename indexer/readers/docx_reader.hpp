#pragma once

#include "format_reader.hpp"

namespace casebook::readers {

/// A document of Word and its kin (Office Open XML): its paragraphs, table rows and notes; what was
/// deleted but is still in the file is left out.
[[nodiscard]] bool is_docx(const SourceHead& head);
void read_docx(ByteSource& source, const SourceContext& context);

}  // namespace casebook::readers
