#pragma once

#include <xapian.h>

#include <chrono>
#include <memory>
#include <optional>

#include "casebook/search.hpp"

namespace casebook {

/// How long one search may go on: to its deadline, or until it is cancelled. Once reached, it stays
/// so. Whoever asks and is told so leaves something out. One thread at a time.
class SearchLimit {
public:
    explicit SearchLimit(const SearchRequest& request);

    /// Whether the search must end now.
    [[nodiscard]] bool reached();

    /// The same for what asks a hundred thousand times a second: looks seldom.
    [[nodiscard]] bool reached_by_now() { return was_reached_ || (++asked_ % 32 == 0 && reached()); }

    /// Whether anyone was told that the search must end.
    [[nodiscard]] bool was_reached() const { return was_reached_; }

private:
    std::optional<std::chrono::steady_clock::time_point> deadline_;
    std::shared_ptr<const CancelToken> cancel_;
    unsigned asked_ = 0;
    bool was_reached_ = false;
};

/// Hits that a search still hands over, without snippets, when it must end.
inline constexpr std::size_t kHitsAfterLimit = 10;

/// Holds in every report until the limit is reached, then in none: ANDed to a query, it has the
/// matcher end with what it has. Weighs nothing.
class LimitSource : public Xapian::PostingSource {
public:
    /// `limit` outlives it.
    explicit LimitSource(SearchLimit& limit) : limit_(limit) {}

    Xapian::doccount get_termfreq_min() const override { return all_; }
    Xapian::doccount get_termfreq_est() const override { return all_; }
    Xapian::doccount get_termfreq_max() const override { return all_; }
    void next(double min_weight) override;
    void skip_to(Xapian::docid document, double min_weight) override;
    bool at_end() const override { return at_end_; }
    Xapian::docid get_docid() const override { return document_; }
    void init(const Xapian::Database& database) override;
    LimitSource* clone() const override { return new LimitSource(limit_); }
    std::string name() const override { return "casebook::LimitSource"; }
    std::string get_description() const override { return "limit"; }

private:
    SearchLimit& limit_;
    Xapian::doccount all_ = 0;
    Xapian::docid last_ = 0;
    Xapian::docid document_ = 0;
    bool at_end_ = false;
};

}  // namespace casebook
