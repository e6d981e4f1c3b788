#include "index_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <thread>

#include "casebook/built_in.hpp"
#include "casebook/schema.hpp"
#include "index_data/index_thesaurus.hpp"
#include "index_data/xapian_index.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

std::string_view name_of(PositionStore positions) {
    return positions == PositionStore::own ? "own" : "xapian";
}

[[noreturn]] void throw_system_error(const fs::path& path, int error) {
    if (error == ENOSPC || error == EDQUOT) {
        throw Error(ErrorCode::disk_full, path.string() + ": no room is left on the disk");
    }
    throw Error(ErrorCode::io, path.string() + ": " + std::strerror(error));
}

void make_folder(const fs::path& path) {
    std::error_code failure;
    fs::create_directories(path, failure);
    if (failure) throw_system_error(path, failure.value());
}

/// Bytes of the files in a folder.
std::uint64_t bytes_in(const fs::path& folder) {
    std::error_code failure;
    std::uint64_t bytes = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, failure)) {
        const std::uintmax_t size = entry.file_size(failure);
        if (!failure) bytes += size;
    }
    return bytes;
}

/// The index's own folder, links resolved: a link to it must not be exchanged for it.
fs::path own_folder(const fs::path& path) {
    std::error_code failure;
    const fs::path absolute = fs::absolute(path);
    const fs::path folder = fs::weakly_canonical(absolute, failure);
    if (failure) return absolute;
    return folder.has_filename() ? folder : folder.parent_path();
}

fs::path building_folder(const fs::path& path) {
    fs::path folder = own_folder(path);
    folder += ".building";
    return folder;
}

void sync_path(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw_system_error(path, errno);
    const int result = ::fsync(file);
    const int error = errno;
    ::close(file);
    if (result != 0) throw_system_error(path, error);
}

void sync_folder(const fs::path& folder) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file()) sync_path(entry.path());
    }
    sync_path(folder);
}

/// Keeps other processes from making an index in the same folder for as long as it lives. Where the
/// file system knows no such locks, nothing is kept.
class MakingLock {
public:
    explicit MakingLock(const fs::path& folder)
        : file_(::open(folder.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (file_ >= 0) ::flock(file_, LOCK_EX);
    }
    ~MakingLock() {
        if (file_ >= 0) ::close(file_);
    }
    MakingLock(const MakingLock&) = delete;
    MakingLock& operator=(const MakingLock&) = delete;

private:
    int file_;
};

/// Whether a new index may be made at `path`.
bool is_free(const fs::path& path) {
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (status.type() == fs::file_type::not_found) return true;
    return status.type() == fs::file_type::directory && fs::is_empty(path, failure) && !failure;
}

/// Makes an empty index at `path` at once: what a kill leaves of it lies in the building folder.
void make_index(const fs::path& path, const WriterOptions& options) {
    const fs::path place = own_folder(path);
    make_folder(place.parent_path());
    const MakingLock lock(place.parent_path());
    if (!is_free(place)) return;  // another process was quicker
    const BuildingFolder building(path);
    const fs::path fresh = building / "empty";
    with_xapian_errors(path.string(), [&] {
        Xapian::WritableDatabase database(fresh.string(), Xapian::DB_CREATE);
        const Thesaurus& thesaurus = options.thesaurus ? *options.thesaurus : built_in_thesaurus();
        keep_thesaurus(thesaurus, fresh);
        write_identity(database, make_identity(std::string(name_of(options.positions)), thesaurus));
        advance_generation(database);
        database.commit();
    });
    sync_folder(fresh);
    if (::rename(fresh.c_str(), place.c_str()) != 0) throw_system_error(path, errno);
    sync_path(place.parent_path());
}

/// The thesaurus that reports are read with: the index's, or for one without reports the one that
/// is asked for.
void choose_thesaurus(LockedIndex& locked, const OpenIndex& index, const fs::path& path,
                      const WriterOptions& options) {
    locked.thesaurus = options.thesaurus ? options.thesaurus : index.thesaurus;
    const bool same = locked.identity.thesaurus == locked.thesaurus->fingerprint() &&
                      has_context_rules_of_today(locked.identity);
    if (same || locked.database.get_doccount() != 0) {
        if (options.thesaurus) require_thesaurus(locked.identity, *locked.thesaurus, path.string());
        return;
    }
    keep_thesaurus(*locked.thesaurus, path);
    locked.identity = make_identity(std::move(locked.identity.positions), *locked.thesaurus);
    write_identity(locked.database, locked.identity);
    locked.database.commit();
}

LockedIndex open_once(const fs::path& path, const WriterOptions& options) {
    if (is_free(path)) make_index(path, options);
    // What is no index of ours is refused before Xapian leaves its lock's file in it.
    const OpenIndex index = open_index(path);
    if (!fs::is_directory(path)) {
        throw Error(
            ErrorCode::not_an_index,
            path.string() + ": a file that names indexes; give --db one of them to change it");
    }
    LockedIndex locked{Xapian::WritableDatabase(path.string(), Xapian::DB_OPEN), {}, nullptr};
    if (!index.place.stands_at(path)) {
        throw Xapian::DatabaseModifiedError("another index took its place while it was locked");
    }
    locked.identity = read_identity(locked.database, path.string());
    choose_thesaurus(locked, index, path, options);
    return locked;
}

}  // namespace

