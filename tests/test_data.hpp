#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace casebook {

/// The folder of test data that lies beside the project: $CASEBOOK_TEST_DATA, else the build's
/// default. None if there is no such folder; a test that needs it then warns and returns.
inline std::optional<std::filesystem::path> test_data() {
    std::filesystem::path folder;
#ifdef CASEBOOK_DEFAULT_TEST_DATA
    folder = CASEBOOK_DEFAULT_TEST_DATA;
#endif
    if (const char* named = std::getenv("CASEBOOK_TEST_DATA")) folder = named;
    std::error_code error;
    if (folder.empty() || !std::filesystem::is_directory(folder, error)) return std::nullopt;
    return folder;
}

}  // namespace casebook
