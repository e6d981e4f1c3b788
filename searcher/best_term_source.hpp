#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "report_list.hpp"

namespace casebook {

/// Holds in the reports that hold one of its terms, and weighs each by the best of them alone: by
/// its impact, as ImpactWeight does, times the term's own factor. Any number of terms; stands in
/// for OP_MAX over them (docs/decisions/0002-alternatives.md).
class BestTermSource : public Xapian::PostingSource {
public:
    explicit BestTermSource(std::vector<WeighedTerm> terms);

    Xapian::doccount get_termfreq_min() const override;
    Xapian::doccount get_termfreq_est() const override;
    Xapian::doccount get_termfreq_max() const override;
    double get_weight() const override;
    void next(double min_weight) override;
    void skip_to(Xapian::docid document, double min_weight) override;
    bool at_end() const override;
    Xapian::docid get_docid() const override;
    void init(const Xapian::Database& database) override;
    BestTermSource* clone() const override;
    std::string name() const override;
    std::string get_description() const override;

private:
    /// The reports of one term, and which is next.
    struct Stream {
        Xapian::PostingIterator posting;
        double scale;
        Xapian::docid document;  ///< where `posting` is
    };

    [[nodiscard]] static bool is_later(const Stream& left, const Stream& right);
    void find_from(Xapian::docid document);
    void weigh();

    std::vector<WeighedTerm> terms_;
    std::vector<Stream> streams_;  ///< a heap, the least document first
    Xapian::doccount rarest_ = 0;  ///< reports that hold one, at least
    Xapian::doccount most_ = 0;    ///< and at most
    Xapian::docid document_ = 0;
    double weight_ = 0;
    bool at_end_ = false;
};

}  // namespace casebook
