#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "analyzers/byte_source.hpp"
#include "format_reader.hpp"

namespace casebook::readers {

/// Whether a source begins as what `read_archive` takes: gzip, bzip2, xz or zstd, zip or tar.
[[nodiscard]] bool is_archive(std::string_view head);

/// Reads one entry of an archive. `stem` is for reports without an id.
using ReadEntry =
    std::function<void(ByteSource& entry, const std::string& name, const std::string& stem)>;

/// Streams through a compressed file or an archive (libarchive) and calls `read_entry` with each
/// file in it, as it comes; nothing is written to disk. The name of an entry is the archive's, "!",
/// and the path inside. Hidden files and brat's `.ann` are passed over, as in folders. Rejected are
/// entries that are no file or are encrypted, or whose path leads out of the archive; an archive
/// that ends early or grows beyond all measure is rejected from there on.
void read_archive(ByteSource& source, const SourceContext& context, const ReadEntry& read_entry);

/// The bytes of the file `path` inside the zip `archive` (a DOCX), at most `limit`; empty if it is
/// not there. Throws Error{corrupt} if the zip is broken or the file is larger.
[[nodiscard]] std::string read_zip_entry(std::string_view archive, std::string_view path,
                                         std::uint64_t limit);

}  // namespace casebook::readers
