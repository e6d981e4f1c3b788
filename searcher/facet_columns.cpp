#include "facet_columns.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <span>
#include <type_traits>

namespace casebook {

FacetGroups plain_groups(const std::vector<std::string>& spellings) {
    FacetGroups groups{spellings, {}};
    for (std::uint32_t number = 0; number < spellings.size(); ++number)
        groups.counted_as.push_back({number});
    return groups;
}

/// The reports of each spelling, one behind another.
struct FacetColumn::Postings {
    std::vector<std::size_t> firsts;  ///< of a spelling, and the end
    std::vector<Xapian::docid> documents;
    Xapian::docid last_document = 0;
};

FacetColumn::Postings FacetColumn::read_postings(const Xapian::Database& database,
                                                 TermClass term_class,
                                                 std::vector<std::string>& spellings) {
    const std::string prefix(row_of(term_class).prefix);
    Postings postings;
    postings.last_document = database.get_lastdocid();
    const auto end = database.allterms_end(prefix);
    for (auto term = database.allterms_begin(prefix); term != end; ++term) {
        const std::string name = *term;
        spellings.push_back(name.substr(prefix.size()));
        postings.firsts.push_back(postings.documents.size());
        const auto last = database.postlist_end(name);
        for (auto posting = database.postlist_begin(name); posting != last; ++posting)
            postings.documents.push_back(*posting);
    }
    postings.firsts.push_back(postings.documents.size());
    return postings;
}

/// Calls `use` for every value, ascending, with each report that has it, once.
template <typename Use>
void FacetColumn::for_each_pair(const Postings& postings,
                                const std::vector<std::vector<std::uint32_t>>& spellings_of,
                                Use use) {
    // By report, one more than the value that it was last met with.
    std::vector<std::uint32_t> met(postings.last_document + std::size_t{1}, 0);
    for (std::uint32_t value = 0; value < spellings_of.size(); ++value) {
        for (const std::uint32_t spelling : spellings_of[value]) {
            for (std::size_t i = postings.firsts[spelling]; i < postings.firsts[spelling + 1];
                 ++i) {
                const Xapian::docid document = postings.documents[i];
                if (met[document] == value + 1) continue;
                met[document] = value + 1;
                use(document, value);
            }
        }
    }
}

/// Counted, then placed: values come in ascending order, so do each report's.
void FacetColumn::place(const Postings& postings, const FacetGroups& groups) {
    std::vector<std::vector<std::uint32_t>> spellings_of(values_.size());
    for (std::uint32_t spelling = 0; spelling < groups.counted_as.size(); ++spelling) {
        for (const std::uint32_t value : groups.counted_as[spelling])
            spellings_of[value].push_back(spelling);
    }
    firsts_.assign(postings.last_document + std::size_t{2}, 0);
    for_each_pair(postings, spellings_of, [&](Xapian::docid document, std::uint32_t value) {
        ++firsts_[document + std::size_t{1}];
        ++totals_[value];
    });
    std::partial_sum(firsts_.begin(), firsts_.end(), firsts_.begin());
    std::vector<std::uint32_t> next = firsts_;
    const auto fill = [&](auto& numbers) {
        using Number = std::remove_reference_t<decltype(numbers.front())>;
        numbers.resize(firsts_.back());
        for_each_pair(postings, spellings_of, [&](Xapian::docid document, std::uint32_t value) {
            numbers[next[document]++] = static_cast<Number>(value);
        });
    };
    if (values_.size() <= std::numeric_limits<std::uint16_t>::max()) {
        fill(narrow_);
    } else {
        fill(wide_);
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
}

/// Hands reports on by some dozens: what a few rows of a large column cost is waiting for memory,
/// and the rows of a group can be asked for together.
template <typename Number>
class FacetColumn::RowCounter {
public:
    RowCounter(const std::vector<std::uint32_t>& firsts, const std::vector<Number>& numbers,
               std::vector<std::uint32_t>& counts)
        : firsts_(firsts), numbers_(numbers), counts_(counts) {}

    void add(Xapian::docid document) {
        documents_[held_++] = document;
        __builtin_prefetch(&firsts_[document]);
        if (held_ == documents_.size()) count();
    }

    /// Counts the reports that were added.
    void count() {
        const std::span<const Xapian::docid> held(documents_.data(), held_);
        for (const Xapian::docid document : held)
            __builtin_prefetch(numbers_.data() + firsts_[document]);
        for (const Xapian::docid document : held) {
            const std::size_t last = firsts_[document + std::size_t{1}];
            for (std::size_t i = firsts_[document]; i < last; ++i)
                ++counts_[numbers_[i]];
        }
        held_ = 0;
    }

private:
    const std::vector<std::uint32_t>& firsts_;
    const std::vector<Number>& numbers_;
    std::vector<std::uint32_t>& counts_;
    std::array<Xapian::docid, 32> documents_{};
    std::size_t held_ = 0;
};

template <typename Number>
void FacetColumn::count_rows(const std::vector<Number>& numbers, const DocumentSet& documents,
                             std::vector<std::uint32_t>& counts) const {
    // Of the larger part, those are counted that are left out.
    const bool most = documents.count() > firsts_.size() / 2;
    RowCounter<Number> counter(firsts_, numbers, counts);
    const auto add = [&](Xapian::docid document) { counter.add(document); };
    if (most) {
        documents.for_each_other(add);
    } else {
        documents.for_each(add);
    }
    counter.count();
    if (!most) return;
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
