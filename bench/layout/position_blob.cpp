#include "position_blob.hpp"

#include <algorithm>
#include <optional>

namespace layout {
namespace {

constexpr unsigned kHashBits = 22;
constexpr unsigned kEntryBits = 18;
constexpr std::size_t kBuckets = 1U << (kHashBits - kEntryBits);
constexpr std::uint32_t kEntryMask = (1U << kEntryBits) - 1;

void append_varint(std::string& bytes, std::uint32_t value) {
    while (value >= 0x80) {
        bytes.push_back(static_cast<char>(value | 0x80));
        value >>= 7;
    }
    bytes.push_back(static_cast<char>(value));
}

/// Reads varints off the front of a blob; `ok` falls when it ends too early.
class Cursor {
public:
    explicit Cursor(std::string_view bytes) : at_(bytes.data()), end_(at_ + bytes.size()) {}

    std::uint32_t varint() {
        std::uint32_t value = 0;
        for (unsigned shift = 0; at_ != end_ && shift < 32; shift += 7) {
            const auto byte = static_cast<std::uint8_t>(*at_++);
            value |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
            if (byte < 0x80) return value;
        }
        ok_ = false;
        return 0;
    }

    std::string_view bytes(std::size_t count) {
        if (count > static_cast<std::size_t>(end_ - at_)) {
            ok_ = false;
            return {};
        }
        const std::string_view taken(at_, count);
        at_ += count;
        return taken;
    }

    void positions(std::uint32_t count, std::vector<Position>& into) {
        Position last = 0;
        for (; count != 0 && ok_; --count)
            into.push_back(last += varint());
    }

    void skip_varints(std::uint32_t count) {
        while (count != 0 && at_ != end_)
            count -= static_cast<std::uint8_t>(*at_++) < 0x80 ? 1 : 0;
        ok_ = ok_ && count == 0;
    }

    [[nodiscard]] bool ok() const { return ok_; }
    [[nodiscard]] bool at_end() const { return at_ == end_; }

private:
    const char* at_;
    const char* end_;
    bool ok_ = true;
};

bool read_exception(Cursor& cursor, std::string_view term, std::vector<Position>& positions) {
    bool found = false;
    for (auto count = cursor.varint(); count != 0 && cursor.ok(); --count) {
        const auto name = cursor.bytes(cursor.varint());
        const auto occurrences = cursor.varint();
        if (name == term) {
            cursor.positions(occurrences, positions);
            found = true;
        } else {
            cursor.skip_varints(occurrences);
        }
    }
    return found;
}

std::string_view bucket_of(Cursor& cursor, std::size_t bucket) {
    std::size_t before = 0;
    std::size_t size = 0;
    for (std::size_t index = 0; index < kBuckets; ++index) {
        const auto bytes = cursor.varint();
        if (index < bucket) before += bytes;
        if (index == bucket) size = bytes;
    }
    (void)cursor.bytes(before);
    return cursor.bytes(size);
}

}  // namespace

std::uint32_t term_hash(std::string_view term) {
    std::uint64_t hash = 0xCBF29CE484222325U;
    for (const char byte : term) {
        hash = (hash ^ static_cast<std::uint8_t>(byte)) * 0x100000001B3U;
    }
    return static_cast<std::uint32_t>((hash ^ (hash >> 32)) & ((1U << kHashBits) - 1));
}

void PositionBlobWriter::add(std::string_view term, std::span<const Position> positions) {
    const auto hash = term_hash(term) >> (kHashBits - shape_.hash_bits);
    entries_.push_back({hash, term, static_cast<std::uint32_t>(positions_.size()),
                        static_cast<std::uint32_t>(positions.size())});
    positions_.insert(positions_.end(), positions.begin(), positions.end());
}

void PositionBlobWriter::append_positions(std::string& bytes, const Entry& entry) const {
    Position last = 0;
    for (std::uint32_t index = entry.begin; index < entry.begin + entry.count; ++index) {
        append_varint(bytes, positions_[index] - last);
        last = positions_[index];
    }
}

void PositionBlobWriter::append_entry(std::string& bytes, const Entry& entry,
                                      std::uint32_t difference) const {
    append_varint(bytes, difference * 2 + (entry.count > 1 ? 1 : 0));
    if (entry.count > 1) append_varint(bytes, entry.count);
    append_positions(bytes, entry);
}

std::string PositionBlobWriter::take() {
    std::sort(entries_.begin(), entries_.end(), [](const Entry& left, const Entry& right) {
        return std::pair(left.hash, left.term) < std::pair(right.hash, right.term);
    });
    std::string exceptions;
    std::uint32_t exception_count = 0;
    std::string buckets;
    const unsigned entry_bits = shape_.hash_bits - shape_.bucket_bits;
    const std::uint32_t entry_mask = (1U << entry_bits) - 1;
    std::vector<std::uint32_t> sizes(std::size_t{1} << shape_.bucket_bits, 0);
    std::optional<std::uint32_t> last;
    for (const auto& entry : entries_) {
        if (last == entry.hash) {
            ++exception_count;
            append_varint(exceptions, static_cast<std::uint32_t>(entry.term.size()));
            exceptions.append(entry.term);
            append_varint(exceptions, entry.count);
            append_positions(exceptions, entry);
            continue;
        }
        const auto bucket = entry.hash >> entry_bits;
        const bool is_first = !last || *last >> entry_bits != bucket;
        const auto before = buckets.size();
        append_entry(buckets, entry, is_first ? entry.hash & entry_mask : entry.hash - *last);
        sizes[bucket] += static_cast<std::uint32_t>(buckets.size() - before);
        last = entry.hash;
    }
    std::string blob;
    append_varint(blob, exception_count);
    blob.append(exceptions);
    for (const auto size : sizes)
        append_varint(blob, size);
    blob.append(buckets);
    entries_.clear();
    positions_.clear();
    return blob;
}

bool read_positions(std::string_view blob, std::string_view term,
                    std::vector<Position>& positions) {
    positions.clear();
    Cursor cursor(blob);
    if (read_exception(cursor, term, positions)) return cursor.ok();
    const auto wanted = term_hash(term);
    Cursor entries(bucket_of(cursor, wanted >> kEntryBits));
    std::uint32_t hash = 0;
    while (!entries.at_end() && entries.ok()) {
        const auto head = entries.varint();
        hash += head / 2;
        const std::uint32_t count = head % 2 == 1 ? entries.varint() : 1;
        if (hash == (wanted & kEntryMask)) {
            entries.positions(count, positions);
            return entries.ok();
        }
        entries.skip_varints(count);
    }
    return false;
}

bool PhraseCheck::holds(std::string_view blob) {
    if (!read_positions(blob, terms_.front(), starts_)) return false;
    for (Position offset = 1; offset < terms_.size() && !starts_.empty(); ++offset) {
        if (!read_positions(blob, terms_[offset], next_)) return false;
        auto at = next_.begin();
        std::erase_if(starts_, [&](Position start) {
            at = std::lower_bound(at, next_.end(), start + offset);
            return at == next_.end() || *at != start + offset;
        });
    }
    return !starts_.empty();
}

}  // namespace layout
