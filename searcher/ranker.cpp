#include "ranker.hpp"

#include <algorithm>

#include "casebook/schema.hpp"
#include "impact_weight.hpp"
#include "ranked_hits.hpp"
#include "tree_source.hpp"

namespace casebook {
namespace {

using Query = Xapian::Query;

/// The conditions that count: stop words only where there is nothing else.
std::vector<const CompiledCondition*> counting(const CompiledQuery& query) {
    std::vector<const CompiledCondition*> conditions;
    for (const CompiledCondition& condition : query.conditions) {
        if (!condition.stop) conditions.push_back(&condition);
    }
    return conditions;
}

class Ranker {
public:
    Ranker(const Xapian::Database& database, const CompiledQuery& query, const RankingWish& wish)
        : database_(database), query_(query), wish_(wish), conditions_(counting(query)) {}

    Ranking run() {
        choose_rule();
        if (wish_.earlier != nullptr) ranking_.match = wish_.earlier->match;
        if (conditions_.empty()) {
            rank_filtered();
        } else if (ranking_.match == MatchRule::most) {
            rank_most();
        } else {
            rank_first_tier();
            if (ranking_.total == 0 && relaxes() && !ends()) {
                ranking_.match = MatchRule::most;
                ranking_.first_tier.clear();
                ranking_.has_first_tier = false;
                rank_most();
            }
        }
        if (wish_.with_partial && !conditions_.empty() && !ends()) add_partial();
        return std::move(ranking_);
    }

private:
    [[nodiscard]] bool ends() const { return wish_.limit != nullptr && wish_.limit->reached(); }

    void choose_rule() {
        ranking_.match = wish_.match;
        if (wish_.match == MatchRule::automatic) {
            ranking_.match =
                conditions_.size() <= kMostUnitsForAll ? MatchRule::all : MatchRule::most;
        }
        // Of one unit, all is most is any.
        if (ranking_.match == MatchRule::most && conditions_.size() == 1)
            ranking_.match = MatchRule::all;
    }

    [[nodiscard]] bool relaxes() const {
        return wish_.match == MatchRule::automatic && conditions_.size() > 2;
    }

    /// The first tier of `all` or `any`. Whoever asks for any of a query's words is content with a
    /// part of a joined one: a question in Chinese is one long run.
    [[nodiscard]] std::vector<Way> first_tier() const {
        // A query without words: every report, of no weight.
        if (conditions_.empty()) return {Query(Query::OP_SCALE_WEIGHT, Query(std::string()), 0)};
        std::vector<Way> ways;
        const bool any = ranking_.match == MatchRule::any;
        for (const CompiledCondition* condition : conditions_)
            ways.push_back(any ? condition->loose : condition->strict);
        if (any) return ways;
        Way all = all_of(ways);
        if (all.tree == nullptr && query_.walked) {
            std::vector<Query> queries;
            for (const Way& way : ways)
                queries.push_back(local_query(way, wish_.limit, query_.kept));
            all.query = combine(Query::OP_AND, queries);
        }
        return {all};
    }

    /// What helps to rank reports that hold the query: the residue, and a little of what resembles
    /// the best.
    [[nodiscard]] std::vector<Way> guides() const {
        std::vector<Way> guides{query_.residue};
        if (!wish_.feedback.empty())
            guides.push_back(scaled(wish_.feedback, kFeedbackOnWholeAnswers));
        return guides;
    }

    /// Reports that one of `ways` holds, by the sum; `helpers` add to those.
    [[nodiscard]] Query sum(const std::vector<Way>& ways, const std::vector<Way>& helpers) const {
        return query_.walked ? walked_sum(ways, helpers) : asked_sum(ways, helpers);
    }

    static Query asked_sum(const std::vector<Way>& ways, const std::vector<Way>& helpers) {
        Query query = sum_of(ways).query;
        for (const Way& help : helpers) {
            if (!help.empty()) query = Query(Query::OP_AND_MAYBE, query, help.query);
        }
        return query;
    }

