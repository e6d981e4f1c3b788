#include "casebook/section.hpp"

#include <algorithm>
#include <array>

namespace casebook {
namespace {

// In the order of SectionKind's values.
constexpr std::array<std::string_view, kSectionKindCount> kNames = {
    "title",   "translated_title", "keywords",    "abstract",   "introduction", "case",
    "methods", "results",          "discussion",  "conclusion", "body",         "question",
    "answer",  "caption",          "back_matter", "references", "furniture",
};

}  // namespace

std::string_view to_string(SectionKind kind) {
    return kNames.at(static_cast<std::size_t>(kind));
}

std::optional<SectionKind> parse_section_kind(std::string_view name) {
    const auto found = std::find(kNames.begin(), kNames.end(), name);
    if (found == kNames.end()) return std::nullopt;
    return static_cast<SectionKind>(found - kNames.begin());
}

}  // namespace casebook
