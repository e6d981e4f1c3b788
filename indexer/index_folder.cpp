#include "index_folder.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <thread>

#include "casebook/schema.hpp"
#include "index_data/xapian_index.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

std::string_view name_of(PositionStore positions) {
    return positions == PositionStore::own ? "own" : "xapian";
}

[[noreturn]] void throw_system_error(const fs::path& path, int error) {
    throw Error(error == ENOSPC ? ErrorCode::disk_full : ErrorCode::io,
                path.string() + ": " + std::strerror(error));
}

/// Whether a new database may be made at `path`.
bool is_free(const fs::path& path) {
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (status.type() == fs::file_type::not_found) return true;
    if (status.type() == fs::file_type::directory) return fs::is_empty(path, failure) && !failure;
    throw Error(ErrorCode::not_an_index,
                path.string() + ": a file, not an index; reports are added to the index of one shard");
}

Xapian::WritableDatabase create(const fs::path& path, const WriterOptions& options) {
    std::error_code failure;
    fs::create_directories(path.has_parent_path() ? path.parent_path() : ".", failure);
    Xapian::WritableDatabase database(path.string(), Xapian::DB_CREATE_OR_OPEN);
    if (!database.get_metadata(metadata::kSchema).empty()) return database;
    write_identity(database, make_identity(std::string(name_of(options.positions))));
    advance_generation(database);
    database.commit();
    return database;
}

Xapian::WritableDatabase open_once(const fs::path& path, const WriterOptions& options) {
    if (is_free(path)) return create(path, options);
    Xapian::WritableDatabase database(path.string(), Xapian::DB_OPEN);
    (void)read_identity(database, path.string());
    return database;
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

}  // namespace

Xapian::WritableDatabase lock_index(const fs::path& path, const WriterOptions& options) {
    constexpr std::chrono::milliseconds kPause{50};
    const auto deadline = std::chrono::steady_clock::now() + options.wait;
    while (true) {
        try {
            return open_once(path, options);
        } catch (const Xapian::DatabaseLockError& error) {
            if (std::chrono::steady_clock::now() >= deadline) throw error_from(error, path.string());
        } catch (const Xapian::Error& error) {
            throw error_from(error, path.string());
        }
        std::this_thread::sleep_for(kPause);
    }
}

fs::path building_folder(const fs::path& path) {
    fs::path folder = path;
    if (!folder.has_filename()) folder = folder.parent_path();
    folder += ".building";
    return folder;
}

void remove_leftovers(const fs::path& path) {
    std::error_code failure;
    fs::remove_all(building_folder(path), failure);
    if (failure) throw Error(ErrorCode::io, building_folder(path).string() + ": " + failure.message());
}

void swap_in(const fs::path& fresh, const fs::path& path, Xapian::WritableDatabase& held) {
    sync_folder(fresh);
    if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, path.c_str(), RENAME_EXCHANGE) != 0) {
        throw_system_error(path, errno);
    }
    sync_path(fs::absolute(path).parent_path());
    // The building folder, which now holds the old index, is ours only while we hold the new lock.
    Xapian::WritableDatabase fresh_lock;
    try {
        fresh_lock = Xapian::WritableDatabase(path.string(), Xapian::DB_OPEN);
    } catch (const Xapian::DatabaseLockError&) {
        held.close();
        return;  // another writer was quicker, and removes the leftovers
    }
    held.close();
    remove_leftovers(path);
}

}  // namespace casebook
