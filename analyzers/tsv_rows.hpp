#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/error.hpp"

namespace casebook {

/// Pieces of `text` between separators, empty ones kept.
inline std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> pieces;
    std::size_t begin = 0;
    for (std::size_t end = text.find(separator); end != std::string_view::npos;
         end = text.find(separator, begin)) {
        pieces.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    pieces.push_back(text.substr(begin));
    return pieces;
}

/// Calls `use` with the columns of each row of a table of `columns` columns. Empty lines and lines
/// that begin with '#' are passed over. Throws Error{invalid_argument} naming table and line where
/// the columns are not as many, or where `use` returns false.
template <typename Use>
void for_each_row(std::string_view table, std::string_view tsv, std::size_t columns, Use use) {
    std::size_t number = 0;
    for (const std::string_view line : split(tsv, '\n')) {
        ++number;
        if (line.empty() || line.front() == '#') continue;
        const std::vector<std::string_view> row = split(line, '\t');
        if (row.size() == columns && use(row)) continue;
        throw Error(ErrorCode::invalid_argument,
                    std::string(table) + ", line " + std::to_string(number) + ": expected " +
                        std::to_string(columns) +
                        " columns as the comment at the head of the table tells them");
    }
}

}  // namespace casebook
