#include "casebook/position_blob.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "bit_stream.hpp"
#include "casebook/hash.hpp"
#include "casebook/schema.hpp"
#include "casebook/varint.hpp"

/// Layout, the first four numbers as varints:
///   terms | end of the titles | last place | bits of the buckets | directory and buckets |
///   exceptions
/// directory:  where each bucket but the first begins, in bits behind the directory; filled with
///             zeros to a whole byte, as the buckets are
/// bucket:     { hash, less the one before, Rice; count of places, gamma; places }
/// places:     a single one as a plain number; several as differences to the one before, Rice
/// exceptions: { length of the spelling; the spelling; count; first place, then differences }, as
///             varints
/// How many bits a hash has and how many buckets there are follows from the number of terms.
namespace casebook {
namespace {

/// A report of n terms has hashes of some 64 to 128 n values: one term in a hundred shares its own
/// with another and costs a spelling, and a bit more a hash would cost as much.
constexpr unsigned kSpareHashBits = 6;
constexpr unsigned kLeastHashBits = 12;
constexpr unsigned kMostHashBits = 30;
constexpr std::uint64_t kTermsInBucket = 8;

/// What the header fixes.
struct Shape {
    std::uint64_t terms = 0;
    std::uint64_t title_end = 0;
    std::uint64_t last_place = 0;
    std::uint64_t bucket_bits = 0;

    [[nodiscard]] unsigned term_bits() const {
        return static_cast<unsigned>(std::bit_width(terms));
    }
    [[nodiscard]] unsigned hash_bits() const {
        return std::clamp(term_bits() + kSpareHashBits, kLeastHashBits, kMostHashBits);
    }
    /// Low bits of a difference of hashes.
    [[nodiscard]] unsigned gap_bits() const {
        return hash_bits() - std::min(term_bits(), hash_bits());
    }
    [[nodiscard]] std::uint64_t buckets() const {
        return std::bit_floor(std::clamp<std::uint64_t>(terms / kTermsInBucket, 1,
                                                        std::uint64_t{1} << kLeastHashBits));
    }
    [[nodiscard]] unsigned in_bucket_bits() const {
        return hash_bits() - static_cast<unsigned>(std::bit_width(buckets()) - 1);
    }
    [[nodiscard]] unsigned place_bits() const {
        return static_cast<unsigned>(std::bit_width(last_place));
    }
    /// Low bits of a difference of places where a term has `count`.
    [[nodiscard]] unsigned step_bits(std::uint64_t count) const {
        const std::uint64_t mean = last_place / (count + 1);
        return mean == 0 ? 0 : static_cast<unsigned>(std::bit_width(mean)) - 1;
    }
    [[nodiscard]] unsigned offset_bits() const {
        return static_cast<unsigned>(std::bit_width(bucket_bits));
    }
    [[nodiscard]] std::uint64_t directory_bytes() const {
        return ((buckets() - 1) * offset_bits() + 7) / 8;
    }
    [[nodiscard]] std::uint64_t bucket_bytes() const { return (bucket_bits + 7) / 8; }
};

std::uint64_t position_hash(std::string_view term, const Shape& shape) {
    return hash_bytes(term) >> (64U - shape.hash_bits());
}

struct HashedTerm {
    std::uint64_t hash = 0;
    const TermPositions* term = nullptr;
};

std::vector<HashedTerm> sorted_by_hash(const std::vector<TermPositions>& terms,
                                       const Shape& shape) {
    std::vector<HashedTerm> hashed;
    hashed.reserve(terms.size());
    for (const TermPositions& term : terms)
        hashed.push_back({position_hash(term.term, shape), &term});
    std::sort(hashed.begin(), hashed.end(), [](const HashedTerm& left, const HashedTerm& right) {
        return left.hash != right.hash ? left.hash < right.hash
                                       : left.term->term < right.term->term;
    });
    return hashed;
}

void append_exception(std::string& out, const TermPositions& term) {
    append_varint(out, term.term.size());
    out += term.term;
    append_varint(out, term.positions.size());
    std::uint32_t before = 0;
    for (const std::uint32_t position : term.positions) {
        append_varint(out, position - before);
        before = position;
    }
}

void write_places(BitWriter& out, const std::vector<std::uint32_t>& positions, const Shape& shape) {
    out.gamma(positions.size());
    if (positions.size() == 1) {
        out.bits(positions.front(), shape.place_bits());
        return;
    }
    const unsigned low = shape.step_bits(positions.size());
    std::uint64_t next = 0;
    for (const std::uint32_t position : positions) {
        out.rice(position - next, low);
        next = std::uint64_t{position} + 1;
    }
}

/// Writes buckets one behind the other.
class BucketWriter {
public:
    explicit BucketWriter(const Shape& shape) : shape_(shape) {}

    void add(const HashedTerm& entry) {
        const std::uint64_t bucket = entry.hash >> shape_.in_bucket_bits();
        if (begins_.size() < bucket) {
            begins_.resize(bucket, bits_.size());
            next_ = bucket << shape_.in_bucket_bits();
        }
        bits_.rice(entry.hash - next_, shape_.gap_bits());
        next_ = entry.hash + 1;
        write_places(bits_, entry.term->positions, shape_);
    }

