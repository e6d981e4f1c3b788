#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary_file.hpp"

namespace casebook {

/// A row of a table; valid during the call that gets it.
struct TableRow {
    const std::vector<std::string>& columns;
    std::uint64_t line = 0;  ///< its first
};

/// Makes rows of the lines of a tab-separated table in which a column may stand in double quotes
/// and then go over several lines, as spreadsheets write it. A quote that is no such quote (nothing
/// closes it within 64 kB, or rows would lie inside it) stands for itself.
class QuotedRows {
public:
    explicit QuotedRows(std::function<void(const TableRow&)> use) : use_(std::move(use)) {}

    void take(const VocabularyLine& line);

    /// Gives the rows that wait for a quote.
    void finish();

private:
    void start(std::uint64_t line);
    void scan(std::string_view text);
    void give_lines();

    std::function<void(const TableRow&)> use_;
    std::vector<std::string> columns_;
    std::vector<std::pair<std::uint64_t, std::string>> lines_;  ///< of the row that is open
    std::uint64_t bytes_ = 0;
    bool quoted_ = false;
    bool doubtful_ = false;
};

}  // namespace casebook
