#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook::readers {

/// What a line says of where an article appeared; what it does not say is empty.
struct Citation {
    std::vector<std::string> authors;
    std::string title;
    std::string journal;
    std::optional<int> year;
    std::string volume;
    std::string pages;
    std::string doi;
};

/// Reads the line as a citation, in any of the forms that publishers use of their own articles:
/// "Yoshi, A. et al. Title. Int J X 77, 277–281 (2003). https://doi.org/…", "Korean J X 2003;
/// 38(2): 131-135", ", Volume 80, Issue 3, pp 246–249", "X volume 6, Article number: 12 (2012)",
/// "2003年 44巻 5号 p. 321-326", … None if the line is no citation.
[[nodiscard]] std::optional<Citation> parse_citation(std::string_view line);

/// The first DOI in `line`, normalised; empty if there is none.
[[nodiscard]] std::string find_doi(std::string_view line);

/// A line of dates, such as "Published online June 30, 2003" or "Received: 1 May 2003".
struct DateLine {
    bool published = false;  ///< of publication, not of receipt or revision
    std::optional<int> year;
};
[[nodiscard]] std::optional<DateLine> parse_date_line(std::string_view line);

/// Whether the line is a copyright notice ("© 2004 The Society", "Copyright © …").
[[nodiscard]] bool is_copyright_line(std::string_view line);

/// The year of an article's copyright notice; none for a site's, which names a span of years or
/// licensors.
[[nodiscard]] std::optional<int> copyright_year(std::string_view line);

/// "case report" for "Case Reports" or "症例報告", …: the article types that journals print above a
/// title. None for any other line.
[[nodiscard]] std::optional<std::string> parse_article_type(std::string_view line);

}  // namespace casebook::readers