LockedIndex lock_index(const fs::path& path, const WriterOptions& options) {
    constexpr std::chrono::milliseconds kPause{50};
    const auto deadline = std::chrono::steady_clock::now() + options.wait;
    while (true) {
        try {
            return open_once(path, options);
        } catch (const Xapian::DatabaseModifiedError&) {
            continue;
        } catch (const Xapian::Error& error) {
            const Error told = error_from(error, path.string());
            const bool late = std::chrono::steady_clock::now() >= deadline;
            if (told.code() != ErrorCode::locked || late) throw told;
        }
        std::this_thread::sleep_for(kPause);
    }
}

void remove_leftovers(const fs::path& path) {
    std::error_code failure;
    fs::remove_all(building_folder(path), failure);
    if (failure) throw_system_error(building_folder(path), failure.value());
}

BuildingFolder::BuildingFolder(const fs::path& index) {
    remove_leftovers(index);
    make_folder(building_folder(index));
    path_ = building_folder(index);
}

BuildingFolder::~BuildingFolder() {
    std::error_code ignored;  // what cannot be removed now goes with the next run
    if (!path_.empty()) fs::remove_all(path_, ignored);
}

void require_room(const fs::path& path, std::uint64_t text_bytes, unsigned writers) {
    // A commit writes changed blocks anew before it frees the old ones: at most all of a small
    // database, and for a large one the part that a batch of reports touches.
    constexpr std::uint64_t kMostRewritten = 256U << 20U;
    constexpr std::uint64_t kTablesPerText = 4;
    constexpr std::uint64_t kLeast = 1U << 20U;
    std::error_code failure;
    const fs::space_info space = fs::space(path, failure);
    if (failure) return;
    const std::uint64_t needed =
        writers * (std::min(bytes_in(path), kMostRewritten) + kTablesPerText * text_bytes + kLeast);
    if (space.available >= needed) return;
    throw Error(ErrorCode::disk_full,
                path.string() + ": no room is left on the disk to write safely: " +
                    std::to_string(needed >> 20U) +
                    " MB are needed; the index stands as it was last committed");
}

void swap_in(const fs::path& fresh, const fs::path& path, Xapian::WritableDatabase& held,
             BuildingFolder& building) {
    const fs::path place = own_folder(path);
    sync_folder(fresh);
    if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, place.c_str(), RENAME_EXCHANGE) != 0) {
        throw_system_error(path, errno);
    }
    sync_path(place.parent_path());
    // The building folder, which now holds the old index, is ours only while we hold the new lock.
    Xapian::WritableDatabase lock;
    try {
        lock = Xapian::WritableDatabase(place.string(), Xapian::DB_OPEN);
    } catch (const Xapian::DatabaseLockError&) {
        building.leave();  // another writer was quicker, and removes the leftovers
    }
    held.close();
    held = lock;
}

}  // namespace casebook
