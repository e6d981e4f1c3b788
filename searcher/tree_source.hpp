#pragma once

#include <xapian.h>

#include <memory>
#include <string>
#include <vector>

#include "search_limit.hpp"
#include "tree_cursor.hpp"

namespace casebook {

/// Holds in the reports that one of its trees holds, and weighs each by the sum of those that do:
/// an OR of them, with further ones by AND_MAYBE. Once the matcher knows what a report must weigh,
/// trees that cannot lift one there alone are only looked up in the reports of others (MaxScore:
/// Turtle & Flood 1995). Must not be scaled: the weight that the matcher asks for would be misread.
class TreeSource : public Xapian::PostingSource {
public:
    /// `helpers` add to reports that `trees` find. `limit`, which may be null and outlives it, ends
    /// the walk. `kept` is of the database that is searched, which then is one and not several; or
    /// null.
    explicit TreeSource(std::vector<Tree> trees, std::vector<Tree> helpers = {},
                        SearchLimit* limit = nullptr,
                        std::shared_ptr<KeptPositions> kept = nullptr);

    Xapian::doccount get_termfreq_min() const override;
    Xapian::doccount get_termfreq_est() const override;
    Xapian::doccount get_termfreq_max() const override;
    double get_weight() const override;
    void next(double min_weight) override;
    void skip_to(Xapian::docid document, double min_weight) override;
    bool at_end() const override;
    Xapian::docid get_docid() const override;
    void init(const Xapian::Database& database) override;
    TreeSource* clone() const override;
    std::string name() const override;
    std::string get_description() const override;

private:
    void find_from(Xapian::docid document, double min_weight);
    void choose_finders(double min_weight);
    [[nodiscard]] Xapian::docid next_found(Xapian::docid document);
    [[nodiscard]] bool weigh(double min_weight);
    [[nodiscard]] double reachable() const;
    void skip_to(std::size_t cursor, Xapian::docid document);

    std::vector<Tree> trees_;
    std::vector<Tree> helpers_;
    SearchLimit* limit_;
    std::shared_ptr<KeptPositions> kept_;
    /// Helpers first, then trees, by what each adds at most. Those from `first_finder_` on find.
    std::vector<std::unique_ptr<TreeCursor>> cursors_;
    /// Where each cursor stands, and what it adds at most: looked at far more often than it moves.
    std::vector<Xapian::docid> stands_;
    std::vector<double> greatest_;
    std::vector<std::size_t> places_;  ///< of each cursor in the order of `trees_`, `helpers_`
    std::vector<double> most_before_;  ///< what the cursors before one add at most
    std::vector<double> added_;        ///< to the report at hand, by place
    std::size_t first_finder_ = 0;
    double chosen_for_ = 0;  ///< the weight that `first_finder_` was chosen for
    double slack_ = 0;       ///< what sums in different order may differ by
    Xapian::doccount most_ = 0;
    Xapian::docid document_ = 0;
    double weight_ = 0;
    bool at_end_ = false;
};

/// The way as a query for an index at hand: by its tree if it has one that is worth it.
[[nodiscard]] Xapian::Query local_query(const Way& way, SearchLimit* limit = nullptr,
                                        std::shared_ptr<KeptPositions> kept = nullptr);

}  // namespace casebook
