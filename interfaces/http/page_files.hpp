#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace casebook::http {

/// A file of the page, ready to be sent.
struct PageFile {
    std::shared_ptr<const std::string> bytes;
    std::shared_ptr<const std::string> packed;  ///< as gzip; null where that is no shorter
    std::string type;                           ///< for Content-Type
    std::string tag;                            ///< for ETag; differs where the bytes do
};

/// The files of the page: those compiled in, or, while it is being made, those of a folder, read
/// anew each time. Immutable; threads may share it.
class PageFiles {
public:
    /// An empty path is for what is compiled in.
    explicit PageFiles(std::filesystem::path folder);

    /// The file of that name, which is a single one: no path leads anywhere.
    [[nodiscard]] std::optional<PageFile> find(std::string_view name) const;

private:
    std::filesystem::path folder_;
    std::map<std::string, PageFile, std::less<>> files_;
};

}  // namespace casebook::http
