#include "fused_ranking.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>

#include "casebook/embedding.hpp"
#include "casebook/error.hpp"
#include "casebook/schema.hpp"

namespace casebook {
namespace {

using Documents = std::vector<Xapian::docid>;

constexpr std::size_t kDeepest = 10'000;

std::size_t sum_of(std::size_t left, std::size_t right) {
    const std::size_t most = std::numeric_limits<std::size_t>::max();
    return left > most - right ? most : left + right;
}

/// The value of a slot by report.
std::map<Xapian::docid, std::string> values_of(const Xapian::Database& database, ValueSlot slot,
                                               const std::vector<RankedDocument>& hits) {
    std::map<Xapian::docid, std::string> values;
    for (const RankedDocument& hit : hits)
        values[hit.document];
    const auto number = static_cast<Xapian::valueno>(slot);
    auto value = database.valuestream_begin(number);
    const auto end = database.valuestream_end(number);
    for (auto& [document, text] : values) {
        if (value == end) break;
        value.skip_to(document);
        if (value != end && value.get_docid() == document) text = *value;
    }
    return values;
}

/// One fusion: the words' ranking, whose first `depth` reports count, and the neighbours.
class Fusion {
public:
    Fusion(const FusionOptions& options, const std::vector<Neighbour>& neighbours)
        : k_(options.k), depth_(options.depth) {
        for (std::size_t at = 0; at < neighbours.size(); ++at) {
            HitFusion& places = places_[neighbours[at].document];
            places.vector_rank = at + 1;
            places.similarity = neighbours[at].similarity;
        }
        neighbours_ = places_.size();
    }

    /// The report at place `rank`, from 1, of the words' ranking: of a neighbour the place counts
    /// if it is among the first.
    void add_word_hit(Xapian::docid document, std::size_t rank) {
        const auto known = places_.find(document);
        if (known == places_.end() || rank <= depth_) places_[document].words_rank = rank;
    }

    [[nodiscard]] bool is_neighbour(Xapian::docid document) const {
        const auto known = places_.find(document);
        return known != places_.end() && known->second.vector_rank.has_value();
    }

    [[nodiscard]] std::size_t neighbours() const { return neighbours_; }

    /// `document` as a hit, of a report that has a place, or none and then scores nothing.
    [[nodiscard]] RankedDocument hit(Xapian::docid document, bool partial) const {
        RankedDocument ranked{document, 0, partial, HitFusion()};
        const auto known = places_.find(document);
        if (known == places_.end()) return ranked;
        ranked.fusion = known->second;
        for (const auto& rank : {ranked.fusion->words_rank, ranked.fusion->vector_rank}) {
            if (rank) ranked.score += 1 / (k_ + static_cast<double>(*rank));
        }
        return ranked;
    }

private:
    double k_;
    std::size_t depth_;
    std::size_t neighbours_ = 0;
    std::map<Xapian::docid, HitFusion> places_;
};

/// By score, of equal ones by id.
void order_by_score(const Xapian::Database& database, std::vector<RankedDocument>& hits) {
    const auto ids = values_of(database, ValueSlot::id, hits);
    std::sort(hits.begin(), hits.end(),
              [&](const RankedDocument& left, const RankedDocument& right) {
                  if (left.score != right.score) return left.score > right.score;
                  return ids.at(left.document) < ids.at(right.document);
              });
}

/// The newest first, of one year by score.
void order_by_year(const Xapian::Database& database, std::vector<RankedDocument>& hits) {
    order_by_score(database, hits);
    const auto years = values_of(database, ValueSlot::year, hits);
    std::stable_sort(hits.begin(), hits.end(),
                     [&](const RankedDocument& left, const RankedDocument& right) {
                         return years.at(left.document) > years.at(right.document);
                     });
}

/// Makes one page of fused hits out of rankings by words, fetched as far as the page wants them.
class Page {
public:
    Page(const Xapian::Database& database, const RankingWish& wish, const WordRanking& by_words,
         Fusion& fusion, const Ranking& head, const Documents& first_tier)
        : database_(database),
          wish_(wish),
          by_words_(by_words),
          fusion_(fusion),
          head_(head),
          first_tier_(first_tier) {}

