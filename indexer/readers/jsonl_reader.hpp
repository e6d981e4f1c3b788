#pragma once

#include "format_reader.hpp"

namespace casebook::readers {

/// JSON: one object a line, or a whole file that is one array of objects or objects over several
/// lines. A record that is no report is rejected by its line (or its number in the file) and byte,
/// a line above `ReadOptions::max_record` is rejected unread; empty lines are passed over.
[[nodiscard]] bool is_json(const SourceHead& head);
void read_json(ByteSource& source, const SourceContext& context);

}  // namespace casebook::readers
