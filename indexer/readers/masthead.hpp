#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "page_layout.hpp"
#include "page_lines.hpp"

namespace casebook::readers {

/// What stands above an article's text: titles and by-lines.
struct Masthead {
    std::string title;
    std::string translated_title;
    std::vector<std::string> authors;
    std::vector<std::string> translated_authors;
    std::string journal;  ///< a line of its own above the volume
};

/// Reads the masthead of a page and places its lines in `layout`: titles and by-lines are fields,
/// affiliations back matter, the rest furniture. Of titles in two scripts, the one in the script of
/// the article's text is the title. `own_title` is the title by the page's own citation, or empty.
[[nodiscard]] Masthead read_masthead(const std::vector<PageLine>& lines, PageLayout& layout,
                                     std::string_view own_title);

}  // namespace casebook::readers
