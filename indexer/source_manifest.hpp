#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// What a file was when it was read.
struct FileState {
    std::uint64_t size = 0;
    std::int64_t modified = 0;  ///< in the file system's own ticks

    friend bool operator==(const FileState&, const FileState&) = default;
};

/// The state of the file now; none if the system does not tell.
[[nodiscard]] std::optional<FileState> state_of(const std::filesystem::path& file);

/// One file that reports came from.
struct SourceFile {
    FileState state;
    std::string format;         ///< as it was asked for
    bool complete = true;       ///< nothing in it was rejected
    std::set<std::string> ids;  ///< of the reports that it holds, also those that another file gave
};

/// Which file gave which reports: kept in the index's metadata, one entry a file under
/// "casebook.source." and a hash of its path, and written with the commit that holds the reports.
/// Paths are absolute.
class SourceManifest {
public:
    /// Reads the entries of `database`; one that does not make sense is left out.
    void load(const Xapian::Database& database);

    [[nodiscard]] const SourceFile* find(const std::string& path) const;

    /// Begins the entry of a file anew; its reports so far are answered.
    std::set<std::string> restart(const std::string& path, SourceFile file);
    void add_id(const std::string& path, const std::string& id);
    void set_incomplete(const std::string& path);
    void erase(const std::string& path);

    /// The files that hold the report.
    [[nodiscard]] std::set<std::string> owners_of(const std::string& id) const;

    /// Paths of all files under `folder`, or `folder` itself if it is a file.
    [[nodiscard]] std::vector<std::string> files_under(const std::string& folder) const;

    /// The metadata that have changed since `load`: key and value, which is empty for what is gone.
    [[nodiscard]] std::map<std::string, std::string> changes() const;

private:
    void own(const std::string& path, const std::set<std::string>& ids);
    void disown(const std::string& path, const std::set<std::string>& ids);

    std::map<std::string, SourceFile> files_;
    std::map<std::string, std::set<std::string>> owners_;
    std::set<std::string> changed_;
    std::map<std::string, std::uint64_t> loaded_;  ///< hashes of the values in the index
};

}  // namespace casebook
