#include "ranked_hits.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "casebook/schema.hpp"
#include "impact_weight.hpp"

namespace casebook {
namespace {

using WeighedReport = std::pair<Xapian::docid, double>;

/// Servers of shards, which know stock weights alone, add up in another order than one index does:
/// what differs no more than that, relatively, is one weight.
constexpr double kOneWeight = 1e-9;

/// Hits beyond those wanted that are asked for at first, to see where a tie ends, and how many
/// times as many if it does not.
constexpr std::size_t kMore = 16;
constexpr std::size_t kFurther = 8;

constexpr auto kId = static_cast<Xapian::valueno>(ValueSlot::id);
constexpr auto kYear = static_cast<Xapian::valueno>(ValueSlot::year);

class HitFinder {
public:
    HitFinder(const Xapian::Database& database, const Xapian::Query& query, const HitsWish& wish)
        : database_(database),
          all_(database.get_doccount()),
          enquire_(database),
          stock_(wish.stock) {
        enquire_.set_query(query);
        weigh_by_impact(enquire_, wish.stock);
        if (wish.floor > 0) enquire_.set_cutoff(0, wish.floor);
    }

    /// In the order that the matcher was told.
    RankedHits in_matchers_order(std::size_t offset, std::size_t count, bool exactly) {
        const Xapian::MSet found =
            enquire_.get_mset(bounded(offset), bounded(count), exactly ? all_ : 0);
        return hits_of(found, exactly);
    }

    /// To have the matcher look up ids would take it a third of its time: mostly, it is enough to
    /// find a few hits more and to put in order those of one weight.
    RankedHits by_relevance(std::size_t offset, std::size_t count, bool exactly) {
        const std::size_t end = std::min<std::size_t>(all_, bounded(offset) + bounded(count));
        std::size_t asked = std::min<std::size_t>(all_, end + kMore);
        RankedHits hits = in_matchers_order(0, count == 0 ? 0 : asked, exactly);
        const auto is_cut = [&] {
            return count > 0 && hits.hits.size() == asked && asked < all_ &&
                   is_one_weight(hits.hits[end - 1].second, hits.hits.back().second);
        };
        if (is_cut() && (!stock_ || hits.hits.front().second == 0)) {
            enquire_.set_sort_by_relevance_then_value(kId, false);
            return in_matchers_order(offset, count, exactly);
        }
        // The matcher tells weights apart that are one: all of them have to be seen.
        while (is_cut()) {
            asked = std::min<std::size_t>(all_, asked * kFurther);
            hits = in_matchers_order(0, asked, exactly);
        }
        order_ties(hits.hits, offset, end, [&](std::size_t left, std::size_t right) {
            return is_one_weight(hits.hits[left].second, hits.hits[right].second);
        });
        keep_places(hits.hits, offset, end);
        return hits;
    }

    /// The matcher knows no third key: it is asked for all that tie with the last place wanted, and
    /// those of one year and weight are put in order here.
    RankedHits by_year(std::size_t offset, std::size_t count, bool exactly) {
        enquire_.set_sort_by_value_then_relevance(kYear, true);
        if (count == 0) return in_matchers_order(0, 0, exactly);
        const std::size_t end = std::min<std::size_t>(all_, bounded(offset) + bounded(count));
        YearHits found;
        for (std::size_t asked = end + kMore;; asked *= kFurther) {
            YearHits more = newest(bounded(asked), exactly);
            // Out of time, there may be fewer than before.
            const bool ends = more.hits.hits.size() < asked;
            if (more.hits.hits.size() > found.hits.hits.size()) found = std::move(more);
            if (ends || !tie(found, end - 1, found.years.size() - 1)) break;
        }
        order_ties(found.hits.hits, offset, end,
                   [&](std::size_t left, std::size_t right) { return tie(found, left, right); });
        keep_places(found.hits.hits, offset, end);
        return std::move(found.hits);
    }

private:
    struct YearHits {
        RankedHits hits;
        std::vector<std::string> years;
    };

