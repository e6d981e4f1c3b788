#pragma once

#include <xapian.h>

#include <memory>
#include <optional>

#include "positional_source.hpp"
#include "term_tree.hpp"

namespace casebook {

/// Walks the reports that a tree may hold, in ascending order. Moving is cheap and may stop at a
/// report that the tree does not hold after all: only `weigh` tells. One thread at a time.
class TreeCursor {
public:
    /// Behind all reports.
    static constexpr Xapian::docid kEnd = static_cast<Xapian::docid>(-1);

    TreeCursor() = default;
    virtual ~TreeCursor() = default;
    TreeCursor(const TreeCursor&) = delete;
    TreeCursor& operator=(const TreeCursor&) = delete;

    /// Moves to the first report from `document` on that may be held; never back.
    virtual void skip_to(Xapian::docid document) = 0;

    /// What the report at hand weighs, if the tree holds it. For one of less than `least` the
    /// answer may be nothing: whether it is held is then not looked into.
    [[nodiscard]] virtual std::optional<double> weigh(double least) = 0;

    /// The report at hand; before the first move 0, at last kEnd.
    [[nodiscard]] Xapian::docid document() const { return document_; }

    /// The most that a report weighs.
    [[nodiscard]] double greatest() const { return greatest_; }

    /// At most so many reports are held.
    [[nodiscard]] Xapian::doccount frequency() const { return frequency_; }

protected:
    Xapian::docid document_ = 0;
    double greatest_ = 0;
    Xapian::doccount frequency_ = 0;
};

/// Positions of the report at hand, fetched once for all cursors that ask.
class SharedPositions {
public:
    /// `kept` may be null.
    SharedPositions(const Xapian::Database& database, std::shared_ptr<KeptPositions> kept)
        : positions_(database, true, std::move(kept)) {}

    /// Turns to a report; reports come in ascending order. False if it keeps no places.
    [[nodiscard]] bool turn_to(Xapian::docid document);

    [[nodiscard]] const ReportPositions& positions() const { return positions_; }

private:
    ReportPositions positions_;
    Xapian::docid document_ = 0;
    bool known_ = false;
};

/// A cursor over the reports of one database, which keeps its own positions. All weights are times
/// `factor`.
[[nodiscard]] std::unique_ptr<TreeCursor> make_cursor(
    const TermTree& tree, double factor, const Xapian::Database& database,
    const std::shared_ptr<SharedPositions>& positions);

}  // namespace casebook
