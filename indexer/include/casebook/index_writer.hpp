#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/case_report.hpp"
#include "casebook/thesaurus.hpp"

namespace casebook {

/// Where the places of words are kept. `own` is smaller and faster; `xapian` is what stock remote
/// servers can check phrases with (docs/decisions/0001-index-layout.md). Fixed when an index is
/// made.
enum class PositionStore : std::uint8_t { own = 0, xapian = 1 };

struct WriterOptions {
    PositionStore positions = PositionStore::own;
    /// Whose concepts a new index's reports are read for; none for the built-in one. The index
    /// keeps a copy, and with it everything that is added later is read.
    std::shared_ptr<const Thesaurus> thesaurus;
    std::chrono::seconds wait{0};  ///< how long to wait for another writer before Error{locked}
};

/// What `add` did with a report.
enum class AddOutcome { added, replaced, unchanged };

/// Seconds that threads have worked at building an index, without the time they waited.
struct BuildWork {
    std::chrono::duration<double> analyze{};   ///< from report to document, the next three with it
    std::chrono::duration<double> words{};     ///< finding words and their terms
    std::chrono::duration<double> concepts{};  ///< finding concepts, abbreviations with them
    std::chrono::duration<double> facts{};
    std::chrono::duration<double> write{};   ///< handing documents to Xapian
    std::chrono::duration<double> commit{};  ///< writing them out

    BuildWork& operator+=(const BuildWork& other);
};

/// Changes one index in place. Nothing is seen by readers until `commit`; what was not committed is
/// lost when the writer goes, and that is never an error. One thread at a time.
class IndexWriter {
public:
    /// Opens the index at `path`, or makes and commits an empty one. Holds the index's write lock
    /// until destroyed. Throws Error{locked}, {not_an_index}, {schema_mismatch} (also for an index
    /// that holds reports and was made with another thesaurus than `options` name), {corrupt},
    /// {io}.
    explicit IndexWriter(std::filesystem::path path, WriterOptions options = {});
    ~IndexWriter();
    IndexWriter(IndexWriter&&) noexcept;
    IndexWriter& operator=(IndexWriter&&) noexcept;

    /// Adds `report`, or replaces the report with its id; a report equal to the stored one is left
    /// alone. `report.id` must not be empty (Error{invalid_argument}).
    AddOutcome add(CaseReport report);

    /// Removes the report with that id; false if there is none.
    bool remove(std::string_view id);

    /// Keeps `value` under `key` in the index's metadata; an empty one removes it. Keys that begin
    /// with "casebook." are this library's own.
    void set_metadata(const std::string& key, const std::string& value);

    /// Makes all changes so far durable and visible together. Throws Error{disk_full} or {io}, and
    /// then the index stands as it was last committed.
    void commit();

    /// Reports in the index, uncommitted ones counted.
    [[nodiscard]] std::size_t report_count() const;

    /// What the changes so far have cost.
    [[nodiscard]] BuildWork work() const;

private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

/// Rewrites the index at `path` without the space that deletions left, and swaps it in atomically.
void compact_index(const std::filesystem::path& path, std::chrono::seconds wait = {});

/// What `check_index` found. No problems: every table reads back, every report decodes, and the
/// metadata agrees with the contents.
struct IndexCheck {
    std::size_t reports = 0;
    std::vector<std::string> problems;  ///< one line each, naming table or report id
};

/// Reads the whole index at `path`. Throws as Searcher's constructor does if it cannot be opened.
[[nodiscard]] IndexCheck check_index(const std::filesystem::path& path);

}  // namespace casebook
