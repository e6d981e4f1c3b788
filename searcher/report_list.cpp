#include "report_list.hpp"

#include <algorithm>

#include "casebook/impact.hpp"

namespace casebook {
namespace {

/// Calls `use` with every posting of the terms: its report and its weight.
template <typename Use>
void for_each_posting(const Xapian::Database& database, const std::vector<WeighedTerm>& terms,
                      Use use) {
    for (const WeighedTerm& term : terms) {
        const double scale = term.factor / kImpactLevels;
        const auto end = database.postlist_end(term.term);
        for (auto posting = database.postlist_begin(term.term); posting != end; ++posting)
            use(*posting, scale * posting.get_wdf());
    }
}

/// Of few postings: sorted.
void merge_few(const Xapian::Database& database, const std::vector<WeighedTerm>& terms,
               ReportList& list) {
    std::vector<std::pair<Xapian::docid, double>> postings;
    for_each_posting(database, terms, [&](Xapian::docid document, double weight) {
        postings.emplace_back(document, -weight);
    });
    std::sort(postings.begin(), postings.end());
    for (const auto& [document, negative] : postings) {
        if (!list.documents.empty() && list.documents.back() == document) continue;
        list.documents.push_back(document);
        list.weights.push_back(-negative);
    }
}

/// Of many postings: in a table of all reports.
void merge_many(const Xapian::Database& database, const std::vector<WeighedTerm>& terms,
                ReportList& list) {
    constexpr double kAbsent = -1;
    std::vector<double> best(database.get_lastdocid() + std::size_t{1}, kAbsent);
    for_each_posting(database, terms, [&](Xapian::docid document, double weight) {
        best[document] = std::max(best[document], weight);
    });
    for (std::size_t document = 1; document < best.size(); ++document) {
        if (best[document] == kAbsent) continue;
        list.documents.push_back(static_cast<Xapian::docid>(document));
        list.weights.push_back(best[document]);
    }
}

}  // namespace

ReportList merge_reports(const Xapian::Database& database, const std::vector<WeighedTerm>& terms) {
    constexpr std::size_t kSortingCosts = 16;
    std::size_t postings = 0;
    for (const WeighedTerm& term : terms)
        postings += database.get_termfreq(term.term);
    ReportList list;
    if (postings * kSortingCosts < database.get_lastdocid()) {
        merge_few(database, terms, list);
    } else {
        merge_many(database, terms, list);
    }
    for (const double weight : list.weights)
        list.greatest = std::max(list.greatest, weight);
    return list;
}

std::shared_ptr<const ReportList> ReportListCache::list_of(const Xapian::Database& database,
                                                           const std::vector<WeighedTerm>& terms) {
    std::string key;
    for (const WeighedTerm& term : terms)
        key += term.term + '\0' + std::to_string(term.factor) + '\0';
    const auto known = by_key_.find(key);
    if (known != by_key_.end()) {
        entries_.splice(entries_.begin(), entries_, known->second);
        return entries_.front().list;
    }
    auto list = std::make_shared<const ReportList>(merge_reports(database, terms));
    reports_ += list->documents.size();
    entries_.push_front({key, list});
    by_key_[std::move(key)] = entries_.begin();
    while (reports_ > kMostReports && entries_.size() > 1) {
        reports_ -= entries_.back().list->documents.size();
        by_key_.erase(entries_.back().key);
        entries_.pop_back();
    }
    return list;
}

void ReportListCache::clear() {
    entries_.clear();
    by_key_.clear();
    reports_ = 0;
}

}  // namespace casebook
