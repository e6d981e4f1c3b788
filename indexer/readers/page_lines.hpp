#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/section_splitter.hpp"
#include "furniture.hpp"

namespace casebook::readers {

/// What a line of a saved page is, seen by itself, whatever the site.
enum class LineKind {
    blank,
    other,     ///< short text: a title, a name, a menu entry, …
    prose,     ///< sentences
    heading,   ///< of a section; also an article type that reads as one ("Case report")
    keywords,  ///< a label and the keywords behind it
    caption,   ///< of a figure or table
    furniture,
    block,   ///< opens a block of furniture
    cite,    ///< opens the block that cites the article itself
    links,   ///< beside a reference
    marker,  ///< "1. 1.": the number of a reference alone on its line
    citation,
    date,
    copyright,
    doi,
    article_type,
    affiliation,
    asked,    ///< who asked, and when, on a question-and-answer page
    replied,  ///< "Dr. X reply …"
};

struct PageLine {
    std::string_view text;  ///< trimmed and without its bullet
    std::size_t begin = 0;  ///< of the line in the page
    std::size_t end = 0;    ///< of the line in the page, before its line end
    LineKind kind = LineKind::blank;
    bool bullet = false;
    std::optional<Heading> heading;  ///< for `heading` and `keywords`, and prose behind "Abstract:"
    std::optional<std::string> article_type;
    std::string_view label_rest;  ///< what stands behind an inline label
};

/// `page` as lines, each classified. Views point into `page`.
[[nodiscard]] std::vector<PageLine> classify_lines(std::string_view page,
                                                   const HeadingTable& headings,
                                                   const FurnitureTable& furniture);

/// The one who answered, of a `replied` line; empty if the line names nobody.
[[nodiscard]] std::string parse_replier(std::string_view line);

}  // namespace casebook::readers
