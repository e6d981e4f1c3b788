#pragma once

#include <string_view>

namespace casebook {

/// Whether two folded words differ by parts of words that are nearly alike and mean different
/// things, so that neither is a misspelling of the other: macrocytic and microcytic, colectomy and
/// colostomy, ureter and urethra. Our own table; the meetings that tests/analyzers/data/never.tsv
/// forbids are where it comes from.
[[nodiscard]] bool are_contrasts(std::string_view word, std::string_view other);

}  // namespace casebook
