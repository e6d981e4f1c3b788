#include "whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "casebook/error.hpp"

namespace casebook::cli {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void throw_file_error(const fs::path& path, int error) {
    throw Error(error == ENOSPC || error == EDQUOT ? ErrorCode::disk_full : ErrorCode::io,
                path.string() + ": cannot be written: " + std::strerror(error));
}

/// A new file beside `path`, which is removed unless it takes that one's place.
class Replacement {
public:
    /// `shown` is the path that errors name.
    Replacement(fs::path path, fs::path shown) : path_(std::move(path)), shown_(std::move(shown)) {
        const fs::path folder = path_.has_parent_path() ? path_.parent_path() : fs::path(".");
        name_ = (folder / ("." + path_.filename().string() + ".XXXXXX")).string();
        descriptor_ = ::mkstemp(name_.data());
        if (descriptor_ < 0) {
            throw_file_error(shown_, errno);
        }
    }
    ~Replacement() {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
        if (!placed_) {
            ::unlink(name_.c_str());
        }
    }
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;

    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto written = ::write(descriptor_, bytes.data(), bytes.size());
            if (written >= 0) {
                bytes.remove_prefix(static_cast<std::size_t>(written));
            } else if (errno != EINTR) {
                throw_file_error(shown_, errno);
            }
        }
    }

    void put_in_place() {
        struct stat before = {};
        const bool replaces = ::stat(path_.c_str(), &before) == 0;
        if (replaces && !S_ISREG(before.st_mode)) {
            throw_file_error(shown_, S_ISDIR(before.st_mode) ? EISDIR : EINVAL);
        }
        if (::fchmod(descriptor_, replaces ? before.st_mode & 07777U : usual_mode()) != 0 ||
            ::fsync(descriptor_) != 0) {
            throw_file_error(shown_, errno);
        }
        if (std::rename(name_.c_str(), path_.c_str()) != 0) {
            throw_file_error(shown_, errno);
        }
        placed_ = true;
    }

private:
    /// What `open` would have given a new file.
    static mode_t usual_mode() {
        const mode_t mask = ::umask(0);
        ::umask(mask);
        return 0666U & ~mask;
    }

    fs::path path_;
    fs::path shown_;
    std::string name_;
    int descriptor_ = -1;
    bool placed_ = false;
};

}  // namespace

void write_whole_file(const fs::path& path, std::string_view bytes) {
    std::error_code failure;
    const fs::path linked = fs::canonical(path, failure);
    Replacement file(failure ? path : linked, path);
    file.write(bytes);
    file.put_in_place();
}

}  // namespace casebook::cli
