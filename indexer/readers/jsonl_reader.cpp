#include "jsonl_reader.hpp"

#include <optional>
#include <utility>

#include "analyzers/line_reader.hpp"
#include "json_record.hpp"
#include "json_scan.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

/// Hands records to the sink in order. A first report without an id waits until a second record
/// shows that its name needs a number.
class Delivery {
public:
    Delivery(const std::string& name, const ReportSink& sink) : name_(name), sink_(sink) {}

    void reject(const RecordOrigin& origin, std::string reason) {
        begin_record();
        sink_.reject({origin, std::move(reason)});
    }

    void deliver(JsonRecord&& record, const RecordOrigin& origin) {
        if (!record.report) {
            return reject(origin, record.reason + " (byte " +
                                      std::to_string(origin.byte + record.byte) + ")");
        }
        begin_record();
        waiting_ = {*std::move(record.report), origin};
        if (several_ || !waiting_->first.id.empty()) release(several_);
    }

    void finish() { release(several_); }

private:
    void begin_record() {
        release(true);
        several_ |= std::exchange(seen_, true);
    }

    void release(bool numbered) {
        if (!waiting_) return;
        auto [report, origin] = *std::exchange(waiting_, std::nullopt);
        if (report.id.empty()) {
            report.id = stem_of(name_);
            if (numbered) report.id += ":" + std::to_string(origin.record);
        }
        sink_.accept(std::move(report), origin);
    }

    const std::string& name_;
    const ReportSink& sink_;
    std::optional<std::pair<CaseReport, RecordOrigin>> waiting_;
    bool seen_ = false;
    bool several_ = false;
};

std::string too_long(const Line& line, std::uint64_t limit) {
    return "record of " + format_size(line.size) + " at byte " + std::to_string(line.byte) +
           " is larger than --max-record " + format_size(limit);
}

}  // namespace

void read_jsonl(ByteSource& source, const std::string& name, const ReadOptions& options,
                const ReportSink& sink) {
    Delivery delivery(name, sink);
    LineReader lines(source, options.max_record);
    while (const auto line = lines.next()) {
        const RecordOrigin origin{name, line->number, line->byte, line->size};
        if (line->oversized) {
            delivery.reject(origin, too_long(*line, options.max_record));
        } else if (!trimmed(line->bytes).empty()) {
            delivery.deliver(parse_json_record(line->bytes), origin);
        }
    }
    delivery.finish();
}

void read_json_values(std::string_view json, const std::string& name, const ReportSink& sink) {
    Delivery delivery(name, sink);
    std::size_t at = json.find_first_of("[{");
    if (at != std::string_view::npos && json[at] == '[') ++at;
    RecordOrigin origin{name, 0, 0, 0};
    for (std::string_view value = next_value(json, at); !value.empty();
         value = next_value(json, at)) {
        ++origin.record;
        origin.byte = static_cast<std::uint64_t>(value.data() - json.data());
        origin.size = value.size();
        delivery.deliver(parse_json_record(value), origin);
    }
    delivery.finish();
}

}  // namespace casebook::readers
