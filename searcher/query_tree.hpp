#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/search.hpp"

namespace casebook {

/// A query as it was typed, taken apart. Offsets are bytes of the query.
struct QueryNode {
    enum class Kind : std::uint8_t {
        word,      ///< `text`, one word or joined words
        phrase,    ///< `text` was in quotes
        field,     ///< `field`:`text`
        sequence,  ///< children side by side: the match rule decides how many must hold
        all_of,    ///< children joined by AND
        any_of,    ///< children joined by OR
        near,      ///< children joined by NEAR
        except,    ///< one child, which must not hold
    };

    Kind kind = Kind::sequence;
    std::string text;
    std::string field;
    bool as_typed = false;  ///< `=word`
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<QueryNode> children;
    /// Of `near`: how many words apart each child and the one before may be.
    std::vector<std::uint32_t> distances;
};

struct ParsedQuery {
    QueryNode root;  ///< always a sequence; its text is all of the query
    std::vector<Diagnostic> diagnostics;
};

/// Takes a query apart. Never fails: what is malformed is read as words, with a diagnostic that
/// points at it. The grammar is in docs/query-language.md.
[[nodiscard]] ParsedQuery parse_query(std::string_view query);

/// The tree on one line, for tests and --explain: `seq(word(a) not(phrase(b c)))`.
[[nodiscard]] std::string to_string(const QueryNode& node);

}  // namespace casebook
