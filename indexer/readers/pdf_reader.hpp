#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/case_report.hpp"
#include "format_reader.hpp"
#include "pdf_layout.hpp"

namespace casebook::readers {

/// PDF with text (Poppler, if casebook was built with it). Pages without text, as scanners make
/// them, are no report.
[[nodiscard]] bool is_pdf(const SourceHead& head);
void read_pdf(ByteSource& source, const SourceContext& context);

/// What a PDF file holds, as far as we look.
struct PdfFile {
    std::vector<PdfPage> pages;
    std::string title;  ///< as its maker wrote it; often a file's name
    std::string author;
    std::string problem;  ///< why it cannot be read; empty if it can
};

/// Opens a PDF with Poppler; none if casebook was built without. One thread at a time.
[[nodiscard]] std::optional<PdfFile> open_pdf(std::string_view bytes);

/// The report that the words of a PDF give, without an id.
[[nodiscard]] CaseReport parse_pdf(const PdfFile& file);

}  // namespace casebook::readers
