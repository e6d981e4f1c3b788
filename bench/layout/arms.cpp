#include "arms.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <ostream>

#include "measurement.hpp"

namespace layout {
namespace {

constexpr double kOutOfReach = 1e6;
constexpr double kScoreTolerance = 1e-3;

struct Times {
    std::vector<double> p50;
    std::vector<double> p95;
    std::vector<Scores> scores;
};

void run_round(const Arm& arm, std::size_t queries, bool is_warm, Times& times) {
    std::vector<double> microseconds;
    times.scores.clear();
    for (std::size_t query = 0; query < queries; ++query) {
        Stopwatch watch;
        auto scores = arm.answer(query);
        microseconds.push_back(watch.restart() * 1e6);
        times.scores.push_back(std::move(scores));
    }
    if (!is_warm) return;
    times.p50.push_back(percentile(microseconds, 0.5));
    times.p95.push_back(percentile(microseconds, 0.95));
}

bool score_alike(const Scores& left, const Scores& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](double a, double b) {
        return std::abs(a - b) <= kScoreTolerance * std::max({1.0, std::abs(a), std::abs(b)});
    });
}

std::size_t count_alike(const Times& left, const Times& right) {
    std::size_t alike = 0;
    for (std::size_t query = 0; query < left.scores.size(); ++query) {
        alike += score_alike(left.scores[query], right.scores[query]) ? 1 : 0;
    }
    return alike;
}

}  // namespace

void time_arms(const std::vector<Arm>& arms, std::size_t queries, int rounds, std::ostream& table) {
    table << "kind\tarm\tp50_us\tp95_us\tp50_over_first\tqueries\tscored_as_first\n";
    std::vector<Times> times(arms.size());
    for (int round = 0; round <= rounds; ++round) {
        for (std::size_t arm = 0; arm < arms.size(); ++arm) {
            run_round(arms[arm], queries, round > 0, times[arm]);
        }
    }
    std::map<std::string, std::size_t> first_of_kind;
    for (std::size_t arm = 0; arm < arms.size(); ++arm) {
        const auto first = first_of_kind.try_emplace(arms[arm].kind, arm).first->second;
        std::vector<double> ratios;
        for (std::size_t round = 0; round < times[arm].p50.size(); ++round) {
            ratios.push_back(times[arm].p50[round] / times[first].p50[round]);
        }
        table << arms[arm].kind << '\t' << arms[arm].name << '\t' << spread(times[arm].p50) << '\t'
              << spread(times[arm].p95) << '\t' << spread(ratios) << '\t' << queries << '\t'
              << count_alike(times[arm], times[first]) << '\n';
    }
}

Scores scores_of(const Xapian::MSet& hits) {
    Scores scores;
    for (auto hit = hits.begin(); hit != hits.end(); ++hit)
        scores.push_back(hit.get_weight());
    return scores;
}

ImpactWeight::ImpactWeight() {
    need_stat(COLLECTION_SIZE);
    need_stat(TERMFREQ);
    need_stat(WDF);
    need_stat(WDF_MAX);
    need_stat(WQF);
}

void ImpactWeight::init(double factor) {
    const double documents = get_collection_size();
    const double holders = get_termfreq();
    const double repeats = get_wqf();
    factor_ = factor * impact_factor(documents, holders) * 2 * repeats / (1 + repeats);
}

double ImpactWeight::get_sumpart(Xapian::termcount wdf, Xapian::termcount /*length*/,
                                 Xapian::termcount /*unique_terms*/) const {
    return factor_ * wdf;
}

double ImpactWeight::get_maxpart() const {
    return factor_ * get_wdf_upper_bound();
}

double ImpactWeight::get_sumextra(Xapian::termcount /*length*/,
                                  Xapian::termcount /*unique_terms*/) const {
    return 0;
}

Xapian::BM25Weight stock_impact_weight() {
    return {kOutOfReach, 0, 1, 0, 0.5};
}

double impact_factor(double documents, double holders) {
    double odds = (documents - holders + 0.5) / (holders + 0.5);
    if (odds < 2) odds = odds * 0.5 + 1;
    return std::log(odds);
}

}  // namespace layout
