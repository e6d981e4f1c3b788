#include "pdf_reader.hpp"

namespace casebook::readers {

std::optional<PdfFile> open_pdf(std::string_view /*bytes*/) {
    return std::nullopt;
}

}  // namespace casebook::readers
