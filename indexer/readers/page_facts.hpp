#pragma once

#include <optional>
#include <string>
#include <vector>

#include "citation.hpp"
#include "page_layout.hpp"
#include "page_lines.hpp"

namespace casebook::readers {

/// The title that the page gives itself under "Cite this article"; empty if it does not.
[[nodiscard]] std::string own_title(const std::vector<PageLine>& lines);

/// What the lines around an article's text say of it. Never taken from its reference list, nor from
/// blocks about other articles.
struct PageFacts {
    Citation citation;  ///< its own; year and DOI also from lines of their own
    std::string pmid;
    std::string article_type;
    std::vector<std::string> repliers;  ///< who answered, on a question-and-answer page
    std::vector<std::string> keywords;
};
[[nodiscard]] PageFacts gather_facts(const std::vector<PageLine>& lines, const PageLayout& layout);

}  // namespace casebook::readers
