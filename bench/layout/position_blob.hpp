#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace layout {

using Position = std::uint32_t;

/// 22 bits of a term's FNV-1a hash: four name the bucket, eighteen the entry within it.
[[nodiscard]] std::uint32_t term_hash(std::string_view term);

/// A report's positions in one string, all integers as varints:
///   exceptions, each {length, term, count, positions}: terms whose hash another term of the same
///     report has already taken, under their full names, so that a collision cannot lie;
///   16 bucket sizes in bytes, then the buckets: entries by rising hash, each
///     {hash difference × 2 + has more, [count,] positions as differences}.
/// A reader may ask only for terms that the report holds: a hash alone does not prove presence.
class PositionBlobWriter {
public:
    /// How much of a hash is kept and how much of it names the bucket. The reader knows only the
    /// default; other shapes serve to compare sizes.
    struct Shape {
        unsigned hash_bits = 22;
        unsigned bucket_bits = 4;
    };

    PositionBlobWriter() = default;
    explicit PositionBlobWriter(Shape shape) : shape_(shape) {}

    /// Positions must rise. Terms come in any order, each once.
    void add(std::string_view term, std::span<const Position> positions);

    /// The blob; the writer is empty again.
    [[nodiscard]] std::string take();

private:
    struct Entry {
        std::uint32_t hash = 0;
        std::string_view term;
        std::uint32_t begin = 0;
        std::uint32_t count = 0;
    };
    void append_positions(std::string& bytes, const Entry& entry) const;
    void append_entry(std::string& bytes, const Entry& entry, std::uint32_t difference) const;

    Shape shape_;
    std::vector<Entry> entries_;
    std::vector<Position> positions_;
};

/// Positions of `term`, which the report must hold, into `positions`; false if the blob is damaged
/// or has no such entry.
[[nodiscard]] bool read_positions(std::string_view blob, std::string_view term,
                                  std::vector<Position>& positions);

/// Checks phrases against blobs; keeps its buffers between calls, so one for each thread.
class PhraseCheck {
public:
    explicit PhraseCheck(std::vector<std::string> terms) : terms_(std::move(terms)) {}

    /// Do the terms follow one another in the report of `blob`?
    [[nodiscard]] bool holds(std::string_view blob);

private:
    std::vector<std::string> terms_;
    std::vector<Position> starts_;
    std::vector<Position> next_;
};

}  // namespace layout
