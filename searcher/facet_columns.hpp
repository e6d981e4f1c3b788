#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "casebook/schema.hpp"

namespace casebook {

/// The values of one class of filter terms by document: what facets count. Made from the posting
/// lists of its terms, which are the truth.
class FacetColumn {
public:
    /// Reads every posting of the class.
    FacetColumn(const Xapian::Database& database, TermClass term_class);

    /// Spellings of the terms, ascending.
    [[nodiscard]] const std::vector<std::string>& values() const { return values_; }

    /// Numbers of the values that a document has, ascending.
    [[nodiscard]] std::span<const std::uint32_t> of(Xapian::docid document) const {
        if (document + 1 >= firsts_.size()) return {};
        return {numbers_.data() + firsts_[document], firsts_[document + 1] - firsts_[document]};
    }

    /// Memory that it takes.
    [[nodiscard]] std::size_t bytes() const;

private:
    std::vector<std::string> values_;
    std::vector<std::uint32_t> firsts_;  ///< place in `numbers_` by document, and the end
    std::vector<std::uint32_t> numbers_;
};

/// The columns of one revision of an index, made when they are first asked for. Threads may share
/// it.
class FacetColumns {
public:
    /// Columns beyond this together are made anew each time.
    static constexpr std::size_t kMostBytes = 256U << 20U;

    /// The column of a class, from `database`, which is of that revision.
    [[nodiscard]] std::shared_ptr<const FacetColumn> column(const Xapian::Database& database,
                                                            TermClass term_class);

private:
    std::mutex mutex_;
    std::map<TermClass, std::shared_ptr<const FacetColumn>> columns_;
    std::size_t bytes_ = 0;
};

}  // namespace casebook
