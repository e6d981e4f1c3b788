#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::test {

/// A folder that is removed with all that is in it.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] std::string path(std::string_view name) const {
        return (folder_ / name).string();
    }

    /// The path of a new file that holds `text`.
    std::string write(std::string_view name, std::string_view text) const;

private:
    std::filesystem::path folder_;
};

/// Six reports as JSONL. One holds bytes that steer terminals, one a title that a spreadsheet would
/// take for a formula, one a comma and quotes in its journal's name.
[[nodiscard]] std::string sample_reports();

/// The path of an index of `sample_reports`, made once for all tests, which only read it.
[[nodiscard]] const std::string& sample_index();

/// `arguments` with `--db` and the sample index after the command.
[[nodiscard]] std::vector<std::string> on_sample(std::vector<std::string> arguments);

/// `file` as a string.
[[nodiscard]] std::string read_file(const std::string& file);

}  // namespace casebook::test
