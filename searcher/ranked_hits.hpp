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

struct HitsWish {
    RankedHits::Order order = RankedHits::Order::by_relevance;
    std::size_t offset = 0;
    std::size_t count = 0;
    bool exactly = false;  ///< with the number of all; else much is saved
    double floor = 0;      ///< hits of less weight may be left out
    bool stock = false;    ///< weighed so that stock servers can
};

/// The hits from `offset` on, `count` at most, those of one weight by id (of one year, by weight and
/// then by id).
[[nodiscard]] RankedHits find_hits(const Xapian::Database& database, const Xapian::Query& query,
                                   const HitsWish& wish);

}  // namespace casebook
