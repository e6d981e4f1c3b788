#pragma once

#include <string_view>

#include "casebook/language.hpp"

namespace casebook {

/// Whether a word may stand between those of a name and the name still means what it does: whose it
/// is, which side, how severe, how far gone ("carcinoma of her left breast", "rotura completa del
/// tendón"). A name that has the word itself is another, and goes before. Folded; only in
/// languages whose words are known.
[[nodiscard]] bool is_passing_word(std::string_view folded, Language language);

/// Whether a word tells left or right. Folded.
[[nodiscard]] bool is_side(std::string_view folded, Language language);

/// Whether a word may join the words of a name that is turned round, beside those of
/// is_linking_word: "abscess in the liver", "vaccination against measles". Folded.
[[nodiscard]] bool is_joining_word(std::string_view folded, Language language);

}  // namespace casebook
