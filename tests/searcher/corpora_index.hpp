#pragma once

#include <filesystem>
#include <optional>

#include "casebook/ingest.hpp"
#include "temporary_folder.hpp"
#include "test_data.hpp"

namespace casebook {

/// An index of all case reports of the corpora, made once for all tests that only read it.
struct CorporaIndex {
    std::filesystem::path reports;
    std::filesystem::path path;
    IngestReport account;
};

/// Null if there is no test data.
inline const CorporaIndex* corpora_index() {
    static const TemporaryFolder folder;
    static const auto made = [&]() -> std::optional<CorporaIndex> {
        const auto data = test_data();
        if (!data) return std::nullopt;
        const std::filesystem::path reports = *data / "corpora" / "cases";
        return CorporaIndex{reports, folder / "db", ingest(folder / "db", {reports}, {})};
    }();
    return made ? &*made : nullptr;
}

}  // namespace casebook
