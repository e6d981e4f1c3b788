#pragma once

#include <xapian.h>

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace casebook {

/// A term and what it counts.
struct WeighedTerm {
    std::string term;
    double factor = 0;  ///< weight of the greatest impact
};

/// The reports that hold one of a number of terms, each with the weight of the best: merged once,
/// in place of asking every term about every report.
struct ReportList {
    std::vector<Xapian::docid> documents;  ///< ascending
    std::vector<double> weights;
    double greatest = 0;
};

[[nodiscard]] ReportList merge_reports(const Xapian::Database& database,
                                       const std::vector<WeighedTerm>& terms);

/// Lists of one revision of an index, the last ones used: what is broad is asked for again and
/// again, already within one search. One thread at a time.
class ReportListCache {
public:
    /// The list of the terms; merges it if it is not at hand.
    [[nodiscard]] std::shared_ptr<const ReportList> list_of(const Xapian::Database& database,
                                                            const std::vector<WeighedTerm>& terms);
    void clear();

private:
    /// What is kept, at twelve bytes a report.
    static constexpr std::size_t kMostReports = 4'000'000;

    struct Entry {
        std::string key;
        std::shared_ptr<const ReportList> list;
    };
    std::list<Entry> entries_;  ///< the last used first
    std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
    std::size_t reports_ = 0;
};

}  // namespace casebook