    [[nodiscard]] Query walked_sum(const std::vector<Way>& ways,
                                   const std::vector<Way>& helpers) const {
        std::vector<Tree> trees;
        std::vector<Tree> helping;
        std::vector<Query> others;
        for (const Way& way : ways) {
            if (way.tree != nullptr) {
                add_summands(way.tree, 1, trees);
            } else if (!way.empty()) {
                others.push_back(way.query);
            }
        }
        for (const Way& help : helpers) {
            if (help.tree != nullptr) add_summands(help.tree, 1, helping);
        }
        if (others.empty() && helping.empty() && ways.size() == 1)
            return local_query(ways.front(), wish_.limit, query_.kept);
        if (others.empty()) return source_of(std::move(trees), std::move(helping));
        if (!trees.empty()) others.push_back(source_of(std::move(trees), {}));
        const Query found = combine(Query::OP_OR, others);
        if (helping.empty()) return found;
        return {Query::OP_AND_MAYBE, found, source_of(std::move(helping), {})};
    }

    [[nodiscard]] Query source_of(std::vector<Tree> trees, std::vector<Tree> helpers) const {
        return Query(
            (new TreeSource(std::move(trees), std::move(helpers), wish_.limit, query_.kept))
                ->release());
    }

    /// The parts of a sum, each to be looked up by itself.
    static void add_summands(const Tree& tree, double factor, std::vector<Tree>& summands) {
        if (tree->kind == TermTree::Kind::scaled) {
            add_summands(tree->parts.front(), factor * tree->factor, summands);
        } else if (tree->kind == TermTree::Kind::sum) {
            for (const Tree& part : tree->parts)
                add_summands(part, factor, summands);
        } else {
            summands.push_back(factor == 1 ? tree : scaled(tree, factor));
        }
    }

    /// Those that hold a part of the query, and those that resemble the best. What resembles the
    /// answers of a long query holds some word of it: there, it is enough to look at those that do.
    [[nodiscard]] Query widened(std::vector<Way> ways) const {
        const std::vector<Way> helpers{query_.residue, wish_.feedback};
        if (conditions_.size() > kMostUnitsForAll) return sum(ways, helpers);
        ways.insert(ways.end(), helpers.begin(), helpers.end());
        return sum(ways, {});
    }

    /// Not to be cut short: what is unwanted would become wanted.
    [[nodiscard]] Query unwanted() const {
        return query_.walked ? local_query(query_.unwanted, nullptr, query_.kept)
                             : query_.unwanted.query;
    }

    /// What may be an answer at all: filtered, free of what is unwanted, and found in time.
    [[nodiscard]] Query within_bounds(Query query) const {
        if (!query_.unwanted.empty()) query = Query(Query::OP_AND_NOT, query, unwanted());
        if (query_.filtered) query = Query(Query::OP_FILTER, query, query_.filter);
        // Stock servers have no such source: their part of an answer is not cut short.
        if (wish_.limit != nullptr && query_.walked)
            query =
                Query(Query::OP_FILTER, query, Query((new LimitSource(*wish_.limit))->release()));
        return query;
    }

    [[nodiscard]] RankedHits hits(const Query& query, HitsWish wanted) const {
        wanted.order = wish_.sort == SortOrder::year ? RankedHits::Order::by_year
                                                     : RankedHits::Order::by_relevance;
        wanted.stock = !query_.walked;
        return find_hits(database_, query, wanted);
    }

    void rank_first_tier() {
        if (wish_.top == 0 && !wish_.with_total && wish_.with_first_tier) {
            collect_first_tier();
            return;
        }
        const bool known = wish_.earlier != nullptr && wish_.earlier->total_is_exact;
        HitsWish wanted;
        wanted.offset = wish_.offset;
        wanted.count = wish_.top;
        wanted.exactly = wish_.with_total && !known;
        const RankedHits found = hits(within_bounds(sum(first_tier(), guides())), wanted);
        ranking_.total = known ? wish_.earlier->total : found.total;
        ranking_.total_is_exact = known || wish_.with_total;
        for (const auto& [document, weight] : found.hits)
            ranking_.documents.push_back({document, weight, false, {}});
        if (wish_.with_first_tier && !ends()) collect_first_tier();
    }

