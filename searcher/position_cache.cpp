#include "position_cache.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace casebook {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} << 10U;

using Length = std::uint32_t;

}  // namespace

KeptPositions::KeptPositions(Xapian::docid last, std::size_t most_bytes)
    : pages_(last / kPageReports + 1), room_(most_bytes) {}

std::optional<std::string_view> KeptPositions::find(Xapian::docid document) const {
    const std::size_t number = document / kPageReports;
    if (number >= pages_.size()) return std::nullopt;
    const Page* page = pages_[number].load(std::memory_order_acquire);
    if (page == nullptr) return std::nullopt;
    const char* entry = (*page)[document % kPageReports].load(std::memory_order_acquire);
    if (entry == nullptr) return std::nullopt;
    Length length = 0;
    std::memcpy(&length, entry, sizeof length);
    return std::string_view(entry + sizeof length, length);
}

void KeptPositions::keep(Xapian::docid document, std::string_view positions) {
    if (is_full() || document / kPageReports >= pages_.size()) return;
    const auto length = static_cast<Length>(positions.size());
    const std::lock_guard lock(mutex_);
    Page* page = page_of(document);
    if (page == nullptr) return;
    std::atomic<const char*>& entry = (*page)[document % kPageReports];
    if (entry.load(std::memory_order_relaxed) != nullptr) return;  // another thread was first
    char* memory = allot(sizeof length + positions.size());
    if (memory == nullptr) return;
    std::memcpy(memory, &length, sizeof length);
    std::memcpy(memory + sizeof length, positions.data(), positions.size());
    entry.store(memory, std::memory_order_release);
}

bool KeptPositions::take_room(std::size_t bytes) {
    if (bytes > room_) {
        full_.store(true, std::memory_order_relaxed);
        return false;
    }
    room_ -= bytes;
    return true;
}

KeptPositions::Page* KeptPositions::page_of(Xapian::docid document) {
    std::atomic<Page*>& page = pages_[document / kPageReports];
    if (page.load(std::memory_order_relaxed) == nullptr) {
        if (!take_room(sizeof(Page))) return nullptr;
        own_pages_.push_back(std::make_unique<Page>());
        page.store(own_pages_.back().get(), std::memory_order_release);
    }
    return page.load(std::memory_order_relaxed);
}

char* KeptPositions::allot(std::size_t bytes) {
    if (bytes > block_left_) {
        const std::size_t block = std::max(bytes, kBlockBytes);
        if (!take_room(block)) return nullptr;
        blocks_.push_back(std::unique_ptr<char[]>(new char[block]));
        block_at_ = blocks_.back().get();
        block_left_ = block;
    }
    char* memory = block_at_;
    block_at_ += bytes;
    block_left_ -= bytes;
    return memory;
}

std::shared_ptr<KeptPositions> PositionCache::kept(const Xapian::Database& database) {
    const std::lock_guard lock(mutex_);
    if (kept_ == nullptr || kept_->is_full())
        kept_ = std::make_shared<KeptPositions>(database.get_lastdocid(), most_bytes_);
    return kept_;
}

}  // namespace casebook
