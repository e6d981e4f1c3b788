#include "page_files.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <span>
#include <utility>

#include "casebook/hash.hpp"
#include "compression.hpp"
#include "page_table.hpp"

namespace casebook::http {
namespace {

std::string type_of(std::string_view name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kTypes{{
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".json", "application/json"},
        {".png", "image/png"},
        {".webmanifest", "application/manifest+json"},
    }};
    for (const auto& [ending, type] : kTypes)
        if (name.ends_with(ending)) return std::string(type);
    return "application/octet-stream";
}

PageFile make_file(std::string_view name, std::string_view bytes) {
    constexpr int kBest = 9;
    PageFile file;
    file.bytes = std::make_shared<const std::string>(bytes);
    auto packed = std::make_shared<const std::string>(gzip(bytes, kBest));
    if (packed->size() < bytes.size()) file.packed = std::move(packed);
    file.type = type_of(name);
    file.tag = std::to_string(hash_bytes(bytes));
    return file;
}

/// A name of letters, digits, '-', '_' and '.', which does not begin with a dot.
bool is_file_name(std::string_view name) {
    constexpr std::string_view kOfNames =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    return !name.empty() && name.front() != '.' &&
           name.find_first_not_of(kOfNames) == std::string_view::npos;
}

}  // namespace

PageFiles::PageFiles(std::filesystem::path folder) : folder_(std::move(folder)) {
    if (!folder_.empty()) return;
    for (const PageRow& row : page_table())
        files_.emplace(row.name, make_file(row.name, row.bytes()));
}

std::optional<PageFile> PageFiles::find(std::string_view name) const {
    if (!is_file_name(name)) return std::nullopt;
    if (folder_.empty()) {
        const auto found = files_.find(name);
        return found == files_.end() ? std::nullopt : std::optional(found->second);
    }
    std::ifstream stream(folder_ / name, std::ios::binary);
    if (!stream) return std::nullopt;
    return make_file(name, std::string(std::istreambuf_iterator<char>(stream), {}));
}

}  // namespace casebook::http