    /// Takes the first tier over from an earlier answer, if that had to find it out.
    [[nodiscard]] bool know_first_tier() {
        if (ranking_.has_first_tier) return true;
        if (wish_.earlier == nullptr || !wish_.earlier->has_first_tier) return false;
        ranking_.first_tier = wish_.earlier->first_tier;
        ranking_.has_first_tier = true;
        return true;
    }

    void collect_first_tier() {
        if (know_first_tier()) return;
        Xapian::Enquire matcher(database_);
        matcher.set_query(within_bounds(sum(first_tier(), {})));
        matcher.set_weighting_scheme(Xapian::BoolWeight());
        matcher.set_docid_order(Xapian::Enquire::ASCENDING);
        if (!wish_.spies.empty()) {
            for (Xapian::MatchSpy* spy : wish_.spies)
                matcher.add_matchspy(spy);
            matcher.get_mset(0, 0, database_.get_doccount());
            return;
        }
        const Xapian::MSet hits = matcher.get_mset(0, database_.get_doccount());
        for (auto hit = hits.begin(); hit != hits.end(); ++hit)
            ranking_.first_tier.push_back(*hit);
        std::sort(ranking_.first_tier.begin(), ranking_.first_tier.end());
        ranking_.has_first_tier = true;
    }

    /// Without conditions: every report that comes into question, by id or year.
    void rank_filtered() {
        ranking_.match = MatchRule::all;
        if (query_.everything) rank_first_tier();
    }

    /// Finds the reports that hold enough of the query's mass, then ranks all and keeps those.
    void rank_most() {
        ranking_.match_required = kMassForMost;
        find_reports_of_most();
        ranking_.total = ranking_.first_tier.size();
        if (wish_.offset >= ranking_.total || ends()) return;
        const std::size_t wanted = std::min(wish_.top, ranking_.total - wish_.offset);
        append(wish_.offset, wanted, false,
               [&](Xapian::docid document) { return in_first_tier(document); });
    }

    /// The reports that a query holds, each weighing `mass`, as stock servers can tell.
    static Query stock_presence(const Query& presence, double mass) {
        const Query all((new Xapian::FixedWeightPostingSource(mass))->release());
        return {Query::OP_FILTER, all, presence};
    }

    void find_reports_of_most() {
        if (know_first_tier()) return;
        std::vector<Way> present;
        for (const CompiledCondition* condition : conditions_) {
            const Tree& tree = condition->strict.tree;
            present.emplace_back(
                query_.walked ? Query(Query::OP_SCALE_WEIGHT, condition->presence, condition->mass)
                              : stock_presence(condition->presence, condition->mass),
                tree == nullptr ? nullptr : flat(tree, condition->mass));
        }
        Xapian::Enquire matcher(database_);
        matcher.set_query(within_bounds(sum(present, {})));
        if (query_.walked) {
            matcher.set_weighting_scheme(PresenceWeight());
        } else {
            matcher.set_weighting_scheme(Xapian::BoolWeight());
        }
        constexpr double kRounding = 1e-9;
        matcher.set_cutoff(0, query_.mass * (kMassForMost - kRounding));
        const Xapian::MSet enough = matcher.get_mset(0, database_.get_doccount());
        for (auto hit = enough.begin(); hit != enough.end(); ++hit)
            ranking_.first_tier.push_back(*hit);
        if (ends()) take_by_mass(enough);
        std::sort(ranking_.first_tier.begin(), ranking_.first_tier.end());
        ranking_.has_first_tier = true;
    }

    /// Where there is no time left to rank them: those that hold most of the query.
    void take_by_mass(const Xapian::MSet& enough) {
        for (auto hit = enough.begin(); hit != enough.end(); ++hit) {
            if (hit.get_rank() >= wish_.offset && ranking_.documents.size() < wish_.top)
                ranking_.documents.push_back({*hit, hit.get_weight(), false, {}});
        }
    }

    [[nodiscard]] bool in_first_tier(Xapian::docid document) const {
        return std::binary_search(ranking_.first_tier.begin(), ranking_.first_tier.end(), document);
    }

