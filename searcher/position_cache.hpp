#pragma once

#include <xapian.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

namespace casebook {

/// The stored positions of reports that phrases asked for. What is in it stays as long as it does.
/// Threads may share it.
class KeptPositions {
public:
    /// For reports up to `last`; takes `most_bytes` at most.
    KeptPositions(Xapian::docid last, std::size_t most_bytes);

    /// What was kept of a report, if anything.
    [[nodiscard]] std::optional<std::string_view> find(Xapian::docid document) const;

    /// Keeps a report's, if there is room.
    void keep(Xapian::docid document, std::string_view positions);

    /// Whether something was not kept for lack of room.
    [[nodiscard]] bool is_full() const { return full_.load(std::memory_order_relaxed); }

private:
    static constexpr std::size_t kPageReports = 1024;
    /// By report: its positions' length as four bytes, and they themselves.
    using Page = std::array<std::atomic<const char*>, kPageReports>;

    [[nodiscard]] bool take_room(std::size_t bytes);
    /// Both null if there is no room.
    [[nodiscard]] Page* page_of(Xapian::docid document);
    [[nodiscard]] char* allot(std::size_t bytes);

    std::mutex mutex_;  ///< held by who keeps
    std::vector<std::atomic<Page*>> pages_;
    std::vector<std::unique_ptr<Page>> own_pages_;
    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t block_left_ = 0;  ///< of the last block
    char* block_at_ = nullptr;
    std::size_t room_;
    std::atomic<bool> full_{false};
};

/// Positions of one revision of a database in memory: Xapian finds and copies a block of its table
/// for each report that a phrase looks into, which is most of what a phrase costs
/// (docs/decisions/0010-size-and-speed.md). When it is full it is begun anew, so that what many
/// queries ask for comes back. Threads may share it.
class PositionCache {
public:
    /// As long as a query holds on to what is forgotten, twice as many.
    static constexpr std::size_t kMostBytes = 128U << 20U;

    explicit PositionCache(std::size_t most_bytes = kMostBytes) : most_bytes_(most_bytes) {}

    /// What is kept, for one query of `database`.
    [[nodiscard]] std::shared_ptr<KeptPositions> kept(const Xapian::Database& database);

private:
    const std::size_t most_bytes_;
    std::mutex mutex_;
    std::shared_ptr<KeptPositions> kept_;
};

}  // namespace casebook
