#include "positional_source.hpp"

#include <algorithm>
#include <numeric>

#include "casebook/position_blob.hpp"
#include "casebook/schema.hpp"

namespace casebook {
namespace {

constexpr auto kPositionsSlot = static_cast<Xapian::valueno>(ValueSlot::positions);

}  // namespace

ReportPositions::ReportPositions(const Xapian::Database& database, bool own,
                                 std::shared_ptr<KeptPositions> kept)
    : database_(database), own_(own), kept_(std::move(kept)) {
    if (own_) blobs_ = database_.valuestream_begin(kPositionsSlot);
}

bool ReportPositions::turn_to(Xapian::docid document) {
    document_ = document;
    if (!own_) return true;
    if (kept_ != nullptr) {
        if (const auto known = kept_->find(document)) {
            blob_ = *known;
            return true;
        }
    }
    blobs_.skip_to(document);
    if (blobs_ == database_.valuestream_end(kPositionsSlot) || blobs_.get_docid() != document)
        return false;
    read_ = *blobs_;
    blob_ = read_;
    if (kept_ != nullptr) kept_->keep(document, read_);
    return true;
}

void ReportPositions::read(const std::string& term, std::vector<std::uint32_t>& places) const {
    if (own_) {
        if (!decode_positions(blob_, term, places))
            throw Xapian::DatabaseCorruptError("the positions of a report do not read back");
        return;
    }
    places.assign(database_.positionlist_begin(document_, term),
                  database_.positionlist_end(document_, term));
}

PositionalSource::PositionalSource(std::vector<Group> groups, bool own_positions,
                                   std::shared_ptr<KeptPositions> kept)
    : groups_(std::move(groups)), own_positions_(own_positions), kept_(std::move(kept)) {}

void PositionalSource::init(const Xapian::Database& database) {
    positions_ = ReportPositions(database, own_positions_, kept_);
    streams_.clear();
    for (const Group& group : groups_) {
        Stream& stream = streams_.emplace_back();
        for (const std::string& term : group) {
            stream.postings.push_back(database.postlist_begin(term));
            stream.frequency += database.get_termfreq(term);
        }
        stream.frequency = std::min(stream.frequency, database.get_doccount());
    }
    order_.resize(groups_.size());
    std::iota(order_.begin(), order_.end(), 0);
    std::sort(order_.begin(), order_.end(), [&](std::size_t left, std::size_t right) {
        return streams_[left].frequency < streams_[right].frequency;
    });
    document_ = 0;
    document_matches_ = false;
    at_end_ = get_termfreq_max() == 0;
}

Xapian::doccount PositionalSource::get_termfreq_min() const {
    return 0;
}
Xapian::doccount PositionalSource::get_termfreq_est() const {
    return get_termfreq_max() / 2;
}
Xapian::doccount PositionalSource::get_termfreq_max() const {
    return order_.empty() ? 0 : streams_[order_.front()].frequency;
}

void PositionalSource::next(double) {
    find_from(document_ + 1);
}

void PositionalSource::skip_to(Xapian::docid document, double) {
    if (document > document_ || !document_matches_) find_from(document);
}

bool PositionalSource::check(Xapian::docid document, double) {
    if (at_end_) return true;
    if (document <= document_) return document_matches_;
    const Xapian::docid candidate = next_with_all_groups(document);
    if (at_end_) return true;
    // A candidate beyond `document` is untested still: stay where the answer is known.
    document_ = document;
    document_matches_ = candidate == document && holds_at(document);
    return document_matches_;
}

bool PositionalSource::at_end() const {
    return at_end_;
}
Xapian::docid PositionalSource::get_docid() const {
    return document_;
}

void PositionalSource::read_places(std::size_t group, std::size_t term,
                                   std::vector<std::uint32_t>& places) {
    places.clear();
    Xapian::PostingIterator& posting = streams_[group].postings[term];
    if (posting == Xapian::PostingIterator()) return;
    posting.skip_to(document_);
    if (posting != Xapian::PostingIterator() && *posting == document_)
        positions_.read(groups_[group][term], places);
}

Xapian::docid PositionalSource::Stream::skip_to(Xapian::docid document) {
    Xapian::docid first = 0;
    for (Xapian::PostingIterator& posting : postings) {
        if (posting == Xapian::PostingIterator()) continue;
        posting.skip_to(document);
        if (posting == Xapian::PostingIterator()) continue;
        if (first == 0 || *posting < first) first = *posting;
        if (first == document) break;
    }
    return first;
}

void PositionalSource::find_from(Xapian::docid document) {
    document_matches_ = true;
    while (!at_end_) {
        document_ = next_with_all_groups(document);
        if (at_end_ || holds_at(document_)) return;
        document = document_ + 1;
    }
}

/// The first report from `document` on that holds a term of every group; sets `at_end_` if there is
/// none.
Xapian::docid PositionalSource::next_with_all_groups(Xapian::docid document) {
    std::size_t agreed = 0;
    while (agreed < order_.size()) {
        const Xapian::docid next = streams_[order_[agreed]].skip_to(document);
        if (next == 0) {
            at_end_ = true;
            return document;
        }
        agreed = next == document ? agreed + 1 : 0;
        document = next;
    }
    return document;
}

bool PositionalSource::holds_at(Xapian::docid document) {
    document_ = document;
    return positions_.turn_to(document) && holds();
}

}  // namespace casebook
