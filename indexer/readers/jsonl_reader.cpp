#include "jsonl_reader.hpp"

#include <utility>

#include "analyzers/line_reader.hpp"
#include "casebook/encoding.hpp"
#include "content_sniffer.hpp"
#include "json_record.hpp"
#include "json_scan.hpp"
#include "record_delivery.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

void deliver(JsonRecord&& record, const RecordOrigin& origin, RecordDelivery& delivery) {
    if (record.report) return delivery.accept(*std::move(record.report), origin);
    delivery.reject(origin,
                    record.reason + " (byte " + std::to_string(origin.byte + record.byte) + ")");
}

std::string too_long(const Line& line, std::uint64_t limit) {
    return "record of " + format_size(line.size) + " at byte " + std::to_string(line.byte) +
           " is larger than --max-record " + format_size(limit);
}

void read_json_lines(ByteSource& source, const SourceContext& context) {
    RecordDelivery delivery(context);
    LineReader lines(source, context.options.max_record);
    while (const auto line = lines.next()) {
        const RecordOrigin origin{context.name, line->number, line->byte, line->size};
        if (line->oversized) {
            delivery.reject(origin, too_long(*line, context.options.max_record));
        } else if (!trimmed(line->bytes).empty()) {
            deliver(parse_json_record(line->bytes), origin, delivery);
        }
    }
    delivery.finish();
}

void read_json_values(std::string_view json, const SourceContext& context) {
    RecordDelivery delivery(context);
    std::size_t at = json.find_first_of("[{");
    if (at != std::string_view::npos && json[at] == '[') ++at;
    RecordOrigin origin{context.name, 0, 0, 0};
    for (std::string_view value = next_value(json, at); !value.empty();
         value = next_value(json, at)) {
        ++origin.record;
        origin.byte = static_cast<std::uint64_t>(value.data() - json.data());
        origin.size = value.size();
        deliver(parse_json_record(value), origin, delivery);
    }
    delivery.finish();
}

}  // namespace

bool is_json(const SourceHead& head) {
    return json_layout(head.text) != JsonLayout::none;
}

void read_json(ByteSource& source, const SourceContext& context) {
    PeekedSource peeked(source, kHead);
    const std::string head = text_of_head(peeked.head());
    const bool wide = is_wide(peeked.head());
    const JsonLayout layout = json_layout(head);
    if (layout != JsonLayout::whole && !wide) return read_json_lines(peeked, context);
    std::string bytes;
    if (!read_record(peeked, context, bytes)) return;
    const DecodedText decoded = decode_text(bytes);
    if (layout == JsonLayout::whole) return read_json_values(decoded.text, context);
    MemorySource memory(decoded.text);
    read_json_lines(memory, context);
}

}  // namespace casebook::readers