    /// Ranks by what the reports hold, in whole or in part, and appends those that `keep` accepts.
    template <typename Keep>
    void append(std::size_t skip, std::size_t wanted, bool partial, Keep keep) {
        const Query query = within_bounds(partial ? partial_answers() : answers_of_most());
        const Xapian::doccount all = database_.get_doccount();
        std::size_t seen = 0;
        HitsWish wish;
        wish.count = skip + wanted + 16;
        wish.floor = floor_of(skip + wanted, partial);
        while (wanted > 0 && seen < all) {
            wish.offset = seen;
            const RankedHits found = hits(query, wish);
            for (const auto& [document, weight] : found.hits) {
                if (wanted == 0 || !keep(document)) continue;
                if (skip > 0) {
                    --skip;
                    continue;
                }
                ranking_.documents.push_back({document, weight, partial, {}});
                --wanted;
            }
            if (found.hits.size() < wish.count || ends()) return;
            seen += found.hits.size();
            wish.count *= 4;
        }
    }

    /// What the last of so many hits of a tier weighs at least: no less than in an earlier answer,
    /// to which this one only adds.
    [[nodiscard]] double floor_of(std::size_t count, bool partial) const {
        if (wish_.earlier == nullptr || wish_.sort == SortOrder::year) return 0;
        std::vector<double> scores;
        for (const RankedDocument& ranked : wish_.earlier->documents) {
            if (ranked.partial == partial) scores.push_back(ranked.score);
        }
        if (scores.size() < count) return 0;
        constexpr double kRounding = 1e-9;
        return scores[count - 1] * (1 - kRounding);
    }

    [[nodiscard]] Query partial_answers() const {
        std::vector<Way> ways;
        for (const CompiledCondition* condition : conditions_) {
            ways.push_back(condition->loose);
            if (wish_.with_elsewhere) ways.push_back(condition->elsewhere);
        }
        return widened(std::move(ways));
    }

    /// What has enough of the query; where a list of it may be walked, nothing else.
    [[nodiscard]] Query answers_of_most() const {
        std::vector<Way> ways;
        for (const CompiledCondition* condition : conditions_)
            ways.push_back(condition->loose);
        const Query query = widened(std::move(ways));
        if (!query_.walked || database_.size() != 1) return query;
        ReportList list;
        list.documents = ranking_.first_tier;
        list.weights.resize(list.documents.size());
        const Tree tree = tree_of_list(std::make_shared<const ReportList>(std::move(list)));
        return {Query::OP_FILTER, query, source_of({tree}, {})};
    }

    /// Fills up with reports of the second tier: at most `top` hits in all.
    void add_partial() {
        if (wish_.top == kAllHits) return;
        if (ranking_.match == MatchRule::any && wish_.feedback.empty()) return;
        if (ranking_.documents.size() >= wish_.top) return;
        const std::size_t skip = wish_.offset > ranking_.total ? wish_.offset - ranking_.total : 0;
        // From the beginning and fewer than wanted: those are all.
        if (ranking_.match != MatchRule::most && wish_.offset == 0 && !ranking_.has_first_tier) {
            for (const RankedDocument& ranked : ranking_.documents)
                ranking_.first_tier.push_back(ranked.document);
            std::sort(ranking_.first_tier.begin(), ranking_.first_tier.end());
            ranking_.has_first_tier = true;
        } else if (ranking_.match != MatchRule::most) {
            collect_first_tier();
        }
        append(skip, wish_.top - ranking_.documents.size(), true,
               [&](Xapian::docid document) { return !in_first_tier(document); });
    }

    const Xapian::Database& database_;
    const CompiledQuery& query_;
    const RankingWish& wish_;
    std::vector<const CompiledCondition*> conditions_;
    Ranking ranking_;
};

}  // namespace

std::size_t count_ranking(const CompiledQuery& query) {
    return counting(query).size();
}

Ranking rank(const Xapian::Database& database, const CompiledQuery& query,
             const RankingWish& wish) {
    return Ranker(database, query, wish).run();
}

}  // namespace casebook
