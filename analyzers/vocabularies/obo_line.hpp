#pragma once

#include <string>
#include <string_view>

#include "casebook/vocabulary_import.hpp"

namespace casebook {

/// A line `tag: value` of an OBO stanza. `value` is as written, without trailing modifiers
/// (`{…}`) and comment (`! …`).
struct OboLine {
    std::string_view tag;
    std::string_view value;
};

/// Reads a line of a stanza; an empty tag if it is none.
[[nodiscard]] OboLine parse_obo_line(std::string_view line);

/// The value of a `synonym` line: `"text" SCOPE TYPE [references]`.
struct OboSynonym {
    std::string text;
    SynonymScope scope = SynonymScope::exact;
    bool scope_told = false;
    std::string_view type;      ///< `abbreviation`, `OMO:0003000`, `layperson`; empty if none
    std::string_view evidence;  ///< the first reference; empty if none
    bool well_formed = false;   ///< false if the quotes do not pair
};

[[nodiscard]] OboSynonym parse_obo_synonym(std::string_view value);

/// `text` with OBO's escapes (`\,` `\"` `\n` `\W` …) resolved.
[[nodiscard]] std::string unescape_obo(std::string_view text);

}  // namespace casebook
