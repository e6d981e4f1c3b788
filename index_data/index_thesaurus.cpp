#include "index_thesaurus.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "casebook/built_in.hpp"
#include "xapian_index.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

std::string file_name(const std::string& fingerprint) {
    return "thesaurus." + fingerprint;
}

[[noreturn]] void throw_system_error(const fs::path& path, int error) {
    const bool full = error == ENOSPC || error == EDQUOT;
    throw Error(full ? ErrorCode::disk_full : ErrorCode::io,
                path.string() + ": " + std::strerror(error));
}

void write_synced(const fs::path& path, std::string_view bytes) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) throw_system_error(path, errno);
    int error = 0;
    while (!bytes.empty() && error == 0) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
        if (written < 0 && errno != EINTR) error = errno;
    }
    if (error == 0 && ::fsync(file) != 0) error = errno;
    if (::close(file) != 0 && error == 0) error = errno;
    if (error != 0) throw_system_error(path, error);
}

}  // namespace

std::shared_ptr<const Thesaurus> shared_built_in_thesaurus() {
    return {std::shared_ptr<const Thesaurus>(), &built_in_thesaurus()};
}

bool is_built_in(const Thesaurus& thesaurus) {
    return thesaurus.fingerprint() == built_in_thesaurus().fingerprint();
}

void keep_thesaurus(const Thesaurus& thesaurus, const fs::path& folder) {
    if (is_built_in(thesaurus)) return;
    write_synced(folder / file_name(thesaurus.fingerprint()), thesaurus.bytes());
}

std::shared_ptr<const Thesaurus> find_thesaurus(const IndexIdentity& identity,
                                                const std::vector<fs::path>& folders,
                                                const std::string& name,
                                                std::shared_ptr<const Thesaurus> known) {
    if (!identity.own_thesaurus) return shared_built_in_thesaurus();
    if (known != nullptr && known->fingerprint() == identity.thesaurus) return known;
    const std::string file = file_name(identity.thesaurus);
    for (const fs::path& folder : folders) {
        std::error_code failure;
        if (!fs::exists(folder / file, failure)) continue;
        return std::make_shared<const Thesaurus>(Thesaurus::open(folder / file));
    }
    throw Error(ErrorCode::schema_mismatch,
                name + ": its concepts are those of a thesaurus of its own, and the file " + file +
                    " is not there; copy it from the index that it was made for to " +
                    folders.front().string());
}

}  // namespace casebook
