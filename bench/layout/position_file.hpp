#pragma once

#include <cstddef>
#include <filesystem>
#include <string_view>

#include <xapian.h>

namespace layout {

/// Writes the position blobs of an index, in document order, behind a table of 64-bit offsets.
/// Derived: it can be made again from the value slot at any time.
void write_position_file(const Xapian::Database& index, const std::filesystem::path& file);

/// Maps a position file. Immutable, so threads may share it.
class PositionFile {
public:
    explicit PositionFile(const std::filesystem::path& file);
    ~PositionFile();
    PositionFile(const PositionFile&) = delete;
    PositionFile& operator=(const PositionFile&) = delete;

    /// The blob of a document; empty if it has none.
    [[nodiscard]] std::string_view blob(Xapian::docid document) const;

    [[nodiscard]] std::size_t bytes() const { return bytes_; }

private:
    const char* data_ = nullptr;
    std::size_t bytes_ = 0;
};

}  // namespace layout
