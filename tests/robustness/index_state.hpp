#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

/// What an index of made reports tells when it is asked, through the real program.
namespace casebook::test {

/// The answers to `made_queries` but for what differs from run to run.
[[nodiscard]] std::vector<std::string> answers_of(const std::filesystem::path& index);

/// The ids of all its reports. Throws std::runtime_error if the search fails.
[[nodiscard]] std::set<std::string> ids_in(const std::filesystem::path& index);

/// What `casebook check` complains of; empty if the index is sound.
[[nodiscard]] std::string complaints_of(const std::filesystem::path& index);

/// Whether files of an unfinished build lie beside the index.
[[nodiscard]] bool has_leftovers(const std::filesystem::path& index);

}  // namespace casebook::test
