#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "position_cache.hpp"

namespace casebook {

/// The places of a report's terms, from wherever the index keeps them. One thread at a time.
class ReportPositions {
public:
    ReportPositions() = default;
    /// `own`: in the value slot of positions; else in Xapian's position lists. `kept` may be null.
    ReportPositions(const Xapian::Database& database, bool own,
                    std::shared_ptr<KeptPositions> kept = nullptr);

    /// Turns to a report. Reports must come in ascending order. False if it keeps no places.
    [[nodiscard]] bool turn_to(Xapian::docid document);

    /// The places of a term of the report that was turned to, ascending; replaces `places`. The
    /// report must hold the term. Throws Xapian::DatabaseCorruptError where they do not read back.
    void read(const std::string& term, std::vector<std::uint32_t>& places) const;

private:
    Xapian::Database database_;
    bool own_ = true;
    Xapian::ValueIterator blobs_;
    std::shared_ptr<KeptPositions> kept_;
    Xapian::docid document_ = 0;
    std::string read_;       ///< the report's, where they were not kept
    std::string_view blob_;  ///< the report's
};

/// Holds in the reports that hold one term of each group and that `holds` accepts. Weighs nothing:
/// to be ANDed with the terms.
class PositionalSource : public Xapian::PostingSource {
public:
    /// Terms of which a report must hold one.
    using Group = std::vector<std::string>;

    Xapian::doccount get_termfreq_min() const override;
    Xapian::doccount get_termfreq_est() const override;
    Xapian::doccount get_termfreq_max() const override;
    void next(double min_weight) override;
    void skip_to(Xapian::docid document, double min_weight) override;
    bool check(Xapian::docid document, double min_weight) override;
    bool at_end() const override;
    Xapian::docid get_docid() const override;
    void init(const Xapian::Database& database) override;

protected:
    /// `kept` is of the database that is searched, which then is one and not several; or null.
    PositionalSource(std::vector<Group> groups, bool own_positions,
                     std::shared_ptr<KeptPositions> kept);

    /// Whether a report that holds a term of each group is one. The report is turned to.
    [[nodiscard]] virtual bool holds() = 0;

    /// The places of a term in the report at hand; empty if it does not hold the term.
    void read_places(std::size_t group, std::size_t term, std::vector<std::uint32_t>& places);

    [[nodiscard]] const std::vector<Group>& groups() const { return groups_; }
    [[nodiscard]] bool own_positions() const { return own_positions_; }
    [[nodiscard]] const std::shared_ptr<KeptPositions>& kept() const { return kept_; }

private:
    /// The reports of one group.
    struct Stream {
        std::vector<Xapian::PostingIterator> postings;  ///< by term
        Xapian::doccount frequency = 0;                 ///< at most

        /// The first report from `document` on; 0 if there is none.
        [[nodiscard]] Xapian::docid skip_to(Xapian::docid document);
    };

    void find_from(Xapian::docid document);
    [[nodiscard]] Xapian::docid next_with_all_groups(Xapian::docid document);
    [[nodiscard]] bool holds_at(Xapian::docid document);

    std::vector<Group> groups_;
    bool own_positions_;
    std::shared_ptr<KeptPositions> kept_;
    ReportPositions positions_;
    std::vector<Stream> streams_;     ///< by group
    std::vector<std::size_t> order_;  ///< groups, the rarest first
    Xapian::docid document_ = 0;
    bool document_matches_ = false;  ///< `check` may leave us on a report that does not
    bool at_end_ = false;
};

}  // namespace casebook
