#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "document_builder.hpp"
#include "index_data/xapian_index.hpp"

namespace casebook {

/// Builds one temporary database of a new index: one a job, later merged. Nothing of it is durable
/// before the merge, so it is written without syncing. One thread at a time.
class BulkBuilder {
public:
    /// Makes the database in the new folder `folder`, one of `builders` that share a disk.
    /// `thesaurus` outlives it.
    BulkBuilder(std::filesystem::path folder, const IndexIdentity& identity,
                const Thesaurus& thesaurus, unsigned builders);

    /// Adds a report, or replaces the one with its id that was added here before.
    AddOutcome add(CaseReport&& report);

    /// Writes out what is left. Call once, at the end.
    void finish();

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    [[nodiscard]] BuildWork work() const;

private:
    void hand_on();
    void commit();

    struct Known {
        Xapian::docid document = 0;
        std::uint64_t content = 0;  ///< hash of the stored bytes
    };

    std::filesystem::path folder_;
    unsigned builders_;
    Xapian::WritableDatabase database_;
    DocumentBuilder builder_;
    std::unordered_map<std::string, Known> known_;
    Xapian::docid last_document_ = 0;
    std::vector<std::pair<Xapian::docid, Xapian::Document>> waiting_;  ///< built, not handed on
    std::uint64_t uncommitted_bytes_ = 0;
    BuildWork work_;
};

/// Bytes of text after which a growing database is committed: more makes Xapian's in-memory
/// inverter slower, less makes more merges (docs/decisions/0001-index-layout.md).
inline constexpr std::uint64_t kCommitBytes = 3U << 19U;

/// Bytes of all sections of a report.
[[nodiscard]] std::uint64_t text_bytes(const CaseReport& report);

/// Bytes of its embedding in the index.
[[nodiscard]] std::uint64_t embedding_bytes(const CaseReport& report);

}  // namespace casebook
