#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "index_data/xapian_index.hpp"
#include "neighbour_graph.hpp"
#include "search_limit.hpp"

namespace casebook {

/// A report that a vector is near to.
struct Neighbour {
    Xapian::docid document = 0;
    double similarity = 0;  ///< cosine of the angle between the two, at most 1
};

/// The embeddings of one revision of an index: what nearest neighbours are looked for among. Made
/// from the value slot, which is the truth. Takes four bytes a number, and twelve a report. Threads
/// may share it.
class VectorTable {
public:
    /// Reads every embedding of `index`, which is told of as `name`. Throws
    /// Error{schema_mismatch} or {corrupt}.
    VectorTable(const OpenIndex& index, const std::string& name);

    /// Numbers in each embedding; 0 where there is none.
    [[nodiscard]] std::size_t length() const { return length_; }

    /// The reports nearest to `vector`, `length()` numbers, by cosine, ties by id: `count` at most,
    /// of `among` (ascending), or of all where that is null. Exact by looking at each, but with a
    /// graph where many come into question. None if `limit`, which may be null, is reached.
    [[nodiscard]] std::vector<Neighbour> nearest(std::span<const float> vector, std::size_t count,
                                                 const std::vector<Xapian::docid>* among,
                                                 SearchLimit* limit) const;

    /// Makes the graph, unless so few reports have an embedding that it would not pay.
    void make_graph();

    /// Embeddings up to which all are looked at.
    static constexpr std::size_t kMostScanned = 20'000;

private:
    struct Scored {
        std::uint32_t row;
        float similarity;
    };

    void read_rows(const Xapian::Database& database, const std::string& name);
    void order_ids(const Xapian::Database& database);
    [[nodiscard]] std::vector<std::uint32_t> rows_among(
        const std::vector<Xapian::docid>* among) const;
    [[nodiscard]] std::vector<Scored> scan(std::span<const float> direction,
                                           const std::vector<std::uint32_t>& rows,
                                           SearchLimit* limit) const;
    [[nodiscard]] std::vector<std::uint32_t> rows_by_graph(
        std::span<const float> direction, std::size_t count,
        const std::vector<std::uint32_t>& rows) const;
    [[nodiscard]] std::shared_ptr<const NeighbourGraph> graph() const;

    std::size_t length_;
    std::vector<Xapian::docid> documents_;  ///< by row, ascending
    std::vector<std::uint32_t> id_places_;  ///< by row: its place among all ids
    std::vector<float> directions_;         ///< `length_` numbers a row, of Euclidean length 1
    mutable std::mutex mutex_;
    std::shared_ptr<const NeighbourGraph> graph_;
};

/// The table of one revision of an index, made when it is first asked for. Threads may share it.
class VectorTables {
public:
    /// The table of `index`, which is of that revision.
    [[nodiscard]] std::shared_ptr<VectorTable> table(const OpenIndex& index,
                                                     const std::string& name);

private:
    std::mutex mutex_;
    std::shared_ptr<VectorTable> table_;
};

}  // namespace casebook
