#pragma once

#include <filesystem>
#include <string_view>

namespace casebook::cli {

/// Makes `bytes` the content of the file at `path`, all of them or none: they are written and
/// synced beside it under another name, which then takes its place. A file that was there keeps its
/// permissions; a link is followed. Throws Error{io} or {disk_full}, naming `path`, and then leaves
/// what was there as it was.
void write_whole_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace casebook::cli
