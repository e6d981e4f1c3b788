#include <hnswlib/hnswlib.h>

#include "neighbour_graph.hpp"

namespace casebook {
namespace {

/// The parameters that the library's authors recommend for recall above 0.95 on embeddings.
constexpr std::size_t kLinks = 16;
constexpr std::size_t kBuildWidth = 200;
constexpr std::size_t kSearchWidth = 400;

}  // namespace

struct NeighbourGraph::Impl {
    Impl(std::size_t rows, std::size_t length)
        : space(length), graph(&space, rows, kLinks, kBuildWidth) {
        graph.setEf(kSearchWidth);
    }

    hnswlib::InnerProductSpace space;
    hnswlib::HierarchicalNSW<float> graph;
};

NeighbourGraph::NeighbourGraph(const std::vector<float>& directions, std::size_t length)
    : impl_(std::make_unique<Impl>(directions.size() / length, length)) {
    for (std::size_t row = 0; row * length < directions.size(); ++row)
        impl_->graph.addPoint(directions.data() + row * length, row);
}

NeighbourGraph::~NeighbourGraph() = default;

std::vector<std::size_t> NeighbourGraph::near(std::span<const float> direction,
                                              std::size_t count) const {
    auto found = impl_->graph.searchKnn(direction.data(), count);
    std::vector<std::size_t> rows;
    for (; !found.empty(); found.pop())
        rows.push_back(found.top().second);
    return rows;
}

}  // namespace casebook
