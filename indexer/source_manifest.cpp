#include "source_manifest.hpp"

#include <nlohmann/json.hpp>

#include "casebook/hash.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr const char* kPrefix = "casebook.source.";

std::string key_of(const std::string& path) {
    return kPrefix + std::to_string(hash_bytes(path));
}

std::string value_of(const std::string& path, const SourceFile& file) {
    const json value = {
        {"path", path},          {"size", file.state.size},   {"modified", file.state.modified},
        {"format", file.format}, {"complete", file.complete}, {"ids", file.ids}};
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

std::optional<FileState> state_of(const fs::path& file) {
    std::error_code failure;
    FileState state;
    state.size = fs::file_size(file, failure);
    if (failure) return std::nullopt;
    const auto time = fs::last_write_time(file, failure);
    if (failure) return std::nullopt;
    state.modified = static_cast<std::int64_t>(time.time_since_epoch().count());
    return state;
}

void SourceManifest::load(const Xapian::Database& database) {
    for (auto key = database.metadata_keys_begin(kPrefix);
         key != database.metadata_keys_end(kPrefix); ++key) {
        const json value = json::parse(database.get_metadata(*key), nullptr, false);
        try {
            SourceFile file;
            file.state = {value.at("size"), value.at("modified")};
            file.format = value.at("format");
            file.complete = value.at("complete");
            file.ids = value.at("ids").get<std::set<std::string>>();
            const std::string path = value.at("path");
            own(path, file.ids);
            loaded_[path] = hash_bytes(value_of(path, file));
            files_[path] = std::move(file);
        } catch (const json::exception&) {
            continue;  // the file is read again
        }
    }
}

const SourceFile* SourceManifest::find(const std::string& path) const {
    const auto found = files_.find(path);
    return found == files_.end() ? nullptr : &found->second;
}

std::set<std::string> SourceManifest::restart(const std::string& path, SourceFile file) {
    std::set<std::string> before;
    if (const auto found = files_.find(path); found != files_.end()) {
        before = std::move(found->second.ids);
        disown(path, before);
    }
    own(path, file.ids);
    files_[path] = std::move(file);
    changed_.insert(path);
    return before;
}

void SourceManifest::add_id(const std::string& path, const std::string& id) {
    const auto found = files_.find(path);
    if (found == files_.end()) return;
    found->second.ids.insert(id);
    owners_[id].insert(path);
}

void SourceManifest::set_incomplete(const std::string& path) {
    if (const auto found = files_.find(path); found != files_.end()) found->second.complete = false;
}

void SourceManifest::erase(const std::string& path) {
    const auto found = files_.find(path);
    if (found == files_.end()) return;
    disown(path, found->second.ids);
    files_.erase(found);
    changed_.insert(path);
}

std::set<std::string> SourceManifest::owners_of(const std::string& id) const {
    const auto found = owners_.find(id);
    return found == owners_.end() ? std::set<std::string>() : found->second;
}

std::vector<std::string> SourceManifest::files_under(const std::string& folder) const {
    std::vector<std::string> paths;
    const std::string below = folder.ends_with('/') ? folder : folder + "/";
    for (const auto& [path, file] : files_) {
        if (path == folder || path.starts_with(below)) paths.push_back(path);
    }
    return paths;
}

std::map<std::string, std::string> SourceManifest::changes() const {
    std::map<std::string, std::string> changes;
    for (const std::string& path : changed_) {
        const SourceFile* file = find(path);
        const std::string value = file == nullptr ? std::string() : value_of(path, *file);
        const auto before = loaded_.find(path);
        const bool same =
            before == loaded_.end() ? value.empty() : before->second == hash_bytes(value);
        if (!same) changes[key_of(path)] = value;
    }
    return changes;
}

void SourceManifest::own(const std::string& path, const std::set<std::string>& ids) {
    for (const std::string& id : ids)
        owners_[id].insert(path);
}

void SourceManifest::disown(const std::string& path, const std::set<std::string>& ids) {
    for (const std::string& id : ids) {
        const auto owners = owners_.find(id);
        if (owners == owners_.end()) continue;
        owners->second.erase(path);
        if (owners->second.empty()) owners_.erase(owners);
    }
}

}  // namespace casebook
