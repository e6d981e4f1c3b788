#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "casebook/report_reader.hpp"

namespace casebook::readers {

/// A file that a walk found.
struct FoundFile {
    std::filesystem::path path;
    std::string stem;  ///< its path below the root of the walk, without extensions: "ward/note_1"
};

/// Calls `visit` for every regular file under `path`, which is itself a file or a folder. Folders
/// are walked in byte order of the names; hidden entries, links back to a folder on the way, and
/// brat `.ann` files beside a `.txt` of the same stem are passed over, and so is what `ignore` or a
/// file `.casebookignore` on the way says (`IgnoreRules`; not for `path` itself). Pipes, sockets,
/// devices and whatever the system refuses go to `reject`. Throws Error{not_found} if `path` does
/// not exist.
void walk_files(const std::filesystem::path& path,
                const std::function<void(const FoundFile&)>& visit,
                const std::function<void(Rejection&&)>& reject,
                const std::vector<std::string>& ignore = {});

}  // namespace casebook::readers