    [[nodiscard]] bool is_one_weight(double higher, double lower) const {
        return higher - lower <= (stock_ ? kOneWeight * higher : 0);
    }

    [[nodiscard]] bool tie(const YearHits& found, std::size_t left, std::size_t right) const {
        return is_one_weight(found.hits.hits[left].second, found.hits.hits[right].second) &&
               found.years[left] == found.years[right];
    }

    YearHits newest(Xapian::doccount count, bool exactly) {
        const Xapian::MSet found = enquire_.get_mset(0, count, exactly ? all_ : 0);
        YearHits newest;
        newest.hits = hits_of(found, exactly);
        for (auto hit = found.begin(); hit != found.end(); ++hit)
            newest.years.push_back(hit.get_sort_key());
        return newest;
    }

    static RankedHits hits_of(const Xapian::MSet& found, bool exactly) {
        RankedHits hits;
        for (auto hit = found.begin(); hit != found.end(); ++hit)
            hits.hits.emplace_back(*hit, hit.get_weight());
        hits.total = exactly ? found.get_matches_estimated()
                             : std::max<std::size_t>(found.get_matches_lower_bound(), found.size());
        return hits;
    }

    static void keep_places(std::vector<WeighedReport>& hits, std::size_t offset, std::size_t end) {
        hits.resize(std::min(hits.size(), end));
        hits.erase(hits.begin(),
                   hits.begin() + static_cast<std::ptrdiff_t>(std::min(hits.size(), offset)));
    }

    [[nodiscard]] Xapian::doccount bounded(std::size_t count) const {
        return static_cast<Xapian::doccount>(std::min<std::size_t>(count, all_));
    }

    /// Puts hits that `tie` in the order of their ids and gives them one weight, as far as places
    /// from `offset` to `end` are concerned.
    template <typename Tie>
    void order_ties(std::vector<WeighedReport>& hits, std::size_t offset, std::size_t end,
                    Tie tie) const {
        std::vector<std::pair<std::size_t, std::size_t>> groups;
        for (std::size_t first = 0; first < std::min(end, hits.size());) {
            std::size_t last = first + 1;
            while (last < hits.size() && tie(first, last))
                hits[last++].second = hits[first].second;
            if (last - first > 1 && last > offset) groups.emplace_back(first, last);
            first = last;
        }
        std::map<Xapian::docid, std::string> ids;
        for (const auto& [first, last] : groups) {
            for (std::size_t at = first; at < last; ++at)
                ids[hits[at].first];
        }
        read_ids(ids);
        for (const auto& [first, last] : groups) {
            std::sort(hits.begin() + static_cast<std::ptrdiff_t>(first),
                      hits.begin() + static_cast<std::ptrdiff_t>(last),
                      [&](const WeighedReport& left, const WeighedReport& right) {
                          return ids.at(left.first) < ids.at(right.first);
                      });
        }
    }

    void read_ids(std::map<Xapian::docid, std::string>& ids) const {
        if (ids.empty()) return;
        auto value = database_.valuestream_begin(kId);
        const auto end = database_.valuestream_end(kId);
        for (auto& [document, id] : ids) {
            if (value == end) return;
            value.skip_to(document);
            if (value != end && value.get_docid() == document) id = *value;
        }
    }

    const Xapian::Database& database_;
    Xapian::doccount all_;
    Xapian::Enquire enquire_;
    bool stock_;
};

}  // namespace

RankedHits find_hits(const Xapian::Database& database, const Xapian::Query& query,
                     const HitsWish& wish) {
    HitFinder finder(database, query, wish);
    return wish.order == RankedHits::Order::by_year
               ? finder.by_year(wish.offset, wish.count, wish.exactly)
               : finder.by_relevance(wish.offset, wish.count, wish.exactly);
}

}  // namespace casebook
