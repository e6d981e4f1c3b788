#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/case_report.hpp"

namespace casebook {

/// The formats that `read_reports` knows (docs/formats.md). `detect` looks at the content, not at
/// the file's name. Archives and compressed files are looked into whatever the format.
enum class InputFormat {
    detect,
    jsonl,
    page,
    text,
    jats,
    pubmed,
    nbib,
    ris,
    html,
    pdf,
    docx,
    csv,
    tsv
};

/// The format that `name` stands for ("jsonl", "page", "text", "detect", …); throws
/// Error{invalid_argument} naming the known ones for any other word.
[[nodiscard]] InputFormat parse_input_format(std::string_view name);

/// All names that `parse_input_format` knows, "detect" first.
[[nodiscard]] std::vector<std::string_view> input_format_names();

/// What a report's id was taken from.
enum class IdSource {
    record,   ///< the record has an id of its own
    article,  ///< the article's DOI: what else has it may be the same article
    file,     ///< the name of the file
};

/// Where a record stands in its source.
struct RecordOrigin {
    std::string file;          ///< path as given, "-" for standard input; "!" goes into an archive
    std::uint64_t record = 0;  ///< from 1; the line in a JSONL file; 0 for the file as a whole
    std::uint64_t byte = 0;    ///< offset of the record's first byte in the file
    std::uint64_t size = 0;    ///< bytes of the source that this record took
    IdSource id_source = IdSource::record;
    std::string stem = {};  ///< the id that the report would have if it had none of its own
};

/// A record that could not be read, and why, in words that a user can act on. Holds no report text.
struct Rejection {
    RecordOrigin origin;
    std::string reason;
};

/// What a reader hands on, in source order. Called from the reading thread only.
struct ReportSink {
    std::function<void(CaseReport&&, const RecordOrigin&)> accept;
    std::function<void(Rejection&&)> reject;
};

struct ReadOptions {
    InputFormat format = InputFormat::detect;
    std::uint64_t max_record = 64ULL << 20U;  ///< bytes; a longer record is rejected, not read
    std::vector<std::string> ignore =
        {};  ///< patterns as in a `.casebookignore` at each path's root

    /// Asked before each file of a folder, and for a path that is a file; one that it answers with
    /// false is passed over. May be empty.
    std::function<bool(const std::filesystem::path&)> wants_file = {};
};

/// Reads every report under `path`: a file, a folder (recursively, in byte order of the names;
/// hidden files, links that loop and what `.casebookignore` names are left out), or "-" for
/// standard input. Whatever cannot be
/// read is given to `sink.reject` and the rest goes on; nothing is thrown for bad input. Memory is
/// bounded by a few times `options.max_record`, whatever the input.
void read_reports(const std::filesystem::path& path, const ReadOptions& options,
                  const ReportSink& sink);

/// Reads the bytes of one source as `read_reports` reads a file's. `name` is used for origins and
/// for the id of a report that has none of its own.
void read_reports_from_memory(std::string_view bytes, const std::string& name,
                              const ReadOptions& options, const ReportSink& sink);

/// The first report in `bytes`, in whatever form; throws Error{invalid_argument} if none can be
/// read.
[[nodiscard]] CaseReport read_first_report(std::string_view bytes);

}  // namespace casebook
