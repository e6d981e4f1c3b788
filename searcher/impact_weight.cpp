#include "impact_weight.hpp"

#include <cmath>

#include "casebook/impact.hpp"

namespace casebook {

double inverse_document_frequency(Xapian::doccount holding, Xapian::doccount all) {
    const double n = holding;
    const double odds = (static_cast<double>(all) - n + 0.5) / (n + 0.5);
    return std::log(odds < 2 ? odds * 0.5 + 1 : odds);
}

ImpactWeight::ImpactWeight() {
    need_stat(COLLECTION_SIZE);
    need_stat(TERMFREQ);
    need_stat(WDF);
    need_stat(WDF_MAX);
}

ImpactWeight* ImpactWeight::clone() const { return new ImpactWeight; }
std::string ImpactWeight::name() const { return "casebook::ImpactWeight"; }
std::string ImpactWeight::serialise() const { return {}; }
ImpactWeight* ImpactWeight::unserialise(const std::string&) const { return new ImpactWeight; }

void ImpactWeight::init(double factor) {
    scale_ = factor * inverse_document_frequency(get_termfreq(), get_collection_size()) / kImpactLevels;
}

double ImpactWeight::get_sumpart(Xapian::termcount wdf, Xapian::termcount, Xapian::termcount) const {
    return scale_ * wdf;
}
double ImpactWeight::get_maxpart() const { return scale_ * get_wdf_upper_bound(); }
double ImpactWeight::get_sumextra(Xapian::termcount, Xapian::termcount) const { return 0; }
double ImpactWeight::get_maxextra() const { return 0; }

PresenceWeight* PresenceWeight::clone() const { return new PresenceWeight; }
std::string PresenceWeight::name() const { return "casebook::PresenceWeight"; }
std::string PresenceWeight::serialise() const { return {}; }
PresenceWeight* PresenceWeight::unserialise(const std::string&) const { return new PresenceWeight; }

void PresenceWeight::init(double factor) { scale_ = factor; }

double PresenceWeight::get_sumpart(Xapian::termcount, Xapian::termcount, Xapian::termcount) const {
    return scale_;
}
double PresenceWeight::get_maxpart() const { return scale_; }
double PresenceWeight::get_sumextra(Xapian::termcount, Xapian::termcount) const { return 0; }
double PresenceWeight::get_maxextra() const { return 0; }

}  // namespace casebook
