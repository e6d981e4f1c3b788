#include "tree_cursor.hpp"

#include <algorithm>
#include <numeric>

#include "casebook/impact.hpp"

namespace casebook {
namespace {

using Cursors = std::vector<std::unique_ptr<TreeCursor>>;

class TermCursor : public TreeCursor {
public:
    TermCursor(const WeighedTerm& term, double factor, const Xapian::Database& database)
        : scale_(factor * term.factor / kImpactLevels) {
        frequency_ = database.get_termfreq(term.term);
        if (frequency_ == 0) {
            document_ = kEnd;
            return;
        }
        posting_ = database.postlist_begin(term.term);
        greatest_ = scale_ * database.get_wdf_upper_bound(term.term);
    }

    void skip_to(Xapian::docid document) override {
        if (document <= document_) return;
        posting_.skip_to(document);
        document_ = posting_ == Xapian::PostingIterator() ? kEnd : *posting_;
    }

    std::optional<double> weigh(double /*least*/) override { return scale_ * posting_.get_wdf(); }

private:
    Xapian::PostingIterator posting_;
    double scale_;
};

class ListCursor : public TreeCursor {
public:
    ListCursor(std::shared_ptr<const ReportList> list, double factor)
        : list_(std::move(list)), factor_(factor) {
        frequency_ = static_cast<Xapian::doccount>(list_->documents.size());
        greatest_ = factor_ * list_->greatest;
    }

    void skip_to(Xapian::docid document) override {
        if (document <= document_) return;
        const auto& documents = list_->documents;
        // Gallops: the next report is mostly near.
        std::size_t step = 1;
        std::size_t end = at_;
        while (end < documents.size() && documents[end] < document) {
            at_ = end + 1;
            end += step;
            step *= 2;
        }
        const auto first = documents.begin() + static_cast<std::ptrdiff_t>(at_);
        const auto last =
            documents.begin() + static_cast<std::ptrdiff_t>(std::min(end, documents.size()));
        at_ = static_cast<std::size_t>(std::lower_bound(first, last, document) - documents.begin());
        document_ = at_ < documents.size() ? documents[at_] : kEnd;
    }

    std::optional<double> weigh(double /*least*/) override { return factor_ * list_->weights[at_]; }

private:
    std::shared_ptr<const ReportList> list_;
    double factor_;
    std::size_t at_ = 0;
};

/// Held where one of the parts is.
class AnyCursor : public TreeCursor {
public:
    AnyCursor(TermTree::Kind kind, Cursors parts) : kind_(kind), parts_(std::move(parts)) {
        for (const auto& part : parts_) {
            frequency_ += part->frequency();
            greatest_ = kind_ == TermTree::Kind::sum ? greatest_ + part->greatest()
                                                     : std::max(greatest_, part->greatest());
        }
    }

    void skip_to(Xapian::docid document) override {
        Xapian::docid next = kEnd;
        for (const auto& part : parts_) {
            if (part->document() < document) part->skip_to(document);
            next = std::min(next, part->document());
        }
        document_ = next;
    }

    std::optional<double> weigh(double least) override {
        // Only of the best one can be told alone that it is too little.
        const double least_of_part = kind_ == TermTree::Kind::best ? least : 0;
        std::optional<double> weight;
        for (const auto& part : parts_) {
            if (part->document() != document_) continue;
            const std::optional<double> added = part->weigh(least_of_part);
            if (!added) continue;
            if (kind_ == TermTree::Kind::first) return added;
            if (!weight) {
                weight = added;
            } else {
                weight =
                    kind_ == TermTree::Kind::sum ? *weight + *added : std::max(*weight, *added);
            }
        }
        return weight;
    }

private:
    TermTree::Kind kind_;
    Cursors parts_;
};

/// Held where all of the parts are, and stand as a sequence says if there is one.
class AllCursor : public TreeCursor {
public:
    AllCursor(Cursors parts, std::optional<TermSequence> sequence,
              std::shared_ptr<SharedPositions> positions)
        : parts_(std::move(parts)),
          order_(parts_.size()),
          sequence_(std::move(sequence)),
          positions_(std::move(positions)) {
        std::iota(order_.begin(), order_.end(), 0);
        std::sort(order_.begin(), order_.end(), [&](std::size_t left, std::size_t right) {
            return parts_[left]->frequency() < parts_[right]->frequency();
        });
        for (const auto& part : parts_)
            greatest_ += part->greatest();
        frequency_ = parts_[order_.front()]->frequency();
    }

