#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "casebook/language.hpp"

namespace casebook {

/// What a part of a report is. Stored; never renumber.
enum class SectionKind : std::uint8_t {
    title = 0,
    translated_title = 1,
    keywords = 2,
    abstract = 3,
    introduction = 4,
    case_presentation = 5,
    methods = 6,
    results = 7,
    discussion = 8,
    conclusion = 9,
    body = 10,  ///< text under no heading that we know
    question = 11,
    answer = 12,
    caption = 13,
    back_matter = 14,  ///< acknowledgements, funding, affiliations, consent
    references = 15,
    furniture = 16,  ///< what the publisher's site put around the report; neither ranks nor shows
};

inline constexpr std::size_t kSectionKindCount = 17;

/// The name used in JSON: "abstract", "case", "references", …
[[nodiscard]] std::string_view to_string(SectionKind kind);

/// The kind that `name` stands for, as `to_string` writes it; none for any other word.
[[nodiscard]] std::optional<SectionKind> parse_section_kind(std::string_view name);

/// Whether the section is the report's own text: what ranks, is highlighted and decides a match.
[[nodiscard]] constexpr bool is_own_text(SectionKind kind) {
    return kind != SectionKind::references && kind != SectionKind::furniture;
}

/// One part of a report. `text` is UTF-8 as it was read; every offset into it is in bytes.
struct Section {
    SectionKind kind = SectionKind::body;
    Language language;
    std::string text;

    friend bool operator==(const Section&, const Section&) = default;
};

}  // namespace casebook
