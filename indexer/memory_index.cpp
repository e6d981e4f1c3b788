#include "casebook/memory_index.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>
#include <utility>

#include "casebook/error.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

/// A folder being made has another name than a finished one, whose lock may be tried.
constexpr const char* kMaking = "making-casebook-index-XXXXXX";
constexpr std::string_view kMakingPrefix = "making-";
constexpr std::string_view kName = "casebook-index-";
constexpr const char* kOwner = "owner";

[[noreturn]] void throw_system_error(const fs::path& path, int error) {
    throw Error(error == ENOSPC || error == EDQUOT ? ErrorCode::disk_full : ErrorCode::io,
                path.string() + ": " + std::strerror(error));
}

void require_memory(const fs::path& memory) {
    struct statfs status {};
    if (::statfs(memory.c_str(), &status) != 0) throw_system_error(memory, errno);
    if (status.f_type == TMPFS_MAGIC || status.f_type == RAMFS_MAGIC) return;
    throw Error(ErrorCode::invalid_argument,
                memory.string() +
                    ": does not lie in memory; name a folder that does (tmpfs), or make the index "
                    "in a temporary folder");
}

/// The owner's file of a folder, locked; -1 if there is none or another process holds it.
int lock_owner(const fs::path& folder, int flags) {
    const int file = ::open((folder / kOwner).c_str(), flags | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (file < 0) return -1;
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) return file;
    ::close(file);
    return -1;
}

/// Removes indexes whose processes have gone.
void remove_orphans(const fs::path& memory) {
    std::error_code ignored;
    for (fs::directory_iterator entry(memory, ignored), end; !ignored && entry != end;
         entry.increment(ignored)) {
        const fs::path folder = entry->path();
        if (!folder.filename().string().starts_with(kName)) continue;
        const int owner = lock_owner(folder, O_RDWR);
        if (owner < 0) continue;
        std::error_code failure;
        fs::remove_all(folder, failure);
        ::close(owner);
    }
}

}  // namespace

MemoryIndex::MemoryIndex(const fs::path& memory) {
    require_memory(memory);
    remove_orphans(memory);
    std::string making = (memory / kMaking).string();
    if (::mkdtemp(making.data()) == nullptr) throw_system_error(memory, errno);
    owner_ = lock_owner(making, O_RDWR | O_CREAT);
    const int error = errno;
    folder_ = memory / fs::path(making).filename().string().substr(kMakingPrefix.size());
    if (owner_ >= 0 && ::rename(making.c_str(), folder_.c_str()) == 0) return;
    const int failure = owner_ < 0 ? error : errno;
    folder_ = making;
    remove();
    throw_system_error(memory, failure);
}

MemoryIndex::~MemoryIndex() {
    remove();
}

MemoryIndex::MemoryIndex(MemoryIndex&& other) noexcept
    : folder_(std::exchange(other.folder_, {})), owner_(std::exchange(other.owner_, -1)) {}

MemoryIndex& MemoryIndex::operator=(MemoryIndex&& other) noexcept {
    if (this == &other) return *this;
    remove();
    folder_ = std::exchange(other.folder_, {});
    owner_ = std::exchange(other.owner_, -1);
    return *this;
}

void MemoryIndex::remove() noexcept {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
    if (owner_ >= 0) ::close(owner_);
    folder_.clear();
    owner_ = -1;
}

}  // namespace casebook
