#include "sequence_source.hpp"

#include <algorithm>
#include <numeric>

#include "casebook/position_blob.hpp"
#include "casebook/schema.hpp"

namespace casebook {
namespace {

constexpr auto kPositionsSlot = static_cast<Xapian::valueno>(ValueSlot::positions);

}  // namespace

SequenceSource::SequenceSource(TermSequence sequence) : sequence_(std::move(sequence)) {}

void SequenceSource::init(const Xapian::Database& database) {
    database_ = database;
    const std::size_t count = sequence_.places.size();
    postings_.clear();
    std::vector<Xapian::doccount> frequencies;
    for (const TermSequence::Place& place : sequence_.places) {
        postings_.push_back(database.postlist_begin(place.term));
        frequencies.push_back(database.get_termfreq(place.term));
    }
    order_.resize(count);
    std::iota(order_.begin(), order_.end(), 0);
    std::sort(order_.begin(), order_.end(), [&](std::size_t left, std::size_t right) {
        return frequencies[left] < frequencies[right];
    });
    rarest_ = count == 0 ? 0 : frequencies[order_.front()];
    positions_.resize(count);
    blobs_ = database.valuestream_begin(kPositionsSlot);
    document_ = 0;
    document_matches_ = false;
    at_end_ = rarest_ == 0;
}

Xapian::doccount SequenceSource::get_termfreq_min() const {
    return 0;
}
Xapian::doccount SequenceSource::get_termfreq_est() const {
    return rarest_ / 2;
}
Xapian::doccount SequenceSource::get_termfreq_max() const {
    return rarest_;
}

void SequenceSource::next(double) {
    find_from(document_ + 1);
}

void SequenceSource::skip_to(Xapian::docid document, double) {
    if (document > document_ || !document_matches_) find_from(document);
}

bool SequenceSource::check(Xapian::docid document, double) {
    if (at_end_) return true;
    if (document <= document_) return document_matches_;
    const Xapian::docid candidate = next_with_all_terms(document);
    if (at_end_) return true;
    // A candidate beyond `document` is untested still: stay where the answer is known.
    document_ = document;
    document_matches_ = candidate == document && holds_in_order(document);
    return document_matches_;
}

bool SequenceSource::at_end() const {
    return at_end_;
}
Xapian::docid SequenceSource::get_docid() const {
    return document_;
}
SequenceSource* SequenceSource::clone() const {
    return new SequenceSource(sequence_);
}
std::string SequenceSource::name() const {
    return "casebook::SequenceSource";
}

void SequenceSource::find_from(Xapian::docid document) {
    document_matches_ = true;
    while (!at_end_) {
        document_ = next_with_all_terms(document);
        if (at_end_ || holds_in_order(document_)) return;
        document = document_ + 1;
    }
}

/// The first report from `document` on that holds every term; sets `at_end_` if there is none.
Xapian::docid SequenceSource::next_with_all_terms(Xapian::docid document) {
    std::size_t agreed = 0;
    while (agreed < order_.size()) {
        Xapian::PostingIterator& posting = postings_[order_[agreed]];
        if (posting != Xapian::PostingIterator()) posting.skip_to(document);
        if (posting == Xapian::PostingIterator()) {
            at_end_ = true;
            return document;
        }
        if (*posting == document) {
            ++agreed;
        } else {
            document = *posting;
            agreed = 0;
        }
    }
    return document;
}

bool SequenceSource::holds_in_order(Xapian::docid document) {
    blobs_.skip_to(document);
    if (blobs_ == database_.valuestream_end(kPositionsSlot) || blobs_.get_docid() != document)
        return false;
    const std::string blob = *blobs_;
    for (std::size_t place = 0; place < sequence_.places.size(); ++place) {
        if (!decode_positions(blob, sequence_.places[place].term, positions_[place])) {
            throw Xapian::DatabaseCorruptError("the positions of a report do not read back");
        }
    }
    const std::vector<std::uint32_t>& starts = positions_.front();
    return std::any_of(starts.begin(), starts.end(),
                       [&](std::uint32_t start) { return stands_at(start); });
}

bool SequenceSource::stands_at(std::uint32_t start) const {
    for (std::size_t place = 1; place < sequence_.places.size(); ++place) {
        const std::uint32_t wanted =
            start + sequence_.places[place].offset - sequence_.places.front().offset;
        if (!std::binary_search(positions_[place].begin(), positions_[place].end(), wanted))
            return false;
    }
    return true;
}

}  // namespace casebook
