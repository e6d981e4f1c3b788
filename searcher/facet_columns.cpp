#include "facet_columns.hpp"

namespace casebook {

FacetColumn::FacetColumn(const Xapian::Database& database, TermClass term_class) {
    const std::string prefix(row_of(term_class).prefix);
    std::vector<std::pair<Xapian::docid, std::uint32_t>> postings;
    const auto end = database.allterms_end(prefix);
    for (auto term = database.allterms_begin(prefix); term != end; ++term) {
        const auto number = static_cast<std::uint32_t>(values_.size());
        values_.push_back((*term).substr(prefix.size()));
        const auto last = database.postlist_end(*term);
        for (auto posting = database.postlist_begin(*term); posting != last; ++posting)
            postings.emplace_back(*posting, number);
    }
    // Counted, then placed: terms come in ascending order, so do each document's numbers.
    firsts_.assign(static_cast<std::size_t>(database.get_lastdocid()) + 2, 0);
    for (const auto& [document, number] : postings)
        ++firsts_[document + 1];
    for (std::size_t document = 1; document < firsts_.size(); ++document)
        firsts_[document] += firsts_[document - 1];
    numbers_.resize(postings.size());
    std::vector<std::uint32_t> next = firsts_;
    for (const auto& [document, number] : postings)
        numbers_[next[document]++] = number;
}

std::size_t FacetColumn::bytes() const {
    std::size_t bytes = (firsts_.size() + numbers_.size()) * sizeof(std::uint32_t);
    for (const std::string& value : values_)
        bytes += sizeof(value) + value.capacity();
    return bytes;
}

std::shared_ptr<const FacetColumn> FacetColumns::column(const Xapian::Database& database,
                                                        TermClass term_class) {
    const std::lock_guard lock(mutex_);
    if (const auto known = columns_.find(term_class); known != columns_.end()) return known->second;
    auto column = std::make_shared<const FacetColumn>(database, term_class);
    if (bytes_ + column->bytes() <= kMostBytes) {
        bytes_ += column->bytes();
        columns_.emplace(term_class, column);
    }
    return column;
}

}  // namespace casebook