    std::vector<RankedDocument> hits() {
        std::vector<RankedDocument> hits = first_tier_hits();
        take_page(hits, wish_.offset, wish_.top);
        if (wish_.with_partial && wish_.top != kAllHits && hits.size() < wish_.top)
            add_partial(hits);
        return hits;
    }

private:
    static void take_page(std::vector<RankedDocument>& hits, std::size_t offset, std::size_t top) {
        const std::size_t first = std::min(offset, hits.size());
        hits.erase(hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(first));
        if (hits.size() > top) hits.resize(top);
    }

    /// Of the first tier, from the best on, at least those that the page reaches to.
    std::vector<RankedDocument> first_tier_hits() {
        std::vector<RankedDocument> hits;
        if (wish_.sort == SortOrder::year) {
            for (const Xapian::docid document : first_tier_)
                hits.push_back(fusion_.hit(document, false));
            order_by_year(database_, hits);
            return hits;
        }
        for (const Xapian::docid document : counted())
            hits.push_back(fusion_.hit(document, false));
        order_by_score(database_, hits);
        const std::size_t end = sum_of(wish_.offset, wish_.top);
        const std::size_t read = whole_answers(head_);
        if (hits.size() >= end || hits.size() == first_tier_.size()) return hits;
        RankingWish more = wish_;
        more.offset = read;
        more.top = wish_.top == kAllHits ? kAllHits : end - hits.size() + fusion_.neighbours();
        more.with_partial = false;
        std::size_t rank = read;
        for (const RankedDocument& ranked : by_words_(more).documents) {
            ++rank;
            if (fusion_.is_neighbour(ranked.document)) continue;
            fusion_.add_word_hit(ranked.document, rank);
            hits.push_back(fusion_.hit(ranked.document, false));
        }
        return hits;
    }

    /// Reports of the first tier that both lists' first places tell of.
    [[nodiscard]] Documents counted() const {
        Documents documents;
        for (const Xapian::docid document : first_tier_) {
            const RankedDocument hit = fusion_.hit(document, false);
            if (hit.score > 0) documents.push_back(document);
        }
        return documents;
    }

    static std::size_t whole_answers(const Ranking& ranking) {
        return static_cast<std::size_t>(
            std::count_if(ranking.documents.begin(), ranking.documents.end(),
                          [](const RankedDocument& ranked) { return !ranked.partial; }));
    }

    /// Fills up with reports of the words' second tier that are no neighbours.
    void add_partial(std::vector<RankedDocument>& hits) {
        std::size_t skip = wish_.offset - std::min(wish_.offset, first_tier_.size());
        std::size_t wanted = wish_.top - hits.size();
        RankingWish rest = wish_;
        rest.offset = head_.total;
        rest.top = skip + wanted + fusion_.neighbours();
        std::size_t rank = head_.total;
        for (const RankedDocument& ranked : by_words_(rest).documents) {
            ++rank;
            if (!ranked.partial || fusion_.is_neighbour(ranked.document)) continue;
            if (skip > 0) {
                --skip;
                continue;
            }
            if (wanted-- == 0) break;
            fusion_.add_word_hit(ranked.document, rank);
            hits.push_back(fusion_.hit(ranked.document, true));
        }
    }

