#include "facet_columns.hpp"

#include <algorithm>
#include <limits>

namespace casebook {

FacetGroups plain_groups(const std::vector<std::string>& spellings) {
    FacetGroups groups{spellings, {}};
    for (std::uint32_t number = 0; number < spellings.size(); ++number)
        groups.counted_as.push_back({number});
    return groups;
}

/// The numbers of spellings, placed by report.
struct FacetColumn::Postings {
    std::vector<std::uint32_t> firsts;
    std::vector<std::uint32_t> numbers;
};

FacetColumn::Postings FacetColumn::read_postings(const Xapian::Database& database,
                                                 TermClass term_class,
                                                 std::vector<std::string>& spellings) {
    const std::string prefix(row_of(term_class).prefix);
    std::vector<std::pair<Xapian::docid, std::uint32_t>> postings;
    const auto end = database.allterms_end(prefix);
    for (auto term = database.allterms_begin(prefix); term != end; ++term) {
        const auto number = static_cast<std::uint32_t>(spellings.size());
        const std::string name = *term;
        spellings.push_back(name.substr(prefix.size()));
        const auto last = database.postlist_end(name);
        for (auto posting = database.postlist_begin(name); posting != last; ++posting)
            postings.emplace_back(*posting, number);
    }
    // Counted, then placed: terms come in ascending order, so do each report's numbers.
    Postings placed;
    placed.firsts.assign(static_cast<std::size_t>(database.get_lastdocid()) + 2, 0);
    for (const auto& [document, number] : postings)
        ++placed.firsts[document + std::size_t{1}];
    for (std::size_t document = 1; document < placed.firsts.size(); ++document)
        placed.firsts[document] += placed.firsts[document - 1];
    placed.numbers.resize(postings.size());
    std::vector<std::uint32_t> next = placed.firsts;
    for (const auto& [document, number] : postings)
        placed.numbers[next[document]++] = number;
    return placed;
}

/// Each report's values, every one once.
void FacetColumn::place(const Postings& postings, const FacetGroups& groups) {
    const bool small = values_.size() <= std::numeric_limits<std::uint16_t>::max();
    std::vector<std::uint32_t> row;
    firsts_.assign(postings.firsts.size(), 0);
    for (std::size_t document = 0; document + 1 < postings.firsts.size(); ++document) {
        row.clear();
        for (std::size_t i = postings.firsts[document]; i < postings.firsts[document + 1]; ++i) {
            const std::vector<std::uint32_t>& all = groups.counted_as[postings.numbers[i]];
            row.insert(row.end(), all.begin(), all.end());
        }
        std::sort(row.begin(), row.end());
        row.erase(std::unique(row.begin(), row.end()), row.end());
        for (const std::uint32_t number : row) {
            ++totals_[number];
            if (small) {
                narrow_.push_back(static_cast<std::uint16_t>(number));
            } else {
                wide_.push_back(number);
            }
        }
        firsts_[document + 1] = firsts_[document] + static_cast<std::uint32_t>(row.size());
    }
}

FacetColumn::FacetColumn(const Xapian::Database& database, TermClass term_class,
                         const FacetGrouping& grouping) {
    std::vector<std::string> spellings;
    const Postings postings = read_postings(database, term_class, spellings);
    FacetGroups groups = grouping(spellings);
    values_ = std::move(groups.values);
    totals_.assign(values_.size(), 0);
    place(postings, groups);
    narrow_.shrink_to_fit();
    wide_.shrink_to_fit();
}

template <typename Number>
void FacetColumn::count_rows(const std::vector<Number>& numbers, const DocumentSet& documents,
                             std::vector<std::uint32_t>& counts) const {
    // Of the larger part, those are counted that are left out.
    const bool most = documents.count() > firsts_.size() / 2;
    const auto add = [&](Xapian::docid document) {
        const std::size_t last = firsts_[document + std::size_t{1}];
        for (std::size_t i = firsts_[document]; i < last; ++i)
            ++counts[numbers[i]];
    };
    if (!most) {
        documents.for_each(add);
        return;
    }
    documents.for_each_other(add);
    for (std::size_t value = 0; value < counts.size(); ++value)
        counts[value] = totals_[value] - counts[value];
}

std::vector<std::uint32_t> FacetColumn::count(const DocumentSet& documents) const {
    std::vector<std::uint32_t> counts(values_.size(), 0);
    if (narrow_.empty()) {
        count_rows(wide_, documents, counts);
    } else {
        count_rows(narrow_, documents, counts);
    }
    return counts;
}

std::size_t FacetColumn::bytes() const {
    std::size_t bytes = (firsts_.size() + wide_.size() + totals_.size()) * sizeof(std::uint32_t) +
                        narrow_.size() * sizeof(std::uint16_t);
    for (const std::string& value : values_)
        bytes += sizeof(value) + value.capacity();
    return bytes;
}

std::shared_ptr<const FacetColumn> FacetColumns::column(const std::string& name,
                                                        const Xapian::Database& database,
                                                        TermClass term_class,
                                                        const FacetGrouping& grouping) {
    const std::lock_guard lock(mutex_);
    if (const auto known = columns_.find(name); known != columns_.end()) return known->second;
    auto column = std::make_shared<const FacetColumn>(database, term_class, grouping);
    if (bytes_ + column->bytes() <= kMostBytes) {
        bytes_ += column->bytes();
        columns_.emplace(name, column);
    }
    return column;
}

std::shared_ptr<const DocumentSet> FacetColumns::documents(const std::string& key,
                                                           const MakeSet& make) {
    {
        const std::lock_guard lock(sets_mutex_);
        if (const auto known = set_by_key_.find(key); known != set_by_key_.end()) {
            sets_.splice(sets_.begin(), sets_, known->second);
            return sets_.front().documents;
        }
    }
    // Made without the lock: two threads may make the same one, and either will do.
    auto documents = std::make_shared<const DocumentSet>(make());
    const std::lock_guard lock(sets_mutex_);
    if (set_by_key_.contains(key)) return documents;
    sets_.push_front({key, documents});
    set_by_key_[key] = sets_.begin();
    set_bytes_ += documents->bytes();
    forget_oldest();
    return documents;
}

void FacetColumns::forget_oldest() {
    while (set_bytes_ > most_set_bytes_ && !sets_.empty()) {
        set_bytes_ -= sets_.back().documents->bytes();
        set_by_key_.erase(sets_.back().key);
        sets_.pop_back();
    }
}

}  // namespace casebook
