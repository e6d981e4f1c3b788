#pragma once

#include <xapian.h>

#include <string>
#include <unordered_map>
#include <vector>

namespace casebook {

/// Which of a few documents hold which terms. A term is looked up for all of them at once. One
/// thread at a time.
class TermPresence {
public:
    /// `database` outlives it.
    TermPresence(const Xapian::Database& database, std::vector<Xapian::docid> documents);

    /// Whether `document`, one of those, holds the term.
    [[nodiscard]] bool holds(const std::string& term, Xapian::docid document);

private:
    [[nodiscard]] std::vector<Xapian::docid> holding(const std::string& term) const;

    const Xapian::Database& database_;
    std::vector<Xapian::docid> documents_;                               ///< ascending
    std::unordered_map<std::string, std::vector<Xapian::docid>> known_;  ///< by term, ascending
};

}  // namespace casebook