    const Xapian::Database& database_;
    const RankingWish& wish_;
    const WordRanking& by_words_;
    Fusion& fusion_;
    const Ranking& head_;
    const Documents& first_tier_;
};

Documents united(const Documents& left, Documents right) {
    std::sort(right.begin(), right.end());
    Documents both;
    std::set_union(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(both));
    return both;
}

Documents documents_of(const std::vector<Neighbour>& neighbours) {
    Documents documents;
    for (const Neighbour& neighbour : neighbours)
        documents.push_back(neighbour.document);
    return documents;
}

/// What there is when no time is left to fuse: the words' hits, as far as they were found.
Ranking words_alone(Ranking head, const RankingWish& wish, const Fusion& fusion) {
    std::vector<RankedDocument> hits;
    for (std::size_t at = wish.offset; at < head.documents.size() && hits.size() < wish.top; ++at)
        hits.push_back(fusion.hit(head.documents[at].document, head.documents[at].partial));
    head.documents = std::move(hits);
    return head;
}

}  // namespace

std::string fusion_fault(const SearchRequest& request) {
    if (request.embedding.empty()) return {};
    if (const std::string fault = embedding_fault(request.embedding); !fault.empty())
        return "a search's vector: " + fault;
    if (request.boolean) return "an exact (boolean) search has no place for a vector";
    const FusionOptions& fusion = request.fusion;
    if (fusion.depth == 0 || fusion.depth > kDeepest)
        return "a fusion's depth must be from 1 to " + std::to_string(kDeepest);
    if (!std::isfinite(fusion.k) || fusion.k < 0) return "a fusion's k must be a number from 0";
    return {};
}

FusedRanker::FusedRanker(IndexHandle& handle, const SearchRequest& request, const std::string& name,
                         SearchLimit* limit)
    : handle_(handle),
      request_(request),
      limit_(limit),
      table_(handle.vectors->table(handle.index, name)) {
    const std::size_t length = table_->length();
    if (length == request.embedding.size()) return;
    throw Error(ErrorCode::invalid_argument,
                length == 0
                    ? name + ": no report of this index has an embedding"
                    : "a search's vector has " + std::to_string(request.embedding.size()) +
                          " numbers, the embeddings of this index have " + std::to_string(length));
}

std::vector<Neighbour> FusedRanker::neighbours(const CompiledQuery& compiled) const {
    const bool bounded = compiled.filtered || !compiled.unwanted.empty();
    Documents among;
    if (bounded) {
        CompiledQuery bounds = compiled;
        bounds.conditions.clear();
        bounds.residue = Way();
        RankingWish wish;
        wish.top = 0;
        wish.with_first_tier = true;
        among = casebook::rank(handle_.index.database, bounds, wish).first_tier;
    }
    return table_->nearest(request_.embedding, request_.fusion.depth, bounded ? &among : nullptr,
                           limit_);
}

std::vector<Xapian::docid> FusedRanker::first_tier(const CompiledQuery& compiled,
                                                   std::vector<Xapian::docid> by_words) const {
    if (count_ranking(compiled) == 0) by_words.clear();
    return united(by_words, documents_of(neighbours(compiled)));
}

Ranking FusedRanker::rank(const CompiledQuery& compiled, const RankingWish& wish,
                          const WordRanking& by_words) const {
    Ranking head;
    if (count_ranking(compiled) > 0) {
        RankingWish first = wish;
        first.offset = 0;
        first.top = request_.fusion.depth;
        first.sort = SortOrder::relevance;
        first.with_total = true;
        first.with_first_tier = true;
        head = by_words(first);
    }
    const std::vector<Neighbour> near = neighbours(compiled);
    Fusion fusion(request_.fusion, near);
    for (std::size_t at = 0; at < head.documents.size(); ++at)
        fusion.add_word_hit(head.documents[at].document, at + 1);
    const bool cut = limit_ != nullptr && limit_->reached();
    if (cut && (near.empty() || !head.has_first_tier) && count_ranking(compiled) > 0)
        return words_alone(std::move(head), wish, fusion);
    Ranking fused;
    fused.match = head.match;
    fused.match_required = head.match_required;
    fused.first_tier = united(head.first_tier, documents_of(near));
    fused.has_first_tier = true;
    fused.total = fused.first_tier.size();
    fused.total_is_exact = true;
    if (wish.top > 0) {
        RankingWish page = wish;
        page.with_partial = wish.with_partial && count_ranking(compiled) > 0;
        fused.documents =
            Page(handle_.index.database, page, by_words, fusion, head, fused.first_tier).hits();
    }
    return fused;
}

}  // namespace casebook
