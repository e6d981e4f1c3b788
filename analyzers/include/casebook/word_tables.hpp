#pragma once

#include "casebook/compound_parts.hpp"
#include "casebook/particles.hpp"
#include "casebook/spelling_families.hpp"
#include "casebook/word_lists.hpp"

namespace casebook {

/// The tables that the analyzer's rules work with. A value.
struct WordTables {
    WordLists stop_words;  ///< keep their place and give no stem
    WordLists elisions;    ///< "l", "dell": dropped before an apostrophe
    WordLists
        joining_prefixes;      ///< "anti": joins the word behind it across a space, in any language
    WordLists ordinary_words;  ///< "aids": written in capitals an abbreviation and not the word
    WordLists false_friends;   ///< words whose cognates mean something else: no skeleton
    SpellingFamilies spelling_families;
    CompoundParts compound_parts;
    Particles particles;
};

}  // namespace casebook
