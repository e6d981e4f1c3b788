#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace casebook {

/// A graph over directions in which near ones are found without looking at all: hierarchical
/// navigable small worlds (Malkov & Yashunin 2018), by hnswlib. What it finds is nearly always, not
/// always, the nearest. Immutable; threads may share it.
class NeighbourGraph {
public:
    /// Of `directions`, `length` numbers a row, each of Euclidean length 1. Takes about a
    /// millisecond a row, and beside a copy of the rows some 150 bytes each. Throws
    /// Error{invalid_argument} in a casebook that was built without hnswlib.
    NeighbourGraph(const std::vector<float>& directions, std::size_t length);
    ~NeighbourGraph();
    NeighbourGraph(const NeighbourGraph&) = delete;
    NeighbourGraph& operator=(const NeighbourGraph&) = delete;

    /// Rows near to `direction`, `count` at most, in no order.
    [[nodiscard]] std::vector<std::size_t> near(std::span<const float> direction,
                                                std::size_t count) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace casebook
