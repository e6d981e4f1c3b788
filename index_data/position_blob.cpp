#include "casebook/position_blob.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "casebook/hash.hpp"
#include "casebook/varint.hpp"

/// Layout, all numbers as varints:
///   16 × length of a bucket in bytes | the buckets | the exceptions
/// bucket:     { difference to the hash before << 1 | several; [count - 2 if several;] places }
/// exceptions: { length of the spelling; the spelling; count; places }
/// places:     the first, then differences to the one before
namespace casebook {
namespace {

constexpr unsigned kHashBits = 16;
constexpr unsigned kBucketBits = 4;
constexpr std::size_t kBuckets = 1U << kBucketBits;
constexpr std::uint32_t kInBucketMask = (1U << (kHashBits - kBucketBits)) - 1;

std::uint32_t position_hash(std::string_view term) {
    return static_cast<std::uint32_t>(hash_bytes(term) >> (64U - kHashBits));
}

struct HashedTerm {
    std::uint32_t hash = 0;
    const TermPositions* term = nullptr;
};

void append_places(std::string& out, const std::vector<std::uint32_t>& positions) {
    std::uint32_t before = 0;
    for (const std::uint32_t position : positions) {
        append_varint(out, position - before);
        before = position;
    }
}

void append_exception(std::string& out, const TermPositions& term) {
    append_varint(out, term.term.size());
    out += term.term;
    append_varint(out, term.positions.size());
    append_places(out, term.positions);
}

void append_hashed(std::string& bucket, std::uint32_t difference, const TermPositions& term) {
    const std::size_t count = term.positions.size();
    append_varint(bucket, (std::uint64_t{difference} << 1U) | (count > 1 ? 1U : 0U));
    if (count > 1) append_varint(bucket, count - 2);
    append_places(bucket, term.positions);
}

/// Reads varints off the front of a string, and remembers a failure.
class Reader {
public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    std::uint64_t number() {
        std::uint64_t value = 0;
        if (!read_varint(rest_, value)) failed_ = true;
        return failed_ ? 0 : value;
    }

    std::string_view bytes(std::uint64_t count) {
        if (count > rest_.size()) failed_ = true;
        if (failed_) return {};
        const std::string_view taken = rest_.substr(0, static_cast<std::size_t>(count));
        rest_.remove_prefix(taken.size());
        return taken;
    }

    void places(std::uint64_t count, std::vector<std::uint32_t>* out) {
        std::uint64_t position = 0;
        for (std::uint64_t at = 0; at < count && !failed_; ++at) {
            position += number();
            if (out != nullptr && !failed_) out->push_back(static_cast<std::uint32_t>(position));
        }
    }

    [[nodiscard]] bool at_end() const { return failed_ || rest_.empty(); }
    [[nodiscard]] bool failed() const { return failed_; }

private:
    std::string_view rest_;
    bool failed_ = false;
};

/// Whether the bucket holds the hash; its places then stand in `positions`.
bool find_hashed(Reader bucket, std::uint32_t wanted, std::vector<std::uint32_t>& positions,
                 bool& well_formed) {
    std::uint64_t hash = 0;
    while (!bucket.at_end()) {
        const std::uint64_t head = bucket.number();
        hash += head >> 1U;
        const std::uint64_t count = (head & 1U) != 0 ? bucket.number() + 2 : 1;
        const bool here = hash == wanted;
        bucket.places(count, here ? &positions : nullptr);
        if (bucket.failed()) break;
        if (here) return true;
        if (hash > wanted) return false;
    }
    well_formed = well_formed && !bucket.failed();
    return false;
}

bool find_exception(Reader exceptions, std::string_view term,
                    std::vector<std::uint32_t>& positions) {
    while (!exceptions.at_end()) {
        const std::string_view spelling = exceptions.bytes(exceptions.number());
        const std::uint64_t count = exceptions.number();
        const bool here = spelling == term;
        exceptions.places(count, here ? &positions : nullptr);
        if (here && !exceptions.failed()) return true;
    }
    return !exceptions.failed();
}

std::vector<HashedTerm> sorted_by_hash(const std::vector<TermPositions>& terms) {
    std::vector<HashedTerm> hashed;
    hashed.reserve(terms.size());
    for (const TermPositions& term : terms)
        hashed.push_back({position_hash(term.term), &term});
    std::sort(hashed.begin(), hashed.end(), [](const HashedTerm& left, const HashedTerm& right) {
        return left.hash != right.hash ? left.hash < right.hash
                                       : left.term->term < right.term->term;
    });
    return hashed;
}

}  // namespace

std::string encode_positions(const std::vector<TermPositions>& terms) {
    const std::vector<HashedTerm> hashed = sorted_by_hash(terms);
    std::array<std::string, kBuckets> buckets;
    std::array<std::uint32_t, kBuckets> before{};
    std::string exceptions;
    for (std::size_t at = 0; at < hashed.size(); ++at) {
        const HashedTerm& entry = hashed[at];
        const bool shared = (at > 0 && hashed[at - 1].hash == entry.hash) ||
                            (at + 1 < hashed.size() && hashed[at + 1].hash == entry.hash);
        if (shared) {
            append_exception(exceptions, *entry.term);
            continue;
        }
        const std::size_t bucket = entry.hash >> (kHashBits - kBucketBits);
        const std::uint32_t inside = entry.hash & kInBucketMask;
        append_hashed(buckets[bucket], inside - before[bucket], *entry.term);
        before[bucket] = inside;
    }
    std::string blob;
    for (const std::string& bucket : buckets)
        append_varint(blob, bucket.size());
    for (const std::string& bucket : buckets)
        blob += bucket;
    return blob + exceptions;
}

bool decode_positions(std::string_view blob, std::string_view term,
                      std::vector<std::uint32_t>& positions) {
    positions.clear();
    Reader reader(blob);
    std::array<std::uint64_t, kBuckets> sizes{};
    for (std::uint64_t& size : sizes)
        size = reader.number();
    const std::uint32_t hash = position_hash(term);
    const std::size_t wanted = hash >> (kHashBits - kBucketBits);
    std::string_view bucket;
    for (std::size_t at = 0; at < kBuckets; ++at) {
        const std::string_view bytes = reader.bytes(sizes[at]);
        if (at == wanted) bucket = bytes;
    }
    bool well_formed = !reader.failed();
    if (well_formed && !find_hashed(Reader(bucket), hash & kInBucketMask, positions, well_formed) &&
        well_formed) {
        well_formed = find_exception(reader, term, positions);
    }
    if (!well_formed) positions.clear();
    return well_formed;
}

}  // namespace casebook
