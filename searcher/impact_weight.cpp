#include "impact_weight.hpp"

#include <cmath>

#include "casebook/impact.hpp"

namespace casebook {

double inverse_document_frequency(Xapian::doccount holding, Xapian::doccount all) {
    const double n = holding;
    const double odds = (static_cast<double>(all) - n + 0.5) / (n + 0.5);
    return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

std::string TermWeight::serialise() const {
    return {};
}
double TermWeight::get_sumextra(Xapian::termcount, Xapian::termcount) const {
    return 0;
}
double TermWeight::get_maxextra() const {
    return 0;
}

ImpactWeight::ImpactWeight() {
    need_stat(COLLECTION_SIZE);
    need_stat(TERMFREQ);
    need_stat(WDF);
    need_stat(WDF_MAX);
}

ImpactWeight* ImpactWeight::clone() const {
    return new ImpactWeight;
}
std::string ImpactWeight::name() const {
    return "casebook::ImpactWeight";
}
ImpactWeight* ImpactWeight::unserialise(const std::string&) const {
    return new ImpactWeight;
}

void ImpactWeight::init(double factor) {
    scale_ =
        factor * inverse_document_frequency(get_termfreq(), get_collection_size()) / kImpactLevels;
}

double ImpactWeight::get_sumpart(Xapian::termcount wdf, Xapian::termcount,
                                 Xapian::termcount) const {
    return scale_ * wdf;
}
double ImpactWeight::get_maxpart() const {
    return scale_ * get_wdf_upper_bound();
}

PresenceWeight* PresenceWeight::clone() const {
    return new PresenceWeight;
}
std::string PresenceWeight::name() const {
    return "casebook::PresenceWeight";
}
PresenceWeight* PresenceWeight::unserialise(const std::string&) const {
    return new PresenceWeight;
}

void PresenceWeight::init(double factor) {
    scale_ = factor;
}

double PresenceWeight::get_sumpart(Xapian::termcount, Xapian::termcount, Xapian::termcount) const {
    return scale_;
}
double PresenceWeight::get_maxpart() const {
    return scale_;
}

void weigh_by_impact(Xapian::Enquire& enquire, bool stock) {
    if (stock) {
        // So large a k1 makes the weight linear in the impact.
        enquire.set_weighting_scheme(Xapian::BM25Weight(1e6, 0, 1, 0, 0.5));
    } else {
        enquire.set_weighting_scheme(ImpactWeight());
    }
}

}  // namespace casebook
