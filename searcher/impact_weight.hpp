#pragma once

#include <xapian.h>

#include <string>

namespace casebook {

/// Inverse document frequency as Xapian's BM25Weight computes it, so that a weight of ours and the
/// stock one agree: log((N - n + .5) / (n + .5)), bent so that it never falls below zero.
[[nodiscard]] double inverse_document_frequency(Xapian::doccount holding, Xapian::doccount all);

/// What our weights have in common: nothing depends on a report's length, nothing needs to be sent
/// to a remote server.
class TermWeight : public Xapian::Weight {
public:
    std::string serialise() const override;
    double get_sumextra(Xapian::termcount length, Xapian::termcount unique_terms) const override;
    double get_maxextra() const override;

protected:
    double scale_ = 0;
};

/// Weight linear in wdf, which our indexes fill with impacts: idf × impact. Equal to the stock
/// `BM25Weight(1e6, 0, 1, 0, .5)` to one part in a thousand; asks for no document length.
class ImpactWeight : public TermWeight {
public:
    ImpactWeight();

    ImpactWeight* clone() const override;
    std::string name() const override;
    ImpactWeight* unserialise(const std::string& serialised) const override;
    double get_sumpart(Xapian::termcount wdf, Xapian::termcount length,
                       Xapian::termcount unique_terms) const override;
    double get_maxpart() const override;

private:
    void init(double factor) override;
};

/// Has matches weighed by impact: with ImpactWeight, or, so that stock remote servers can, with the
/// stock weight that is nearly equal.
void weigh_by_impact(Xapian::Enquire& enquire, bool stock);

/// Weight 1 for every report that holds the term: sums of scaled presences tell which share of a
/// query a report holds.
class PresenceWeight : public TermWeight {
public:
    PresenceWeight* clone() const override;
    std::string name() const override;
    PresenceWeight* unserialise(const std::string& serialised) const override;
    double get_sumpart(Xapian::termcount wdf, Xapian::termcount length,
                       Xapian::termcount unique_terms) const override;
    double get_maxpart() const override;

private:
    void init(double factor) override;
};

}  // namespace casebook
