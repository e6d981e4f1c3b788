#pragma once

#include <functional>
#include <string>
#include <vector>

#include "casebook/search.hpp"
#include "compiled_query.hpp"
#include "handle_pool.hpp"
#include "ranker.hpp"
#include "search_limit.hpp"
#include "vector_table.hpp"

namespace casebook {

/// What is wrong with a request's vector and its fusion, whatever the index; empty for nothing, and
/// for a request without a vector.
[[nodiscard]] std::string fusion_fault(const SearchRequest& request);

/// Ranks by words: the query that the caller has compiled, under that wish.
using WordRanking = std::function<Ranking(RankingWish&)>;

/// Answers a request with a vector on one revision (docs/decisions/0009-vectors.md): the first tier
/// is what the words hold and the nearest neighbours, together, ordered by reciprocal rank fusion.
class FusedRanker {
public:
    /// `handle` and `request` outlive it; `name` is what errors call the index. Throws
    /// Error{invalid_argument} where the index has no embeddings of the vector's length.
    FusedRanker(IndexHandle& handle, const SearchRequest& request, const std::string& name,
                SearchLimit* limit);

    /// The hits that `wish` wants. `by_words` ranks `compiled`.
    [[nodiscard]] Ranking rank(const CompiledQuery& compiled, const RankingWish& wish,
                               const WordRanking& by_words) const;

    /// All of the first tier, ascending, where that of the words is `by_words`.
    [[nodiscard]] std::vector<Xapian::docid> first_tier(const CompiledQuery& compiled,
                                                        std::vector<Xapian::docid> by_words) const;

private:
    [[nodiscard]] std::vector<Neighbour> neighbours(const CompiledQuery& compiled) const;

    IndexHandle& handle_;
    const SearchRequest& request_;
    SearchLimit* limit_;
    std::shared_ptr<const VectorTable> table_;
};

}  // namespace casebook
