#include "ranker.hpp"

#include <algorithm>

#include "casebook/schema.hpp"
#include "impact_weight.hpp"

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
            rank_first_tier(within_bounds(guided(first_tier())));
            if (ranking_.total == 0 && relaxes()) {
                ranking_.match = MatchRule::most;
                ranking_.first_tier.clear();
                ranking_.has_first_tier = false;
                rank_most();
            }
        }
        if (wish_.with_partial && !conditions_.empty()) add_partial();
        return std::move(ranking_);
    }

private:
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
    [[nodiscard]] Query first_tier() const {
        const bool any = ranking_.match == MatchRule::any;
        std::vector<Query> queries;
        for (const CompiledCondition* condition : conditions_) {
            queries.push_back(any ? condition->loose : condition->strict);
        }
        return combine(any ? Query::OP_OR : Query::OP_AND, queries);
    }

    /// The reports that hold the query, and what helps to rank them: the residue, and a little of
    /// what resembles the best.
    [[nodiscard]] Query guided(Query query) const {
        if (!query_.residue.empty()) query = Query(Query::OP_AND_MAYBE, query, query_.residue);
        if (wish_.feedback.empty()) return query;
        const Query feedback(Query::OP_SCALE_WEIGHT, wish_.feedback, kFeedbackOnWholeAnswers);
        return {Query::OP_AND_MAYBE, query, feedback};
    }

    /// Those that hold a part of it, and those that resemble the best. What resembles the answers
    /// of a long query holds some word of it: there, it is enough to look at those that do.
    [[nodiscard]] Query widened(Query query) const {
        const Query::op op =
            conditions_.size() > kMostUnitsForAll ? Query::OP_AND_MAYBE : Query::OP_OR;
        for (const Query& help : {query_.residue, wish_.feedback}) {
            if (!help.empty()) query = Query(op, query, help);
        }
        return query;
    }

    /// What may be an answer at all: filtered, and free of what is unwanted.
    [[nodiscard]] Query within_bounds(Query query) const {
        if (!query_.unwanted.empty()) query = Query(Query::OP_AND_NOT, query, query_.unwanted);
        if (query_.filtered) query = Query(Query::OP_FILTER, query, query_.filter);
        return query;
    }

    [[nodiscard]] Xapian::Enquire enquire(const Query& query, const Xapian::Weight& weight) const {
        constexpr auto kId = static_cast<Xapian::valueno>(ValueSlot::id);
        constexpr auto kYear = static_cast<Xapian::valueno>(ValueSlot::year);
        Xapian::Enquire enquire(database_);
        enquire.set_query(query);
        enquire.set_weighting_scheme(weight);
        if (wish_.sort == SortOrder::year) {
            enquire.set_sort_by_value_then_relevance(kYear, true);
        } else {
            enquire.set_sort_by_relevance_then_value(kId, false);
        }
        return enquire;
    }

    void rank_first_tier(const Query& query) {
        Xapian::Enquire matcher = enquire(query, ImpactWeight());
        const Xapian::doccount all = database_.get_doccount();
        const auto offset = static_cast<Xapian::doccount>(std::min<std::size_t>(wish_.offset, all));
        const auto top = static_cast<Xapian::doccount>(std::min<std::size_t>(wish_.top, all));
        const Xapian::MSet hits = matcher.get_mset(offset, top, wish_.with_total ? all : 0);
        ranking_.total =
            wish_.with_total ? hits.get_matches_estimated() : hits.get_matches_lower_bound();
        for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
            ranking_.documents.push_back({*hit, hit.get_weight(), false});
        }
        if (wish_.with_first_tier) collect_first_tier(query);
    }

    /// Takes the first tier over from an earlier answer, if that had to find it out.
    [[nodiscard]] bool know_first_tier() {
        if (ranking_.has_first_tier) return true;
        if (wish_.earlier == nullptr || !wish_.earlier->has_first_tier) return false;
        ranking_.first_tier = wish_.earlier->first_tier;
        ranking_.has_first_tier = true;
        return true;
    }

    void collect_first_tier(const Query& query) {
        if (know_first_tier()) return;
        Xapian::Enquire matcher(database_);
        matcher.set_query(query);
        matcher.set_weighting_scheme(Xapian::BoolWeight());
        matcher.set_docid_order(Xapian::Enquire::ASCENDING);
        const Xapian::MSet hits = matcher.get_mset(0, database_.get_doccount());
        for (auto hit = hits.begin(); hit != hits.end(); ++hit)
            ranking_.first_tier.push_back(*hit);
        std::sort(ranking_.first_tier.begin(), ranking_.first_tier.end());
        ranking_.has_first_tier = true;
    }

    /// A query without words: every report that the filters let through, by id or year.
    void rank_filtered() {
        const bool bounded = !query_.unwanted.empty() || query_.filtered;
        ranking_.match = MatchRule::all;
        if (bounded)
            rank_first_tier(within_bounds(Query(Query::OP_SCALE_WEIGHT, Query(std::string()), 0)));
    }

    /// Finds the reports that hold enough of the query's mass, then ranks all and keeps those.
    void rank_most() {
        ranking_.match_required = kMassForMost;
        find_reports_of_most();
        ranking_.total = ranking_.first_tier.size();
        if (wish_.offset >= ranking_.total) return;
        const std::size_t wanted = std::min(wish_.top, ranking_.total - wish_.offset);
        append(Query::OP_OR, wish_.offset, wanted, false,
               [&](Xapian::docid document) { return in_first_tier(document); });
    }

    void find_reports_of_most() {
        if (know_first_tier()) return;
        std::vector<Query> present;
        for (const CompiledCondition* condition : conditions_) {
            present.emplace_back(Query::OP_SCALE_WEIGHT, condition->presence, condition->mass);
        }
        Xapian::Enquire matcher =
            enquire(within_bounds(combine(Query::OP_OR, present)), PresenceWeight());
        constexpr double kRounding = 1e-9;
        matcher.set_cutoff(0, query_.mass * (kMassForMost - kRounding));
        const Xapian::MSet enough = matcher.get_mset(0, database_.get_doccount());
        for (auto hit = enough.begin(); hit != enough.end(); ++hit)
            ranking_.first_tier.push_back(*hit);
        std::sort(ranking_.first_tier.begin(), ranking_.first_tier.end());
        ranking_.has_first_tier = true;
    }

    [[nodiscard]] bool in_first_tier(Xapian::docid document) const {
        return std::binary_search(ranking_.first_tier.begin(), ranking_.first_tier.end(), document);
    }

    /// Ranks by what the reports hold, in whole or in part, and appends those that `keep` accepts.
    template <typename Keep>
    void append(Query::op op, std::size_t skip, std::size_t wanted, bool partial, Keep keep) {
        std::vector<Query> queries;
        for (const CompiledCondition* condition : conditions_) {
            queries.push_back(condition->loose);
            if (partial) queries.push_back(condition->elsewhere);
        }
        const Query query = widened(combine(op, queries));
        Xapian::Enquire matcher = enquire(within_bounds(query), ImpactWeight());
        const Xapian::doccount all = database_.get_doccount();
        std::size_t size = skip + wanted + 16;
        std::size_t seen = 0;
        while (wanted > 0 && seen < all) {
            const auto count =
                static_cast<Xapian::doccount>(std::min<std::size_t>(size, all - seen));
            const Xapian::MSet hits = matcher.get_mset(static_cast<Xapian::doccount>(seen), count);
            for (auto hit = hits.begin(); hit != hits.end() && wanted > 0; ++hit) {
                if (!keep(*hit)) continue;
                if (skip > 0) {
                    --skip;
                    continue;
                }
                ranking_.documents.push_back({*hit, hit.get_weight(), partial});
                --wanted;
            }
            if (hits.size() < count) return;
            seen += hits.size();
            size *= 4;
        }
    }

    /// Fills up with reports of the second tier: at most `top` hits in all.
    void add_partial() {
        if (wish_.top == kAllHits) return;
        if (ranking_.match == MatchRule::any && wish_.feedback.empty()) return;
        if (ranking_.documents.size() >= wish_.top) return;
        const std::size_t skip = wish_.offset > ranking_.total ? wish_.offset - ranking_.total : 0;
        if (ranking_.match != MatchRule::most) collect_first_tier(within_bounds(first_tier()));
        append(Query::OP_OR, skip, wish_.top - ranking_.documents.size(), true,
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
