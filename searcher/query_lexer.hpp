#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "casebook/search.hpp"

namespace casebook {

struct QueryToken {
    enum class Kind : std::uint8_t {
        word,
        phrase,
        field,
        minus,
        exact,
        open,
        close,
        and_,
        or_,
        not_,
        near  ///< `text` is the distance in digits, or empty
    };

    Kind kind = Kind::word;
    std::string_view text;  ///< a view into the query; a field's name, a phrase without its quotes
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Words and signs of a query that are read.
inline constexpr std::size_t kMostTokens = 1000;

/// The tokens of a query; what cannot be understood becomes words and a diagnostic.
[[nodiscard]] std::vector<QueryToken> lex_query(std::string_view query,
                                                std::vector<Diagnostic>& diagnostics);

}  // namespace casebook
