#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "analyzers/byte_source.hpp"
#include "casebook/report_reader.hpp"
#include "casebook/section_splitter.hpp"

namespace casebook::readers {

class PageReader;

/// The beginning of a source, for the rules that tell its format.
struct SourceHead {
    std::string_view bytes;  ///< as they stand, at most 64 kB
    std::string_view text;   ///< decoded, without byte order mark and white space around it
    bool is_all = false;     ///< whether there is no more than that
};

/// What a reader is told of the source that it reads.
struct SourceContext {
    std::string name;  ///< for origins: the path, with "!" before the path inside an archive
    std::string stem;  ///< the id of a report that has none of its own
    const ReadOptions& options;
    const ReportSink& sink;

    /// Rejects the source as a whole.
    void reject(std::string reason) const;
    void reject(const RecordOrigin& origin, std::string reason) const;
};

/// One format: how its files are told from others, and how they are read. A reader hands on what
/// it reads record by record, rejects what it cannot read, and throws nothing for bad input; what
/// `source` or the sink throws passes through it.
struct FormatReader {
    InputFormat format;
    std::string_view name;  ///< what `--format` takes
    bool is_text;           ///< `recognizes` sees text only of what is no binary data
    bool (*recognizes)(const SourceHead& head);
    void (*read)(ByteSource& source, const SourceContext& context);
};

/// All formats, in the order in which their rules are asked. The last one takes any text.
[[nodiscard]] std::span<const FormatReader> format_readers();

/// The reader of a format other than `detect`.
[[nodiscard]] const FormatReader& reader_of(InputFormat format);

/// The whole source as bytes, for a reader that cannot stream; false, with a rejection, if it is
/// larger than a record may be.
[[nodiscard]] bool read_record(ByteSource& source, const SourceContext& context,
                               std::string& bytes);

/// The tables of headings and of publishers' furniture that are compiled in.
[[nodiscard]] const HeadingTable& built_in_headings();
[[nodiscard]] const PageReader& built_in_page_reader();

}  // namespace casebook::readers
