#pragma once

#include <string>
#include <vector>

namespace casebook::readers {

/// A word as it stands on a page; lengths in points from the page's upper left corner.
struct PdfWord {
    std::string text;
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    bool space_after = true;
    bool bold = false;
};

struct PdfPage {
    double height = 0;
    std::vector<PdfWord> words;  ///< in reading order, column by column
};

/// A paragraph without line breaks and hyphens at line ends.
struct PdfParagraph {
    std::string text;
    double size = 0;  ///< height of its words
    std::size_t page = 0;
};

struct PdfText {
    std::vector<PdfParagraph> paragraphs;
    std::vector<std::string> running;  ///< what repeats at the edges of pages, each once
};

/// Puts the words of pages together to lines and paragraphs. Lines at the top and bottom of pages
/// that repeat but for their numbers are set apart, page numbers dropped. A paragraph may go on in
/// the next column or page. A hyphen at a line's end goes, unless the same word stands with its
/// hyphen elsewhere in the document, or what stands before it is no word part ("T-", "IL-2-").
[[nodiscard]] PdfText lay_out(const std::vector<PdfPage>& pages);

}  // namespace casebook::readers
