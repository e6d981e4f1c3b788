#pragma once

#include <xapian.h>

#include <cstdint>
#include <string>
#include <vector>

#include "casebook/language.hpp"

namespace casebook {

/// A sequence of terms at fixed distances: "donor lymphocyte infusion", or the bigrams of a word in
/// Chinese. Offsets ascend from 0; a gap stands for a stop word.
struct TermSequence {
    struct Place {
        std::string term;
        std::uint32_t offset = 0;

        friend bool operator==(const Place&, const Place&) = default;
    };
    std::vector<Place> places;
    bool in_order = true;  ///< false for stop words, whose places no index keeps
    Language language;  ///< whose stop words were left out: holds in its reports only; may be none

    friend bool operator==(const TermSequence&, const TermSequence&) = default;
};

/// Holds in the reports that hold every term of the sequence at its distance, told from the index's
/// own positions. Weighs nothing: to be ANDed with the terms. Throws Xapian::DatabaseCorruptError
/// for positions that do not read back.
class SequenceSource : public Xapian::PostingSource {
public:
    explicit SequenceSource(TermSequence sequence);

    Xapian::doccount get_termfreq_min() const override;
    Xapian::doccount get_termfreq_est() const override;
    Xapian::doccount get_termfreq_max() const override;
    void next(double min_weight) override;
    void skip_to(Xapian::docid document, double min_weight) override;
    bool check(Xapian::docid document, double min_weight) override;
    bool at_end() const override;
    Xapian::docid get_docid() const override;
    SequenceSource* clone() const override;
    std::string name() const override;
    void init(const Xapian::Database& database) override;

private:
    void find_from(Xapian::docid document);
    [[nodiscard]] Xapian::docid next_with_all_terms(Xapian::docid document);
    [[nodiscard]] bool holds_in_order(Xapian::docid document);
    [[nodiscard]] bool stands_at(std::uint32_t start) const;

    TermSequence sequence_;
    Xapian::Database database_;
    std::vector<Xapian::PostingIterator> postings_;  ///< by place of the sequence
    std::vector<std::size_t> order_;                 ///< places, the rarest term first
    Xapian::ValueIterator blobs_;
    std::vector<std::vector<std::uint32_t>> positions_;  ///< by place, in the report at hand
    Xapian::doccount rarest_ = 0;
    Xapian::docid document_ = 0;
    bool document_matches_ = false;  ///< `check` may leave us on a report that does not
    bool at_end_ = false;
};

}  // namespace casebook
