#include "casebook/report_reader.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>

#include "analyzers/byte_source.hpp"
#include "casebook/built_in.hpp"
#include "casebook/encoding.hpp"
#include "casebook/error.hpp"
#include "casebook/section_splitter.hpp"
#include "content_sniffer.hpp"
#include "folder_walk.hpp"
#include "jsonl_reader.hpp"
#include "page_reader.hpp"
#include "text_pieces.hpp"
#include "text_reader.hpp"

namespace casebook {
namespace {

using namespace readers;

constexpr std::size_t kHead = 64U << 10U;

struct FormatName {
    std::string_view name;
    InputFormat format;
};

constexpr std::array<FormatName, 4> kFormats = {{{"detect", InputFormat::detect},
                                                 {"jsonl", InputFormat::jsonl},
                                                 {"page", InputFormat::page},
                                                 {"text", InputFormat::text}}};

const HeadingTable& built_in_headings() {
    static const HeadingTable table = parse_heading_table(built_in::headings_tsv());
    return table;
}

const PageReader& built_in_page_reader() {
    static const PageReader reader(built_in_headings(),
                                   parse_furniture_table(built_in::furniture_tsv()));
    return reader;
}

/// The reading of one file, standard input or block of memory.
class SourceReading {
public:
    SourceReading(ByteSource& source, const std::string& name, const ReadOptions& options,
                  const ReportSink& sink)
        : source_(source, kHead), name_(name), options_(options), sink_(sink) {}

    void run() {
        if (const std::string reason = unreadable_reason(); !reason.empty()) return reject(reason);
        const JsonLayout layout = json_layout(head_text());
        const bool is_json = options_.format == InputFormat::jsonl ||
                             (options_.format == InputFormat::detect && layout != JsonLayout::none);
        if (is_json && layout != JsonLayout::whole && !is_wide()) {
            return read_jsonl(source_, name_, options_, sink_);
        }
        run_whole(is_json, layout);
    }

private:
    /// Why the source is no text at all; empty if it may be.
    [[nodiscard]] std::string unreadable_reason() const {
        const std::string_view head = source_.head();
        if (trimmed(head).empty() && source_.head_is_all()) return "empty";
        if (const auto kind = binary_kind(head))
            return "looks like " + *kind + ", which is no text";
        if (options_.format != InputFormat::detect) return {};
        const auto markup = markup_kind(head);
        return markup ? "looks like " + *markup + ", which no reader here takes; save it as text"
                      : std::string();
    }

    /// The head without a byte order mark.
    [[nodiscard]] std::string head_text() const {
        return is_wide() ? decode_text(source_.head()).text : std::string(trimmed(source_.head()));
    }

    /// Whether the source is UTF-16 or UTF-32, whose line ends are more than one byte.
    [[nodiscard]] bool is_wide() const {
        const std::string_view head = source_.head().substr(0, 1024);
        const std::string encoding = decode_text(head.substr(0, head.size() / 4 * 4)).encoding;
        return encoding.starts_with("UTF-16") || encoding.starts_with("UTF-32");
    }

    void run_whole(bool is_json, JsonLayout layout) {
        const WholeSource whole = read_whole(source_, options_.max_record);
        if (!whole.complete) {
            return reject("record of more than " + format_size(options_.max_record) +
                          " at byte 0 is larger than --max-record " +
                          format_size(options_.max_record));
        }
        const DecodedText decoded = decode_text(whole.bytes);
        if (is_json && layout == JsonLayout::whole)
            return read_json_values(decoded.text, name_, sink_);
        if (is_json) {
            MemorySource memory(decoded.text);
            return read_jsonl(memory, name_, options_, sink_);
        }
        accept_text(decoded.text, whole.bytes.size());
    }

    void accept_text(std::string_view text, std::uint64_t size) {
        const bool is_page =
            options_.format == InputFormat::page ||
            (options_.format == InputFormat::detect && built_in_page_reader().recognizes(text));
        CaseReport report = is_page ? built_in_page_reader().parse(text, stem_of(name_))
                                    : parse_text_report(text, stem_of(name_), built_in_headings());
        if (report.title.empty() && report.sections.empty()) return reject("empty");
        sink_.accept(std::move(report), {name_, 0, 0, size});
    }

    void reject(std::string reason) { sink_.reject({{name_, 0, 0, 0}, std::move(reason)}); }

    PeekedSource source_;
    const std::string& name_;
    const ReadOptions& options_;
    const ReportSink& sink_;
};

void read_source(ByteSource& source, const std::string& name, const ReadOptions& options,
                 const ReportSink& sink) {
    SourceReading(source, name, options, sink).run();
}

/// An I/O error of one file is that file's rejection; the sink's own exceptions pass through.
struct ReadFailure {
    std::string reason;
};

/// A source whose errors can be told from those of the sink.
class GuardedSource final : public ByteSource {
public:
    explicit GuardedSource(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

    std::size_t read(char* out, std::size_t capacity) override {
        try {
            return source_->read(out, capacity);
        } catch (const Error& error) {
            throw ReadFailure{error.what()};
        }
    }

private:
    std::unique_ptr<ByteSource> source_;
};

std::unique_ptr<ByteSource> open_guarded(const std::string& name) {
    try {
        return std::make_unique<GuardedSource>(name == "-" ? open_standard_input()
                                                           : open_file(name));
    } catch (const Error& error) {
        throw ReadFailure{error.what()};
    }
}

void read_named(const std::string& name, const ReadOptions& options, const ReportSink& sink) {
    try {
        const auto source = open_guarded(name);
        read_source(*source, name, options, sink);
    } catch (const ReadFailure& failure) {
        sink.reject({{name, 0, 0, 0}, "cannot be read: " + failure.reason});
    }
}

}  // namespace

InputFormat parse_input_format(std::string_view name) {
    const auto found = std::find_if(kFormats.begin(), kFormats.end(),
                                    [&](const FormatName& f) { return f.name == name; });
    if (found != kFormats.end()) return found->format;
    throw Error(ErrorCode::invalid_argument, "unknown format \"" + std::string(name) +
                                                 "\"; known are detect, jsonl, page and text");
}

void read_reports(const std::filesystem::path& path, const ReadOptions& options,
                  const ReportSink& sink) {
    if (path == "-") return read_named("-", options, sink);
    walk_files(
        path, [&](const std::filesystem::path& file) { read_named(file.string(), options, sink); },
        sink.reject);
}

void read_reports_from_memory(std::string_view bytes, const std::string& name,
                              const ReadOptions& options, const ReportSink& sink) {
    MemorySource source(bytes);
    read_source(source, name, options, sink);
}

}  // namespace casebook
