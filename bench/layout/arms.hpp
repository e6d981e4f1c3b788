#pragma once

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <string>
#include <vector>

#include <xapian.h>

namespace layout {

/// Scores of a query's first ten hits, best first.
using Scores = std::vector<double>;

/// One way to answer a set of queries.
struct Arm {
    std::string kind;  ///< OR, AND, phrase, prefix
    std::string name;
    std::function<Scores(std::size_t query)> answer;
};

/// Times every query with every arm, arms taking turns within a round, after a round to warm up.
/// A line an arm: p50 and p95 in microseconds, each the median over the rounds with least and
/// most; p50 as a multiple of the kind's first arm; how many queries score as with that arm.
void time_arms(const std::vector<Arm>& arms, std::size_t queries, int rounds, std::ostream& table);

[[nodiscard]] Scores scores_of(const Xapian::MSet& hits);

/// Linear in wdf, times idf: reads impacts without the detours of the stock weight.
class ImpactWeight : public Xapian::Weight {
public:
    ImpactWeight();

    [[nodiscard]] ImpactWeight* clone() const override { return new ImpactWeight; }
    [[nodiscard]] double get_sumpart(Xapian::termcount wdf, Xapian::termcount length,
                                     Xapian::termcount unique_terms) const override;
    [[nodiscard]] double get_maxpart() const override;
    [[nodiscard]] double get_sumextra(Xapian::termcount length,
                                      Xapian::termcount unique_terms) const override;
    [[nodiscard]] double get_maxextra() const override { return 0; }

private:
    void init(double factor) override;

    double factor_ = 0;
};

/// The stock weight that reads impacts: its saturation is out of reach at k1 = 10^6.
[[nodiscard]] Xapian::BM25Weight stock_impact_weight();

/// The weight that `stock_impact_weight` gives a term of wdf 1.
[[nodiscard]] double impact_factor(double documents, double holders);

}  // namespace layout
