#include "casebook/error.hpp"
#include "neighbour_graph.hpp"

namespace casebook {

struct NeighbourGraph::Impl {};

NeighbourGraph::NeighbourGraph(const std::vector<float>& /*directions*/, std::size_t /*length*/) {
    throw Error(ErrorCode::invalid_argument,
                "this casebook was built without hnswlib (CASEBOOK_VECTORS=OFF): searches with a "
                "vector look at every embedding; build it where libhnswlib-dev is installed");
}

NeighbourGraph::~NeighbourGraph() = default;

std::vector<std::size_t> NeighbourGraph::near(std::span<const float> /*direction*/,
                                              std::size_t /*count*/) const {
    return {};
}

}  // namespace casebook
