#include "folder_walk.hpp"

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "analyzers/byte_source.hpp"
#include "casebook/error.hpp"
#include "ignore_rules.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

namespace fs = std::filesystem;

constexpr const char* kIgnoreFile = ".casebookignore";

const char* special_kind(mode_t mode) {
    if (S_ISFIFO(mode)) return "a named pipe";
    if (S_ISSOCK(mode)) return "a socket";
    return "a device";
}

std::vector<std::string> names_in(DIR& folder) {
    std::vector<std::string> names;
    while (const dirent* entry = ::readdir(&folder))
        names.emplace_back(entry->d_name);
    std::sort(names.begin(), names.end());
    return names;
}

bool is_annotation_of_a_text(const std::string& name, const std::vector<std::string>& sorted) {
    constexpr std::string_view kSuffix = ".ann";
    if (!name.ends_with(kSuffix)) return false;
    return std::binary_search(sorted.begin(), sorted.end(),
                              name.substr(0, name.size() - kSuffix.size()) + ".txt");
}

/// One walk. The folders between its root and where it stands are known, so that it cannot circle.
class Walk {
public:
    Walk(const std::function<void(const FoundFile&)>& visit,
         const std::function<void(Rejection&&)>& reject, const std::vector<std::string>& ignore)
        : visit_(visit), reject_(reject) {
        for (const std::string& pattern : ignore)
            rules_.add(pattern, {});
    }

    /// `below` is the path below the root, empty for the root itself.
    void enter(const fs::path& path, const std::string& below) {
        struct stat status {};
        if (::stat(path.c_str(), &status) != 0) return refuse(path, std::strerror(errno));
        if (S_ISDIR(status.st_mode)) {
            walk_folder(path, below, {status.st_dev, status.st_ino});
        } else if (S_ISREG(status.st_mode)) {
            visit_({path, below.empty() ? stem_of(path.string()) : without_extensions(below)});
        } else {
            refuse(path, std::string("is ") + special_kind(status.st_mode) + ", not a file");
        }
    }

private:
    using FolderKey = std::pair<dev_t, ino_t>;

    void walk_folder(const fs::path& path, const std::string& below, FolderKey key) {
        if (std::find(way_.begin(), way_.end(), key) != way_.end()) return;
        std::vector<std::string> names;
        {
            const std::unique_ptr<DIR, int (*)(DIR*)> folder(::opendir(path.c_str()), &::closedir);
            if (!folder) return refuse(path, std::strerror(errno));
            names = names_in(*folder);
        }
        way_.push_back(key);
        const std::size_t rules = rules_.size();
        const std::string base = below.empty() ? below : below + "/";
        if (::access((path / kIgnoreFile).c_str(), R_OK) == 0)
            rules_.add(text_of(path / kIgnoreFile), base);
        for (const std::string& name : names) {
            if (name.starts_with('.') || is_annotation_of_a_text(name, names)) continue;
            if (!rules_.ignores(base + name, is_folder(path / name)))
                enter(path / name, base + name);
        }
        rules_.shrink(rules);
        way_.pop_back();
    }

    static bool is_folder(const fs::path& path) {
        std::error_code ignored;
        return fs::is_directory(path, ignored);
    }

    /// An ignore file; empty if it cannot be read.
    static std::string text_of(const fs::path& path) {
        constexpr std::uint64_t kLargest = 1U << 20U;
        try {
            return read_whole(*open_file(path), kLargest).bytes;
        } catch (const Error&) {
            return {};
        }
    }

    void refuse(const fs::path& path, std::string reason) {
        reject_({{path.string(), 0, 0, 0}, std::move(reason)});
    }

    const std::function<void(const FoundFile&)>& visit_;
    const std::function<void(Rejection&&)>& reject_;
    std::vector<FolderKey> way_;
    IgnoreRules rules_;
};

}  // namespace

void walk_files(const fs::path& path, const std::function<void(const FoundFile&)>& visit,
                const std::function<void(Rejection&&)>& reject,
                const std::vector<std::string>& ignore) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        throw Error(ErrorCode::not_found, path.string() + ": no such file or folder");
    }
    Walk(visit, reject, ignore).enter(path, {});
}

}  // namespace casebook::readers
