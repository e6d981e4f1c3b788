#include "casebook/report_reader.hpp"

#include <memory>
#include <optional>

#include "analyzers/byte_source.hpp"
#include "archive_reader.hpp"
#include "casebook/error.hpp"
#include "content_sniffer.hpp"
#include "docx_reader.hpp"
#include "folder_walk.hpp"
#include "format_reader.hpp"
#include "text_pieces.hpp"

namespace casebook {
namespace {

using namespace readers;

/// Archives inside archives: deeper ones are made to keep a reader busy.
constexpr int kDeepestArchive = 3;

/// An I/O error of one file is that file's rejection; the sink's own exceptions pass through.
struct ReadFailure {
    std::string reason;
};

/// A source whose errors can be told from those of the sink.
class GuardedSource final : public ByteSource {
public:
    explicit GuardedSource(ByteSource& source) : source_(source) {}

    std::size_t read(char* out, std::size_t capacity) override {
        try {
            return source_.read(out, capacity);
        } catch (const Error& error) {
            throw ReadFailure{error.what()};
        }
    }

private:
    ByteSource& source_;
};

/// The reading of one file, standard input, block of memory or entry of an archive.
class SourceReading {
public:
    SourceReading(ByteSource& source, const SourceContext& context, int depth)
        : source_(source, kHead), context_(context), depth_(depth) {}

    void run() {
        const std::string_view bytes = source_.head();
        if (trimmed(bytes).empty() && source_.head_is_all()) return context_.reject("empty");
        const InputFormat format = context_.options.format;
        if (is_archive(bytes) && !is_docx({bytes, {}, false})) return read_inside();
        if (format == InputFormat::detect) return read_detected();
        const FormatReader& reader = reader_of(format);
        const auto kind = binary_kind(bytes);
        if (kind && !reader.recognizes({bytes, {}, source_.head_is_all()}))
            return context_.reject("looks like " + *kind + ", not like " +
                                   std::string(reader.name));
        reader.read(source_, context_);
    }

private:
    void read_detected() {
        const std::string_view bytes = source_.head();
        const bool is_all = source_.head_is_all();
        for (const FormatReader& reader : format_readers()) {
            if (reader.is_text) continue;
            if (reader.recognizes({bytes, {}, is_all})) return reader.read(source_, context_);
        }
        if (const auto kind = binary_kind(bytes))
            return context_.reject("looks like " + *kind + ", which is no text");
        const std::string text = text_of_head(bytes);
        for (const FormatReader& reader : format_readers()) {
            if (reader.is_text && reader.recognizes({bytes, text, is_all}))
                return reader.read(source_, context_);
        }
        context_.reject(foreign_markup(text));
    }

    void read_inside() {
        if (depth_ >= kDeepestArchive)
            return context_.reject("is an archive inside " + std::to_string(depth_) + " others");
        read_archive(source_, context_,
                     [&](ByteSource& entry, const std::string& name, const std::string& stem) {
                         const SourceContext inner{name, stem, context_.options, context_.sink};
                         GuardedSource guarded(entry);
                         try {
                             SourceReading(guarded, inner, depth_ + 1).run();
                         } catch (const ReadFailure& failure) {
                             inner.reject("cannot be read: " + failure.reason);
                         }
                     });
    }

    PeekedSource source_;
    const SourceContext& context_;
    int depth_;
};

void read_source(ByteSource& source, const SourceContext& context) {
    GuardedSource guarded(source);
    try {
        SourceReading(guarded, context, 0).run();
    } catch (const ReadFailure& failure) {
        context.reject("cannot be read: " + failure.reason);
    }
}

void read_named(const std::string& name, const std::string& stem, const ReadOptions& options,
                const ReportSink& sink) {
    const SourceContext context{name, stem, options, sink};
    std::unique_ptr<ByteSource> source;
    try {
        source = name == "-" ? open_standard_input() : open_file(name);
    } catch (const Error& error) {
        return context.reject(std::string("cannot be read: ") + error.what());
    }
    read_source(*source, context);
}

}  // namespace

void read_reports(const std::filesystem::path& path, const ReadOptions& options,
                  const ReportSink& sink) {
    if (path == "-") return read_named("-", stem_of("-"), options, sink);
    walk_files(
        path,
        [&](const FoundFile& file) {
            if (options.wants_file && !options.wants_file(file.path)) return;
            read_named(file.path.string(), file.stem, options, sink);
        },
        sink.reject, options.ignore);
}

void read_reports_from_memory(std::string_view bytes, const std::string& name,
                              const ReadOptions& options, const ReportSink& sink) {
    MemorySource source(bytes);
    read_source(source, {name, stem_of(name), options, sink});
}

CaseReport read_first_report(std::string_view bytes) {
    std::optional<CaseReport> first;
    std::string reason;
    const ReportSink sink{.accept =
                              [&](CaseReport&& report, const RecordOrigin&) {
                                  if (!first) first = std::move(report);
                              },
                          .reject =
                              [&](Rejection&& rejection) {
                                  if (reason.empty()) reason = ": " + rejection.reason;
                              }};
    read_reports_from_memory(bytes, "text", {}, sink);
    if (!first)
        throw Error(ErrorCode::invalid_argument,
                    "the text holds no report that can be read" + reason);
    return *std::move(first);
}

}  // namespace casebook
