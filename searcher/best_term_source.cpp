#include "best_term_source.hpp"

#include <algorithm>

#include "casebook/impact.hpp"

namespace casebook {

BestTermSource::BestTermSource(std::vector<WeighedTerm> terms) : terms_(std::move(terms)) {}

bool BestTermSource::is_later(const Stream& left, const Stream& right) {
    return left.document > right.document;
}

void BestTermSource::init(const Xapian::Database& database) {
    streams_.clear();
    rarest_ = 0;
    most_ = 0;
    document_ = 0;
    double greatest = 0;
    for (const WeighedTerm& term : terms_) {
        const Xapian::doccount frequency = database.get_termfreq(term.term);
        if (frequency == 0) continue;
        rarest_ = std::max(rarest_, frequency);
        most_ += frequency;
        const double scale = term.factor / kImpactLevels;
        greatest = std::max(greatest, scale * database.get_wdf_upper_bound(term.term));
        streams_.push_back({database.postlist_begin(term.term), scale, 0});
        streams_.back().document = *streams_.back().posting;
    }
    most_ = std::min(most_, database.get_doccount());
    set_maxweight(greatest);
    std::make_heap(streams_.begin(), streams_.end(), is_later);
    at_end_ = streams_.empty();
}

Xapian::doccount BestTermSource::get_termfreq_min() const {
    return rarest_;
}
Xapian::doccount BestTermSource::get_termfreq_est() const {
    return rarest_ + (most_ - rarest_) / 2;
}
Xapian::doccount BestTermSource::get_termfreq_max() const {
    return most_;
}

bool BestTermSource::at_end() const {
    return at_end_;
}
Xapian::docid BestTermSource::get_docid() const {
    return document_;
}
double BestTermSource::get_weight() const {
    return weight_;
}

void BestTermSource::next(double) {
    find_from(document_ + 1);
}

void BestTermSource::skip_to(Xapian::docid document, double) {
    if (document > document_) find_from(document);
}

/// Turns to the first report from `document` on that holds a term.
void BestTermSource::find_from(Xapian::docid document) {
    while (!streams_.empty() && streams_.front().document < document) {
        std::pop_heap(streams_.begin(), streams_.end(), is_later);
        Stream& stream = streams_.back();
        stream.posting.skip_to(document);
        if (stream.posting == Xapian::PostingIterator()) {
            streams_.pop_back();
            continue;
        }
        stream.document = *stream.posting;
        std::push_heap(streams_.begin(), streams_.end(), is_later);
    }
    at_end_ = streams_.empty();
    if (!at_end_) weigh();
}

/// Weighs the report at hand by the best of the terms that it holds.
void BestTermSource::weigh() {
    document_ = streams_.front().document;
    weight_ = 0;
    auto rest = streams_.end();
    while (rest != streams_.begin() && streams_.front().document == document_) {
        weight_ = std::max(weight_, streams_.front().scale * streams_.front().posting.get_wdf());
        std::pop_heap(streams_.begin(), rest, is_later);
        --rest;
    }
    while (rest != streams_.end())
        std::push_heap(streams_.begin(), ++rest, is_later);
}

BestTermSource* BestTermSource::clone() const {
    return new BestTermSource(terms_);
}
std::string BestTermSource::name() const {
    return "casebook::BestTermSource";
}
std::string BestTermSource::get_description() const {
    constexpr std::size_t kShown = 16;
    std::string description = "best(";
    for (std::size_t at = 0; at < std::min(kShown, terms_.size()); ++at)
        description += (at > 0 ? " " : "") + terms_[at].term;
    if (terms_.size() > kShown)
        description += " and " + std::to_string(terms_.size() - kShown) + " more";
    return description + ")";
}

}  // namespace casebook
