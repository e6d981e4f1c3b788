#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "casebook/language.hpp"

namespace casebook {

/// A place where a text says what an abbreviation stands for. Offsets are bytes of the text as
/// passed, on the boundaries of its characters; the two stretches hold text and do not overlap.
struct AbbreviationDefinition {
    std::uint32_t short_begin = 0;
    std::uint32_t short_end = 0;
    std::uint32_t long_begin = 0;
    std::uint32_t long_end = 0;

    friend bool operator==(const AbbreviationDefinition&, const AbbreviationDefinition&) = default;
};

/// The definitions of abbreviations in UTF-8 `text`, written in `language`, in the order of their
/// short forms: "acute lymphoblastic leukemia (ALL)", "ALL (acute lymphoblastic leukemia)",
/// "(acute lymphoblastic leukemia, ALL)", "ALL: acute lymphoblastic leukemia" and the like, with
/// brackets of any width. After Schwartz & Hearst 2003 (A simple algorithm for identifying
/// abbreviation definitions in biomedical text): the long form begins with the word that the
/// short form's first character is taken from. Which word that is, the best alignment tells, not
/// the nearest one. In Chinese, Japanese and Korean text the term before a bracket is a long form
/// too. A pair that the text repeats is found each time. An ill-formed byte ends a word and is
/// never an error. `text` must be shorter than 4 GiB. Takes time linear in the length of `text`.
[[nodiscard]] std::vector<AbbreviationDefinition> find_abbreviations(std::string_view text,
                                                                     Language language);

}  // namespace casebook
