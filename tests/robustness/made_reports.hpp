#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace casebook::test {

/// Reports made up of invented words, the same for the same seed. Each holds the word "case"; its
/// id is a letter and its number.
struct MadeReports {
    std::string letter = "r";
    int first = 0;
    int count = 0;
    int words = 300;  ///< of each report's text
    std::uint64_t seed = 1;
};

/// Writes them as JSON lines behind what `file` holds already.
void append_reports(const std::filesystem::path& file, const MadeReports& reports);

/// The queries whose answers tell two indexes of made reports apart.
[[nodiscard]] std::vector<std::string> made_queries();

}  // namespace casebook::test
