#pragma once

#include <xapian.h>

#include <chrono>
#include <cstdint>
#include <filesystem>

#include "casebook/index_writer.hpp"
#include "index_data/xapian_index.hpp"

namespace casebook {

/// An index open for writing.
struct LockedIndex {
    Xapian::WritableDatabase database;  ///< holds the lock
    IndexIdentity identity;
    std::shared_ptr<const Thesaurus> thesaurus;  ///< whose concepts reports are read for
};

/// The index at `path`, locked for writing, its identity checked. If there is none, an empty one is
/// made and committed: it appears whole or not at all. One without reports takes the thesaurus that
/// `options` name. Throws as IndexWriter's constructor does.
[[nodiscard]] LockedIndex lock_index(const std::filesystem::path& path,
                                     const WriterOptions& options);

/// Removes what an earlier, killed run left beside the index. Call with the lock held.
void remove_leftovers(const std::filesystem::path& path);

/// The folder beside an index where a new one is built before it is swapped in: `.building` behind
/// the index's name. Only the holder of the index's lock may have one.
class BuildingFolder {
public:
    /// Makes the folder for the index at `index`, empty whatever a killed run left in it.
    explicit BuildingFolder(const std::filesystem::path& index);
    /// Removes it with all that is in it.
    ~BuildingFolder();
    BuildingFolder(const BuildingFolder&) = delete;
    BuildingFolder& operator=(const BuildingFolder&) = delete;

    [[nodiscard]] std::filesystem::path operator/(std::string_view name) const {
        return path_ / name;
    }

    /// Leaves it to another writer, who holds the lock now.
    void leave() { path_.clear(); }

private:
    std::filesystem::path path_;
};

/// Throws Error{disk_full} unless the disk has room to commit `text_bytes` of new text to the
/// database at `path`, with a margin, and `writers` of that size may do so at once. Asked
/// beforehand because Xapian 1.4 writes values in a destructor (glass_values.cc, ~ValueUpdater): a
/// disk that fills up there ends the whole process.
void require_room(const std::filesystem::path& path, std::uint64_t text_bytes,
                  unsigned writers = 1);

/// Puts the finished database at `fresh`, in the building folder, in the place of the index at
/// `path`, whose lock the caller holds in `held`: at once for whoever opens it next, while open
/// readers keep what they have. Afterwards `held` is the lock of the new database, or of none and
/// the building folder left, if another writer was quicker.
void swap_in(const std::filesystem::path& fresh, const std::filesystem::path& path,
             Xapian::WritableDatabase& held, BuildingFolder& building);

}  // namespace casebook
