#include <ostream>

#include "arms.hpp"
#include "builder.hpp"
#include "experiments.hpp"
#include "query_sample.hpp"

namespace layout {
namespace {

constexpr std::size_t kQueries = 500;
constexpr std::uint32_t kSeed = 17;
constexpr Xapian::doccount kTop = 10;
constexpr Xapian::termcount kExpansion = 100;

Xapian::Query combine(Xapian::Query::op op, const std::vector<std::string>& stems) {
    std::vector<Xapian::Query> parts;
    for (const auto& stem : stems)
        parts.emplace_back(std::string(kStemPrefix) + stem);
    const bool is_phrase = op == Xapian::Query::OP_PHRASE;
    const auto window = static_cast<Xapian::termcount>(is_phrase ? stems.size() : 0);
    return {op, parts.begin(), parts.end(), window};
}

Xapian::Query prefix_query(const std::string& prefix, Xapian::Query::op combiner) {
    return {Xapian::Query::OP_WILDCARD, std::string(kStemPrefix) + prefix, kExpansion,
            Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT, combiner};
}

std::vector<Xapian::Query> make_queries(const std::vector<std::vector<std::string>>& words,
                                        Xapian::Query::op op) {
    std::vector<Xapian::Query> queries;
    for (const auto& stems : words)
        queries.push_back(combine(op, stems));
    return queries;
}

std::vector<Xapian::Query> make_prefixes(const std::vector<std::string>& prefixes,
                                         Xapian::Query::op combiner) {
    std::vector<Xapian::Query> queries;
    for (const auto& prefix : prefixes)
        queries.push_back(prefix_query(prefix, combiner));
    return queries;
}

/// An index under one weight.
struct Side {
    std::string name;
    Xapian::Database database;
    const Xapian::Weight* weight = nullptr;
    Xapian::Query::op prefix_combiner;
};

Arm make_arm(const std::string& kind, const Side& side, std::vector<Xapian::Query> queries) {
    Xapian::Enquire enquire(side.database);
    enquire.set_weighting_scheme(*side.weight);
    return {kind, side.name, [enquire, queries = std::move(queries)](std::size_t query) mutable {
                enquire.set_query(queries[query]);
                return scores_of(enquire.get_mset(0, kTop));
            }};
}

void build_unless_kept(const Bench& bench, const Layout& layout, const std::string& name) {
    if (bench.reuse && std::filesystem::exists(bench.work / name)) return;
    BuildPlan plan;
    plan.layout = layout;
    build_index(bench.records, plan, bench.work / name);
}

}  // namespace

void run_latency_experiment(const Bench& bench, std::ostream& table) {
    Layout layout;
    layout.positions = Positions::xapian;
    build_unless_kept(bench, layout, "impacts");
    layout.wdf = Wdf::frequency;
    build_unless_kept(bench, layout, "stock");
    const Xapian::Database stock((bench.work / "stock").string());
    const Xapian::Database impacts((bench.work / "impacts").string());
    const Xapian::BM25Weight exact(1.2, 0, 1, 0.75, 0.5);
    const auto linear = stock_impact_weight();
    const ImpactWeight own;
    const std::vector<Side> sides = {
        {"stock BM25", stock, &exact, Xapian::Query::OP_SYNONYM},
        {"impacts, BM25Weight(1e6,0,1,0,.5)", impacts, &linear, Xapian::Query::OP_MAX},
        {"impacts, own weight", impacts, &own, Xapian::Query::OP_MAX}};
    const auto sample = sample_queries(bench.records, kQueries, kSeed);
    std::vector<Arm> arms;
    for (const auto& side : sides) {
        arms.push_back(make_arm("OR", side, make_queries(sample.any, Xapian::Query::OP_OR)));
        arms.push_back(make_arm("AND", side, make_queries(sample.all, Xapian::Query::OP_AND)));
        arms.push_back(
            make_arm("phrase", side, make_queries(sample.phrases, Xapian::Query::OP_PHRASE)));
        arms.push_back(
            make_arm("prefix", side, make_prefixes(sample.prefixes, side.prefix_combiner)));
    }
    time_arms(arms, kQueries, bench.rounds, table);
}

}  // namespace layout
