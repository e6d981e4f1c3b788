#include "tree_source.hpp"

#include <algorithm>
#include <numeric>

namespace casebook {

TreeSource::TreeSource(std::vector<Tree> trees, std::vector<Tree> helpers, SearchLimit* limit,
                       std::shared_ptr<KeptPositions> kept)
    : trees_(std::move(trees)),
      helpers_(std::move(helpers)),
      limit_(limit),
      kept_(std::move(kept)) {}

void TreeSource::init(const Xapian::Database& database) {
    const auto positions = std::make_shared<SharedPositions>(database, kept_);
    std::vector<std::unique_ptr<TreeCursor>> cursors;
    for (const std::vector<Tree>* side : {&trees_, &helpers_}) {
        for (const Tree& tree : *side)
            cursors.push_back(make_cursor(*tree, 1, database, positions));
    }
    places_.resize(cursors.size());
    std::iota(places_.begin(), places_.end(), 0);
    std::stable_sort(places_.begin(), places_.end(), [&](std::size_t left, std::size_t right) {
        const bool helps = left >= trees_.size();
        const bool other = right >= trees_.size();
        return helps != other ? helps : cursors[left]->greatest() < cursors[right]->greatest();
    });
    cursors_.clear();
    stands_.clear();
    greatest_.clear();
    most_before_.assign(1, 0);
    most_ = 0;
    for (const std::size_t place : places_) {
        cursors_.push_back(std::move(cursors[place]));
        stands_.push_back(cursors_.back()->document());
        greatest_.push_back(cursors_.back()->greatest());
        most_before_.push_back(most_before_.back() + cursors_.back()->greatest());
        if (place < trees_.size())
            most_ = std::min(most_ + cursors_.back()->frequency(), database.get_doccount());
    }
    constexpr double kRounding = 1e-9;
    slack_ = most_before_.back() * kRounding;
    set_maxweight(most_before_.back() + slack_);
    added_.assign(cursors_.size(), 0);
    document_ = 0;
    first_finder_ = helpers_.size();
    chosen_for_ = 0;
    at_end_ = false;
}

Xapian::doccount TreeSource::get_termfreq_min() const {
    return 0;
}
Xapian::doccount TreeSource::get_termfreq_est() const {
    return most_;
}
Xapian::doccount TreeSource::get_termfreq_max() const {
    return most_;
}

bool TreeSource::at_end() const {
    return at_end_;
}
Xapian::docid TreeSource::get_docid() const {
    return document_;
}
double TreeSource::get_weight() const {
    return weight_;
}

void TreeSource::next(double min_weight) {
    find_from(document_ + 1, min_weight);
}

void TreeSource::skip_to(Xapian::docid document, double min_weight) {
    if (document > document_) find_from(document, min_weight);
}

void TreeSource::find_from(Xapian::docid document, double min_weight) {
    if (min_weight != chosen_for_) choose_finders(min_weight);
    while (true) {
        const bool ends = limit_ != nullptr && limit_->reached_by_now();
        document_ = ends ? TreeCursor::kEnd : next_found(document);
        at_end_ = document_ == TreeCursor::kEnd;
        if (at_end_ || weigh(min_weight)) return;
        document = document_ + 1;
    }
}

/// A report that the cursors before the first finder alone hold does not weigh enough.
void TreeSource::choose_finders(double min_weight) {
    chosen_for_ = min_weight;
    first_finder_ = helpers_.size();
    while (first_finder_ < cursors_.size() && most_before_[first_finder_ + 1] + slack_ < min_weight)
        ++first_finder_;
}

void TreeSource::skip_to(std::size_t cursor, Xapian::docid document) {
    cursors_[cursor]->skip_to(document);
    stands_[cursor] = cursors_[cursor]->document();
}

Xapian::docid TreeSource::next_found(Xapian::docid document) {
    Xapian::docid next = TreeCursor::kEnd;
    for (std::size_t at = first_finder_; at < stands_.size(); ++at) {
        if (stands_[at] < document) skip_to(at, document);
        next = std::min(next, stands_[at]);
    }
    return next;
}

/// What the report at which finders stand weighs at most.
double TreeSource::reachable() const {
    double most = most_before_[first_finder_] + slack_;
    for (std::size_t at = first_finder_; at < stands_.size(); ++at)
        most += stands_[at] == document_ ? greatest_[at] : 0;
    return most;
}

/// Whether the report at which finders stand is held and weighs enough; if so, `weight_` tells
/// what. Equal reports weigh the same to the last bit: what trees add is summed in one order.
bool TreeSource::weigh(double min_weight) {
    double most = reachable();
    if (most < min_weight) return false;
    bool held = false;
    for (std::size_t at = cursors_.size(); at-- > 0;) {
        const bool finds = at >= first_finder_;
        if (!finds && stands_[at] < document_) skip_to(at, document_);
        double added = 0;
        if (stands_[at] == document_) {
            const double least = min_weight - slack_ - (most - greatest_[at]);
            const std::optional<double> weight = cursors_[at]->weigh(least);
            added = weight.value_or(0);
            held = held || (weight && places_[at] < trees_.size());
            most += added - greatest_[at];
        } else if (!finds) {
            most -= greatest_[at];
        }
        added_[places_[at]] = added;
        if (most < min_weight) return false;
    }
    weight_ = std::accumulate(added_.begin(), added_.end(), 0.0);
    return held;
}

TreeSource* TreeSource::clone() const {
    return new TreeSource(trees_, helpers_, limit_, kept_);
}
std::string TreeSource::name() const {
    return "casebook::TreeSource";
}
std::string TreeSource::get_description() const {
    return "sum(" + std::to_string(trees_.size()) + " trees, " + std::to_string(helpers_.size()) +
           " that help)";
}

Xapian::Query local_query(const Way& way, SearchLimit* limit, std::shared_ptr<KeptPositions> kept) {
    const TermTree* tree = way.tree.get();
    while (tree != nullptr &&
           (tree->kind == TermTree::Kind::scaled || tree->kind == TermTree::Kind::flat))
        tree = tree->parts.front().get();
    if (tree == nullptr || tree->kind == TermTree::Kind::term) return way.query;
    return Xapian::Query((new TreeSource({way.tree}, {}, limit, std::move(kept)))->release());
}

}  // namespace casebook