    /// Directory and buckets; tells the shape how long the buckets are.
    [[nodiscard]] std::string finish(Shape& shape) {
        begins_.resize(shape_.buckets() - 1, bits_.size());
        shape.bucket_bits = bits_.size();
        BitWriter directory;
        for (const std::uint64_t begin : begins_)
            directory.bits(begin, shape.offset_bits());
        return directory.bytes() + bits_.bytes();
    }

private:
    const Shape shape_;
    BitWriter bits_;
    std::vector<std::uint64_t> begins_;  ///< of all buckets but the first
    std::uint64_t next_ = 0;             ///< the least hash that may come
};

bool read_header(std::string_view& blob, Shape& shape) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
    const std::uint64_t most_bits = blob.size() * std::uint64_t{8};
    return read_varint(blob, shape.terms) && read_varint(blob, shape.title_end) &&
           read_varint(blob, shape.last_place) && read_varint(blob, shape.bucket_bits) &&
           shape.terms <= kMost && shape.last_place <= kMost && shape.bucket_bits <= most_bits &&
           shape.directory_bytes() + shape.bucket_bytes() <= blob.size();
}

/// Reads the places of an entry, into `positions` if there is such. False if it does not read back.
bool read_places(BitReader& in, const Shape& shape, std::vector<std::uint32_t>* positions) {
    const std::uint64_t count = in.gamma();
    const bool single = count == 1;
    const unsigned low = shape.step_bits(count);
    std::uint64_t next = 0;
    for (std::uint64_t at = 0; at < count && !in.failed(); ++at) {
        const std::uint64_t place = single ? in.bits(shape.place_bits()) : next + in.rice(low);
        if (place > shape.last_place) return false;
        if (positions != nullptr) positions->push_back(static_cast<std::uint32_t>(place));
        next = place + 1;
    }
    return count > 0 && !in.failed();
}

/// Looks for the hash in its bucket; its places then stand in `positions`. False if the bucket does
/// not read back.
bool find_hashed(std::string_view body, const Shape& shape, std::uint64_t wanted,
                 std::vector<std::uint32_t>& positions) {
    const std::uint64_t bucket = wanted >> shape.in_bucket_bits();
    const unsigned width = shape.offset_bits();
    BitReader directory(body.substr(0, shape.directory_bytes()),
                        bucket == 0 ? 0 : (bucket - 1) * width);
    const std::uint64_t begin = bucket == 0 ? 0 : directory.bits(width);
    const std::uint64_t end =
        bucket + 1 == shape.buckets() ? shape.bucket_bits : directory.bits(width);
    if (begin > end || end > shape.bucket_bits) return false;
    BitReader in(body.substr(shape.directory_bytes(), shape.bucket_bytes()), begin);
    std::uint64_t next = bucket << shape.in_bucket_bits();
    while (in.at() < end) {
        const std::uint64_t hash = next + in.rice(shape.gap_bits());
        if (in.failed()) return false;
        if (hash > wanted) return true;
        if (!read_places(in, shape, hash == wanted ? &positions : nullptr)) return false;
        if (hash == wanted) return true;
        next = hash + 1;
    }
    return in.at() == end;
}

/// The same among the terms that are kept by their spelling.
bool find_exception(std::string_view rest, std::string_view term,
                    std::vector<std::uint32_t>& positions) {
    while (!rest.empty()) {
        std::uint64_t length = 0;
        std::uint64_t count = 0;
        if (!read_varint(rest, length) || length > rest.size()) return false;
        const bool here = rest.substr(0, length) == term;
        rest.remove_prefix(length);
        if (!read_varint(rest, count)) return false;
        std::uint64_t position = 0;
        for (; count > 0; --count) {
            std::uint64_t step = 0;
            if (!read_varint(rest, step)) return false;
            position += step;
            if (here) positions.push_back(static_cast<std::uint32_t>(position));
        }
        if (here) return true;
    }
    return true;
}

bool find_places(std::string_view blob, const Shape& shape, std::string_view term,
                 std::vector<std::uint32_t>& positions) {
    const std::uint64_t body = shape.directory_bytes() + shape.bucket_bytes();
    if (!find_hashed(blob.substr(0, body), shape, position_hash(term, shape), positions))
        return false;
    return !positions.empty() || find_exception(blob.substr(body), term, positions);
}

}  // namespace

std::string encode_positions(const std::vector<TermPositions>& terms, std::uint32_t title_end) {
    Shape shape;
    shape.terms = terms.size();
    shape.title_end = title_end;
    for (const TermPositions& term : terms) {
        if (!term.positions.empty())
            shape.last_place = std::max<std::uint64_t>(shape.last_place, term.positions.back());
    }
    const std::vector<HashedTerm> hashed = sorted_by_hash(terms, shape);
    BucketWriter buckets(shape);
    std::string exceptions;
    for (std::size_t at = 0; at < hashed.size(); ++at) {
        const HashedTerm& entry = hashed[at];
        if (entry.term->positions.empty()) continue;
        const bool shared = (at > 0 && hashed[at - 1].hash == entry.hash) ||
                            (at + 1 < hashed.size() && hashed[at + 1].hash == entry.hash);
        if (shared) {
            append_exception(exceptions, *entry.term);
        } else {
            buckets.add(entry);
        }
    }
    const std::string body = buckets.finish(shape);
    std::string blob;
    for (const std::uint64_t number :
         {shape.terms, shape.title_end, shape.last_place, shape.bucket_bits})
        append_varint(blob, number);
    return blob + body + exceptions;
}

bool decode_positions(std::string_view blob, std::string_view term,
                      std::vector<std::uint32_t>& positions) {
    positions.clear();
    Shape shape;
    const bool in_title = is_of_class(term, TermClass::title);
    if (in_title) term.remove_prefix(row_of(TermClass::title).prefix.size());
    const bool well_formed = read_header(blob, shape) && find_places(blob, shape, term, positions);
    if (!well_formed) {
        positions.clear();
    } else if (in_title) {
        const auto end = std::lower_bound(positions.begin(), positions.end(), shape.title_end);
        positions.erase(end, positions.end());
    }
    return well_formed;
}

}  // namespace casebook
