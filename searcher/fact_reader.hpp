#pragma once

#include <xapian.h>

#include "casebook/search.hpp"
#include "casebook/thesaurus.hpp"

namespace casebook {

/// The facts that the index keeps of a report, with labels from its thesaurus.
[[nodiscard]] HitFacts facts_of(const Xapian::Document& document, const Thesaurus& thesaurus);

}  // namespace casebook
