#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/search.hpp"

namespace casebook {

/// What a reference says of a report, each text on one line, before a format writes it.
struct CitationFields {
    std::string id;
    std::string title;
    std::string translated_title;
    std::vector<std::string> authors;  ///< "Last, First" where known
    std::string journal;
    std::string year;
    std::string volume;
    std::string first_page;  ///< or all that is said of the pages
    std::string last_page;
    std::string doi;
    std::string pmid;
    std::vector<std::string> keywords;
    std::string abstract;
    std::string article_type;
    std::string languages;  ///< codes, "; " between two
    std::string url;
    std::vector<std::string> notes;
};

[[nodiscard]] constexpr bool is_capital(char byte) {
    return byte >= 'A' && byte <= 'Z';
}

[[nodiscard]] CitationFields citation_fields(const CaseReport& report);

/// The same, with a note on a hit that is partial.
[[nodiscard]] CitationFields citation_fields(const Hit& hit);

/// Names as reference managers sort them (casebook/citation_export.hpp).
[[nodiscard]] std::vector<std::string> sortable_names(const std::vector<std::string>& names);

/// `text` on one line: runs of white space and control characters become a space, none stays at
/// either end; ill-formed bytes become U+FFFD.
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace casebook
