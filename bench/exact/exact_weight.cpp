#include "exact_weight.hpp"

#include <algorithm>
#include <cmath>

#include "casebook/error.hpp"
#include "searcher/impact_weight.hpp"

namespace casebook::bench {
namespace {

constexpr double kFrequencyUnits = 10;
constexpr std::uint64_t kLengthUnits = 1000;
/// For reports of stop words alone, which have terms and no length.
constexpr std::uint64_t kLengthOffset = 1'000'000;

}  // namespace

Xapian::termcount to_wdf(double frequency) {
    const double units = frequency * kFrequencyUnits;
    const double whole = std::round(units);
    constexpr double kRounding = 1e-6;
    if (std::abs(units - whole) > kRounding * whole) {
        throw Error(ErrorCode::invalid_argument, "a field's weight is no whole number of tenths");
    }
    return static_cast<Xapian::termcount>(whole);
}

std::uint64_t to_document_length(std::size_t length) {
    return kLengthOffset + kLengthUnits * length;
}

ExactWeight::ExactWeight(const RankingConstants& constants) : constants_(constants) {
    need_stat(COLLECTION_SIZE);
    need_stat(TERMFREQ);
    need_stat(WDF);
    need_stat(DOC_LENGTH);
}

ExactWeight* ExactWeight::clone() const { return new ExactWeight(constants_); }
std::string ExactWeight::name() const { return "casebook::ExactWeight"; }
std::string ExactWeight::serialise() const { return to_string(constants_); }
ExactWeight* ExactWeight::unserialise(const std::string& serialised) const {
    return new ExactWeight(parse_ranking_constants(serialised));
}

void ExactWeight::init(double factor) {
    scale_ = factor * inverse_document_frequency(get_termfreq(), get_collection_size());
}

double ExactWeight::get_sumpart(Xapian::termcount wdf, Xapian::termcount document_length,
                                Xapian::termcount) const {
    const double frequency = wdf / kFrequencyUnits;
    const double length = static_cast<double>(document_length - kLengthOffset) / kLengthUnits;
    const double relative = std::max(length / constants_.average_length, constants_.shortest_length);
    const double saturation = constants_.k1 * (1 - constants_.b + constants_.b * relative);
    return scale_ * frequency / (frequency + saturation);
}
double ExactWeight::get_maxpart() const { return scale_; }
double ExactWeight::get_sumextra(Xapian::termcount, Xapian::termcount) const { return 0; }
double ExactWeight::get_maxextra() const { return 0; }

}  // namespace casebook::bench
