#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "casebook/section.hpp"
#include "page_lines.hpp"

namespace casebook::readers {

/// Where the lines of a saved page belong.
struct PageLayout {
    /// For each line its section; `title`, `translated_title` and `keywords` stand for fields, none
    /// for a blank line. Masthead lines are `furniture` until `read_masthead` places them.
    std::vector<std::optional<SectionKind>> places;
    std::vector<bool> foreign;  ///< lines of a block that speaks of other articles
    std::size_t masthead_begin = 0;
    std::size_t masthead_end = 0;  ///< the first line of the article's own text
    bool question_and_answer = false;
    bool headed_text = false;  ///< the article's text begins with a heading
};

/// Arranges the lines of one page. `own_title` is the title by the page's own citation; it may be
/// empty.
[[nodiscard]] PageLayout arrange_lines(const std::vector<PageLine>& lines,
                                       std::string_view own_title);

/// The next line from `at` on that is not blank; the number of lines if there is none.
[[nodiscard]] std::size_t next_line(const std::vector<PageLine>& lines, std::size_t at);

}  // namespace casebook::readers
