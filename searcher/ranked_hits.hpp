#pragma once

#include <xapian.h>

#include <cstddef>
#include <utility>
#include <vector>

namespace casebook {

/// A stretch of the reports that a query holds, in order.
struct RankedHits {
    enum class Order { by_relevance, by_year };  ///< the newest first

    std::vector<std::pair<Xapian::docid, double>> hits;  ///< reports and their weights
    std::size_t total = 0;                               ///< at least so many in all
};

/// The hits from `offset` on, `count` at most, those of one weight by id (of one year, by weight).
/// `exactly`: with the number of all; else much is saved.
[[nodiscard]] RankedHits find_hits(const Xapian::Database& database, const Xapian::Query& query,
                                   RankedHits::Order order, std::size_t offset, std::size_t count,
                                   bool exactly);

}  // namespace casebook
