#pragma once

#include <string>
#include <string_view>

#include "casebook/case_report.hpp"
#include "casebook/section_splitter.hpp"
#include "furniture.hpp"

namespace casebook::readers {

/// Reads the text of an article's or a question's web page, as a browser saves it. Rules look at
/// layout and phrases, not at one site. Immutable; threads may share it.
class PageReader {
public:
    PageReader(HeadingTable headings, FurnitureTable furniture)
        : headings_(std::move(headings)), furniture_(std::move(furniture)) {}

    /// Whether `text` shows the marks of a saved page: phrases of a site, link rows, citation
    /// lines, copyright and dates. At least three different ones, in its first and last 32 kB.
    [[nodiscard]] bool recognizes(std::string_view text) const;

    /// The report that well-formed UTF-8 `page` holds, without an id. Every line stands in a field
    /// or a section: references one a line in `references`; what belongs to the site, headings that
    /// their section's kind repeats, citation lines and second copies in one `furniture` section at
    /// the end. Languages are left undetermined.
    [[nodiscard]] CaseReport parse(std::string_view page) const;

private:
    HeadingTable headings_;
    FurnitureTable furniture_;
};

}  // namespace casebook::readers
