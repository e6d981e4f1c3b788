#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "casebook/schema.hpp"
#include "document_set.hpp"

namespace casebook {

/// What a facet counts: its values, and which of them each spelling of a class of terms counts for.
struct FacetGroups {
    std::vector<std::string> values;
    std::vector<std::vector<std::uint32_t>> counted_as;  ///< by the spelling's number
};

/// Makes groups of the spellings of a class of terms, which ascend.
using FacetGrouping = std::function<FacetGroups(const std::vector<std::string>& spellings)>;

/// Every spelling counts for itself.
[[nodiscard]] FacetGroups plain_groups(const std::vector<std::string>& spellings);

/// The values of a facet by report: what facets count. Made from the posting lists of a class of
/// filter terms, which are the truth.
class FacetColumn {
public:
    /// Reads every posting of the class.
    FacetColumn(const Xapian::Database& database, TermClass term_class,
                const FacetGrouping& grouping);

    [[nodiscard]] const std::vector<std::string>& values() const { return values_; }

    /// How many of `documents` have each value.
    [[nodiscard]] std::vector<std::uint32_t> count(const DocumentSet& documents) const;

    /// Calls `use` with the numbers of the values that a report has, ascending.
    template <typename Use>
    void for_each_value(Xapian::docid document, Use use) const {
        const std::size_t last = firsts_[document + std::size_t{1}];
        for (std::size_t i = firsts_[document]; i < last; ++i)
            use(narrow_.empty() ? wide_[i] : std::uint32_t{narrow_[i]});
    }

    [[nodiscard]] Xapian::docid last_document() const {
        return static_cast<Xapian::docid>(firsts_.size() - 2);
    }

    /// Memory that it takes.
    [[nodiscard]] std::size_t bytes() const;

private:
    struct Postings;
    static Postings read_postings(const Xapian::Database& database, TermClass term_class,
                                  std::vector<std::string>& spellings);
    void place(const Postings& postings, const FacetGroups& groups);

    template <typename Use>
    static void for_each_pair(const Postings& postings,
                              const std::vector<std::vector<std::uint32_t>>& spellings_of, Use use);

    template <typename Number>
    class RowCounter;

    template <typename Number>
    void count_rows(const std::vector<Number>& numbers, const DocumentSet& documents,
                    std::vector<std::uint32_t>& counts) const;

    std::vector<std::string> values_;
    std::vector<std::uint32_t> firsts_;  ///< place of a report's numbers, and the end
    std::vector<std::uint16_t> narrow_;  ///< numbers, where they are small enough
    std::vector<std::uint32_t> wide_;    ///< else
    std::vector<std::uint32_t> totals_;  ///< by value, of all reports
};

/// What facets know of one revision of an index, made when it is first asked for. Threads may share
/// it.
class FacetColumns {
public:
    /// Columns beyond this together are made anew each time.
    static constexpr std::size_t kMostBytes = 256U << 20U;

    /// Sets of reports beyond this together are forgotten, those first that were not used for
    /// long: 500 terms of an index of a million reports.
    static constexpr std::size_t kMostSetBytes = 64U << 20U;

    explicit FacetColumns(std::size_t most_set_bytes = kMostSetBytes)
        : most_set_bytes_(most_set_bytes) {}

    /// The column kept under `name`; `database` is of that revision.
    [[nodiscard]] std::shared_ptr<const FacetColumn> column(const std::string& name,
                                                            const Xapian::Database& database,
                                                            TermClass term_class,
                                                            const FacetGrouping& grouping);

    using MakeSet = std::function<DocumentSet()>;

    /// The set kept under `key`; made by `make` if it is not at hand.
    [[nodiscard]] std::shared_ptr<const DocumentSet> documents(const std::string& key,
                                                               const MakeSet& make);

private:
    struct KeptSet {
        std::string key;
        std::shared_ptr<const DocumentSet> documents;
    };

    void forget_oldest();

    const std::size_t most_set_bytes_;
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<const FacetColumn>> columns_;
    std::size_t bytes_ = 0;
    std::mutex sets_mutex_;
    std::list<KeptSet> sets_;  ///< the last used first
    std::unordered_map<std::string, std::list<KeptSet>::iterator> set_by_key_;
    std::size_t set_bytes_ = 0;
};

}  // namespace casebook
