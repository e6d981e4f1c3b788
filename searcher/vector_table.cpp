#include "vector_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "casebook/embedding.hpp"
#include "casebook/schema.hpp"

namespace casebook {
namespace {

constexpr auto kId = static_cast<Xapian::valueno>(ValueSlot::id);
constexpr auto kEmbedding = static_cast<Xapian::valueno>(ValueSlot::embedding);

/// Appends `vector` at Euclidean length 1.
void append_direction(std::vector<float>& directions, std::span<const float> vector) {
    double squares = 0;
    for (const float number : vector)
        squares += static_cast<double>(number) * static_cast<double>(number);
    const double norm = std::sqrt(squares);
    for (const float number : vector)
        directions.push_back(static_cast<float>(static_cast<double>(number) / norm));
}

/// Several sums at once, so that a processor can add them side by side; always in one order.
float dot_product(const float* left, const float* right, std::size_t length) {
    constexpr std::size_t kSums = 8;
    std::array<float, kSums> sums{};
    std::size_t at = 0;
    for (; at + kSums <= length; at += kSums) {
        for (std::size_t lane = 0; lane < kSums; ++lane)
            sums[lane] += left[at + lane] * right[at + lane];
    }
    for (; at < length; ++at)
        sums[0] += left[at] * right[at];
    return ((sums[0] + sums[4]) + (sums[1] + sums[5])) +
           ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

}  // namespace

VectorTable::VectorTable(const OpenIndex& index, const std::string& name)
    : length_(read_embedding_length(index.shards, name)) {
    if (length_ == 0) return;
    read_rows(index.database, name);
    order_ids(index.database);
}

void VectorTable::read_rows(const Xapian::Database& database, const std::string& name) {
    const std::size_t rows = database.get_value_freq(kEmbedding);
    documents_.reserve(rows);
    directions_.reserve(rows * length_);
    std::vector<float> embedding;
    const auto end = database.valuestream_end(kEmbedding);
    for (auto value = database.valuestream_begin(kEmbedding); value != end; ++value) {
        if (!decode_embedding(*value, embedding) || embedding.size() != length_) {
            throw Error(ErrorCode::corrupt,
                        name + ": an embedding does not read back; run `casebook check`");
        }
        documents_.push_back(value.get_docid());
        append_direction(directions_, embedding);
    }
}

void VectorTable::order_ids(const Xapian::Database& database) {
    std::vector<std::string> ids(documents_.size());
    auto value = database.valuestream_begin(kId);
    const auto end = database.valuestream_end(kId);
    for (std::size_t row = 0; row < documents_.size() && value != end; ++row) {
        value.skip_to(documents_[row]);
        if (value != end && value.get_docid() == documents_[row]) ids[row] = *value;
    }
    std::vector<std::uint32_t> order(ids.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t left, std::uint32_t right) { return ids[left] < ids[right]; });
    id_places_.resize(order.size());
    for (std::uint32_t place = 0; place < order.size(); ++place)
        id_places_[order[place]] = place;
}

std::vector<std::uint32_t> VectorTable::rows_among(const std::vector<Xapian::docid>* among) const {
    std::vector<std::uint32_t> rows;
    if (among == nullptr) {
        rows.resize(documents_.size());
        std::iota(rows.begin(), rows.end(), 0U);
        return rows;
    }
    auto row = documents_.begin();
    for (const Xapian::docid document : *among) {
        row = std::lower_bound(row, documents_.end(), document);
        if (row == documents_.end()) break;
        if (*row == document) rows.push_back(static_cast<std::uint32_t>(row - documents_.begin()));
    }
    return rows;
}

std::vector<VectorTable::Scored> VectorTable::scan(std::span<const float> direction,
                                                   const std::vector<std::uint32_t>& rows,
                                                   SearchLimit* limit) const {
    constexpr std::size_t kRowsBetweenLooks = 1024;
    std::vector<Scored> scored;
    scored.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        if (limit != nullptr && scored.size() % kRowsBetweenLooks == 0 && limit->reached())
            return {};
        scored.push_back(
            {row, dot_product(direction.data(), directions_.data() + row * length_, length_)});
    }
    return scored;
}

std::shared_ptr<const NeighbourGraph> VectorTable::graph() const {
    const std::lock_guard lock(mutex_);
    return graph_;
}

void VectorTable::make_graph() {
    if (documents_.size() <= kMostScanned || graph() != nullptr) return;
    auto made = std::make_shared<const NeighbourGraph>(directions_, length_);
    const std::lock_guard lock(mutex_);
    graph_ = std::move(made);
}

/// Of `rows`, ascending, those that the graph finds; none where it would have to find too many for
/// `count` of them.
std::vector<std::uint32_t> VectorTable::rows_by_graph(
    std::span<const float> direction, std::size_t count,
    const std::vector<std::uint32_t>& rows) const {
    constexpr std::size_t kMostFound = 5'000;
    if (rows.size() <= kMostScanned) return {};
    const std::size_t asked = 2 * count * documents_.size() / rows.size();
    const std::shared_ptr<const NeighbourGraph> known = graph();
    if (known == nullptr || asked > kMostFound) return {};
    std::vector<std::uint32_t> found;
    for (const std::size_t row : known->near(direction, asked)) {
        const auto number = static_cast<std::uint32_t>(row);
        if (std::binary_search(rows.begin(), rows.end(), number)) found.push_back(number);
    }
    if (found.size() < count) found.clear();
    return found;
}

std::vector<Neighbour> VectorTable::nearest(std::span<const float> vector, std::size_t count,
                                            const std::vector<Xapian::docid>* among,
                                            SearchLimit* limit) const {
    std::vector<float> direction;
    append_direction(direction, vector);
    const std::vector<std::uint32_t> rows = rows_among(among);
    const std::vector<std::uint32_t> found = rows_by_graph(direction, count, rows);
    std::vector<Scored> scored = scan(direction, found.empty() ? rows : found, limit);
    const auto end = scored.begin() + static_cast<std::ptrdiff_t>(std::min(count, scored.size()));
    std::partial_sort(scored.begin(), end, scored.end(),
                      [&](const Scored& left, const Scored& right) {
                          if (left.similarity != right.similarity)
                              return left.similarity > right.similarity;
                          return id_places_[left.row] < id_places_[right.row];
                      });
    std::vector<Neighbour> neighbours;
    for (auto hit = scored.begin(); hit != end; ++hit)
        neighbours.push_back({documents_[hit->row], std::min(1.0, double{hit->similarity})});
    return neighbours;
}

std::shared_ptr<VectorTable> VectorTables::table(const OpenIndex& index, const std::string& name) {
    const std::lock_guard lock(mutex_);
    if (table_ == nullptr) table_ = std::make_shared<VectorTable>(index, name);
    return table_;
}

}  // namespace casebook