    void skip_to(Xapian::docid document) override {
        std::size_t agreed = 0;
        while (agreed < order_.size() && document != kEnd) {
            TreeCursor& part = *parts_[order_[agreed]];
            if (part.document() < document) part.skip_to(document);
            agreed = part.document() == document ? agreed + 1 : 0;
            document = part.document();
        }
        document_ = document;
    }

    std::optional<double> weigh(double least) override {
        double weight = 0;
        double most = greatest_;
        for (const auto& part : parts_) {
            most -= part->greatest();
            const std::optional<double> added = part->weigh(least - weight - most);
            if (!added) return std::nullopt;
            weight += *added;
        }
        if (sequence_ && (weight < least || !stands())) return std::nullopt;
        return weight;
    }

private:
    [[nodiscard]] bool stands() {
        if (!positions_->turn_to(document_)) return false;
        const ReportPositions& positions = positions_->positions();
        return stands_as(*sequence_, starts_, places_,
                         [&](std::size_t at, std::vector<std::uint32_t>& places) {
                             positions.read(sequence_->places[at].term, places);
                         });
    }

    Cursors parts_;
    std::vector<std::size_t> order_;  ///< of parts, the rarest first
    std::optional<TermSequence> sequence_;
    std::shared_ptr<SharedPositions> positions_;
    std::vector<std::uint32_t> starts_;
    std::vector<std::uint32_t> places_;
};

/// Held where the first part is; the second adds.
class RaisedCursor : public TreeCursor {
public:
    RaisedCursor(std::unique_ptr<TreeCursor> held, std::unique_ptr<TreeCursor> added)
        : held_(std::move(held)), added_(std::move(added)) {
        greatest_ = held_->greatest() + added_->greatest();
        frequency_ = held_->frequency();
    }

    void skip_to(Xapian::docid document) override {
        held_->skip_to(document);
        document_ = held_->document();
    }

    std::optional<double> weigh(double least) override {
        std::optional<double> weight = held_->weigh(least - added_->greatest());
        if (!weight) return weight;
        if (added_->document() < document_) added_->skip_to(document_);
        if (added_->document() == document_) *weight += added_->weigh(least - *weight).value_or(0);
        return weight;
    }

private:
    std::unique_ptr<TreeCursor> held_;
    std::unique_ptr<TreeCursor> added_;
};

/// Weighs every report that is held the same.
class FlatCursor : public TreeCursor {
public:
    FlatCursor(std::unique_ptr<TreeCursor> held, double weight) : held_(std::move(held)) {
        greatest_ = weight;
        frequency_ = held_->frequency();
    }

    void skip_to(Xapian::docid document) override {
        held_->skip_to(document);
        document_ = held_->document();
    }

    std::optional<double> weigh(double least) override {
        if (greatest_ < least || !held_->weigh(0)) return std::nullopt;
        return greatest_;
    }

private:
    std::unique_ptr<TreeCursor> held_;
};

}  // namespace

bool SharedPositions::turn_to(Xapian::docid document) {
    if (document != document_) {
        document_ = document;
        known_ = positions_.turn_to(document);
    }
    return known_;
}

std::unique_ptr<TreeCursor> make_cursor(const TermTree& tree, double factor,
                                        const Xapian::Database& database,
                                        const std::shared_ptr<SharedPositions>& positions) {
    using Kind = TermTree::Kind;
    const auto part = [&](std::size_t at, double part_factor) {
        return make_cursor(*tree.parts[at], part_factor, database, positions);
    };
    Cursors parts;
    switch (tree.kind) {
        case Kind::term:
            return std::make_unique<TermCursor>(tree.term, factor, database);
        case Kind::list:
            return std::make_unique<ListCursor>(tree.list, factor);
        case Kind::raised:
            return std::make_unique<RaisedCursor>(part(0, factor), part(1, factor));
        case Kind::scaled:
            return part(0, factor * tree.factor);
        case Kind::flat:
            return std::make_unique<FlatCursor>(part(0, 1), factor * tree.factor);
        case Kind::best:
        case Kind::first:
        case Kind::sum:
        case Kind::all:
        case Kind::whole:
            break;
    }
    for (std::size_t at = 0; at < tree.parts.size(); ++at)
        parts.push_back(part(at, factor));
    if (tree.kind == Kind::all || tree.kind == Kind::whole)
        return std::make_unique<AllCursor>(std::move(parts), tree.sequence, positions);
    return std::make_unique<AnyCursor>(tree.kind, std::move(parts));
}

}  // namespace casebook
