#pragma once

#include <string_view>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/searcher.hpp"
#include "searcher/handle_pool.hpp"
#include "temporary_folder.hpp"

namespace casebook {

/// Asks a small index anything, and checks what is promised of every question and answer. One
/// thread at a time.
class QueryProbe {
public:
    /// Makes the index in a temporary folder.
    QueryProbe();

    /// `query` taken apart, read, compiled and asked under two match rules. Throws BrokenInvariant
    /// naming the promise that does not hold.
    void check(std::string_view query);

private:
    void check_reading(std::string_view query);
    void check_answer(std::string_view query, MatchRule match) const;

    TemporaryFolder folder_;
    HandlePool pool_;
    Searcher searcher_;
    AnalysisBuffer buffer_;
};

}  // namespace casebook
