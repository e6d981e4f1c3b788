#include "tagged_records.hpp"

#include <algorithm>

#include "analyzers/line_reader.hpp"
#include "casebook/encoding.hpp"
#include "content_sniffer.hpp"
#include "record_delivery.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

bool is_tag(std::string_view tag) {
    return !tag.empty() && tag.front() >= 'A' && tag.front() <= 'Z' &&
           std::all_of(tag.begin(), tag.end(),
                       [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

/// Gathers lines into records.
class Records {
public:
    Records(const SourceContext& context, const TaggedFormat& format,
            const std::function<CaseReport(const TaggedRecord&)>& parse)
        : context_(context), format_(format), parse_(parse), delivery_(context) {}

    void add(const Line& line) {
        std::string_view tag;
        std::string_view value;
        const bool tagged = split_tagged_line(line.bytes, format_, tag, value);
        if (tagged && tag == format_.first_tag) end_record();
        const bool inside = begin_.record != 0;
        if (!inside && !(tagged && tag == format_.first_tag)) return;
        if (!inside) begin_ = {context_.name, ++number_, line.byte, 0};
        too_long_ |= line.oversized || bytes_.size() + line.size > context_.options.max_record;
        begin_.size = line.byte + line.size - begin_.byte;
        if (!too_long_) {
            bytes_ += line.bytes;
            bytes_ += '\n';
        }
        if (tagged && tag == format_.last_tag) end_record();
    }

    void finish() {
        end_record();
        delivery_.finish();
        if (!delivery_.seen_any()) context_.reject("holds no record of its format");
    }

private:
    void end_record() {
        if (begin_.record == 0) return;
        if (too_long_) {
            delivery_.reject(begin_, "a record of more than " +
                                         format_size(context_.options.max_record) +
                                         " is larger than --max-record");
        } else {
            delivery_.accept(parse_(parsed()), begin_);
        }
        begin_ = {};
        bytes_.clear();
        too_long_ = false;
    }

    /// The lines of the record at hand; a value's further lines are joined to it.
    [[nodiscard]] TaggedRecord parsed() const {
        TaggedRecord record;
        const std::string text = decode_text(bytes_).text;
        std::string tag;
        std::string value;
        for (const std::string_view line : split(text, "\n")) {
            std::string_view next_tag;
            std::string_view next_value;
            if (split_tagged_line(line, format_, next_tag, next_value)) {
                record.add(tag, value);
                tag = std::string(next_tag);
                value = std::string(next_value);
            } else if (const std::string_view more = trimmed(line); !more.empty()) {
                value += ' ';
                value += more;
            }
        }
        record.add(tag, value);
        return record;
    }

    const SourceContext& context_;
    const TaggedFormat& format_;
    const std::function<CaseReport(const TaggedRecord&)>& parse_;
    RecordDelivery delivery_;
    std::uint64_t number_ = 0;
    RecordOrigin begin_;  ///< of the record at hand; its number is 0 between records
    std::string bytes_;
    bool too_long_ = false;
};

void read_lines(ByteSource& source, std::uint64_t limit, Records& records) {
    LineReader lines(source, limit);
    while (const auto line = lines.next())
        records.add(*line);
    records.finish();
}

}  // namespace

void TaggedRecord::add(std::string_view tag, std::string_view value) {
    value = trimmed(value);
    if (!tag.empty() && !value.empty()) values_[std::string(tag)].emplace_back(value);
}

const std::vector<std::string>& TaggedRecord::all(std::string_view tag) const {
    static const std::vector<std::string> kNone;
    const auto found = values_.find(tag);
    return found == values_.end() ? kNone : found->second;
}

std::string TaggedRecord::first(std::initializer_list<std::string_view> tags) const {
    for (const std::string_view tag : tags) {
        if (!all(tag).empty()) return all(tag).front();
    }
    return {};
}

bool split_tagged_line(std::string_view line, const TaggedFormat& format, std::string_view& tag,
                       std::string_view& value) {
    if (line.starts_with("\xEF\xBB\xBF")) line.remove_prefix(3);
    const std::size_t dash = format.tag_width;
    if (line.size() <= dash || line[dash] != '-') return false;
    if (line.size() > dash + 1 && line[dash + 1] != ' ' && line[dash + 1] != '\r') return false;
    tag = trimmed(line.substr(0, dash));
    if (!is_tag(tag) || line.front() == ' ') return false;
    value = trimmed(line.substr(dash + 1));
    return true;
}

void read_tagged_records(ByteSource& source, const SourceContext& context,
                         const TaggedFormat& format,
                         const std::function<CaseReport(const TaggedRecord&)>& parse) {
    PeekedSource peeked(source, kHead);
    Records records(context, format, parse);
    if (!is_wide(peeked.head())) return read_lines(peeked, context.options.max_record, records);
    std::string bytes;
    if (!read_record(peeked, context, bytes)) return;
    const std::string text = decode_text(bytes).text;
    MemorySource decoded(text);
    read_lines(decoded, context.options.max_record, records);
}

}  // namespace casebook::readers
