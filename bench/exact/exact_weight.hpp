#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "casebook/impact.hpp"

namespace casebook::bench {

/// A weighted frequency as a wdf. Field weights are whole tenths, so that nothing is lost; throws
/// Error{invalid_argument} for a frequency that is not.
[[nodiscard]] Xapian::termcount to_wdf(double frequency);

/// A report's length as the length of its document, which Xapian makes the sum of its wdfs: large
/// enough that a filling term can always make up the rest.
[[nodiscard]] std::uint64_t to_document_length(std::size_t length);

/// BM25F of exact frequencies: idf × tf / (tf + k1 × (1 - b + b × length / average)), with the
/// idf and the floor of lengths that impacts have (casebook/impact.hpp), and nothing rounded.
class ExactWeight : public Xapian::Weight {
public:
    explicit ExactWeight(const RankingConstants& constants);

    ExactWeight* clone() const override;
    std::string name() const override;
    std::string serialise() const override;
    ExactWeight* unserialise(const std::string& serialised) const override;
    double get_sumpart(Xapian::termcount wdf, Xapian::termcount length,
                       Xapian::termcount unique_terms) const override;
    double get_maxpart() const override;
    double get_sumextra(Xapian::termcount length, Xapian::termcount unique_terms) const override;
    double get_maxextra() const override;

private:
    void init(double factor) override;

    RankingConstants constants_;
    double scale_ = 0;
};

}  // namespace casebook::bench
