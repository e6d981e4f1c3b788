#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <unicode/unistr.h>

#include <limits>
#include <memory>
#include <mutex>

#include "pdf_reader.hpp"

namespace casebook::readers {
namespace {

constexpr int kMostPages = 2000;
constexpr std::size_t kMostWords = 1'000'000;

std::string utf8(const poppler::ustring& text) {
    std::u16string units(text.begin(), text.end());
    std::string out;
    icu::UnicodeString(units.data(), static_cast<std::int32_t>(units.size())).toUTF8String(out);
    return out;
}

/// Poppler prints what it finds wrong unless it is told not to.
void be_silent() {
    static std::once_flag once;
    std::call_once(
        once, [] { poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr); });
}

bool is_bold(const poppler::text_box& box) {
    const std::string font = box.has_font_info() ? box.get_font_name() : std::string();
    for (const char* word : {"Bold", "bold", "Heavy", "Black", "Demi"}) {
        if (font.find(word) != font.npos) return true;
    }
    return false;
}

PdfPage words_of(const poppler::page& page) {
    PdfPage out;
    out.height = page.page_rect().height();
    for (const poppler::text_box& box : page.text_list(poppler::page::text_list_include_font)) {
        if (box.rotation() != 0) continue;  // marks along the edge ("Downloaded from …")
        const poppler::rectf place = box.bbox();
        std::string text = utf8(box.text());
        if (text.empty()) continue;
        out.words.push_back({std::move(text), place.left(), place.top(), place.right(),
                             place.bottom(), box.has_space_after(), is_bold(box)});
    }
    return out;
}

}  // namespace

std::optional<PdfFile> open_pdf(std::string_view bytes) {
    be_silent();
    PdfFile file;
    if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        file.problem = "a PDF of more than 2 GB";
        return file;
    }
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (!document) {
        file.problem = "a damaged PDF";
        return file;
    }
    if (document->is_locked()) {
        file.problem = "a PDF that is locked with a password";
        return file;
    }
    file.title = utf8(document->get_title());
    file.author = utf8(document->get_author());
    std::size_t words = 0;
    for (int number = 0; number < std::min(document->pages(), kMostPages); ++number) {
        const std::unique_ptr<poppler::page> page(document->create_page(number));
        if (!page) continue;
        file.pages.push_back(words_of(*page));
        words += file.pages.back().words.size();
        if (words > kMostWords) {
            file.problem = "a PDF of more than " + std::to_string(kMostWords) + " words";
            break;
        }
    }
    return file;
}

}  // namespace casebook::readers
