#include "section_builder.hpp"

#include <iterator>

#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

void append(std::vector<Section>& sections, bool same, SectionKind kind, Language language,
            std::string_view paragraph) {
    if (same) {
        sections.back().text += "\n\n" + std::string(paragraph);
    } else {
        sections.push_back({kind, language, std::string(paragraph)});
    }
}

}  // namespace

void SectionBuilder::add(SectionKind kind, Language language, std::string_view paragraph) {
    paragraph = trimmed(paragraph);
    if (paragraph.empty()) return;
    const bool same = !parted_ && !sections_.empty() && sections_.back().kind == kind &&
                      sections_.back().language == language;
    append(sections_, same, kind, language, paragraph);
    parted_ = false;
}

void SectionBuilder::add_caption(Language language, std::string_view paragraph) {
    paragraph = trimmed(paragraph);
    if (paragraph.empty()) return;
    const bool same = !captions_.empty() && captions_.back().language == language;
    append(captions_, same, SectionKind::caption, language, paragraph);
}

std::vector<Section> SectionBuilder::take() {
    std::vector<Section> all = std::move(sections_);
    std::move(captions_.begin(), captions_.end(), std::back_inserter(all));
    sections_.clear();
    captions_.clear();
    return all;
}

}  // namespace casebook::readers
