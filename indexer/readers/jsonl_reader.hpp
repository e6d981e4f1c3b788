#pragma once

#include <string>
#include <string_view>

#include "analyzers/byte_source.hpp"
#include "casebook/report_reader.hpp"

namespace casebook::readers {

/// Reads one JSON object a line. A line that is no report is rejected by its number and byte, a
/// line above `options.max_record` is rejected unread; empty lines are passed over. A report
/// without an id or DOI is named after the source and, where the source holds several, its line.
void read_jsonl(ByteSource& source, const std::string& name, const ReadOptions& options,
                const ReportSink& sink);

/// Reads `json`, a whole file that is one array of objects or objects over several lines, each
/// object as a record; `RecordOrigin::record` counts them from 1.
void read_json_values(std::string_view json, const std::string& name, const ReportSink& sink);

}  // namespace casebook::readers
