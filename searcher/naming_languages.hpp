#pragma once

#include <vector>

#include "casebook/thesaurus.hpp"

namespace casebook {

/// The languages in which words may name a concept of the thesaurus: English first, then those that
/// its terms are in. Names that are Latin or shared by all languages are read in any of them.
[[nodiscard]] std::vector<Language> naming_languages(const Thesaurus& thesaurus);

}  // namespace casebook
