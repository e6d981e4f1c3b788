#include "search_limit.hpp"

namespace casebook {

SearchLimit::SearchLimit(const SearchRequest& request)
    : deadline_(request.deadline), cancel_(request.cancel) {}

bool SearchLimit::reached() {
    if (was_reached_) return true;
    was_reached_ = (cancel_ != nullptr && cancel_->cancelled()) ||
                   (deadline_ && std::chrono::steady_clock::now() >= *deadline_);
    return was_reached_;
}

void LimitSource::init(const Xapian::Database& database) {
    all_ = database.get_doccount();
    last_ = database.get_lastdocid();
    document_ = 0;
    at_end_ = false;
}

void LimitSource::next(double min_weight) {
    skip_to(document_ + 1, min_weight);
}

void LimitSource::skip_to(Xapian::docid document, double) {
    if (document > document_) document_ = document;
    at_end_ = document_ > last_ || limit_.reached_by_now();
}

}  // namespace casebook
