#include "casebook/error.hpp"
#include "casebook/ingest.hpp"

namespace casebook {

RecordsAdded add_records(IndexWriter& writer, std::string_view json) {
    RecordsAdded records;
    const auto reject = [&](Rejection&& rejection) {
        records.rejections.push_back(std::move(rejection));
    };
    const auto accept = [&](CaseReport&& report, const RecordOrigin& origin) {
        try {
            writer.add(std::move(report));
            ++records.added;
        } catch (const Error& error) {
            if (error.code() != ErrorCode::invalid_argument) throw;
            reject({origin, error.what()});
        }
    };
    ReadOptions options;
    options.format = InputFormat::jsonl;
    read_reports_from_memory(json, "memory", options, {.accept = accept, .reject = reject});
    return records;
}

}  // namespace casebook
