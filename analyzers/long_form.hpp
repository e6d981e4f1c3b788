#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "lettered_text.hpp"
#include "short_form.hpp"

namespace casebook {

/// How strictly the characters of a short form must come from a long form.
enum class Strictness : std::uint8_t {
    usual,               ///< first characters of words, others inside words, strays at a price
    no_strays,           ///< a character inside a word that does not begin with one costs more
    first_of_each_word,  ///< nothing but first characters; no word of content is left out
};

/// The place in `words` where the long form of `form` begins, if all of it to the end of `words`
/// may be one: an index into its letters. The characters of `form` are found in order, the first
/// at the beginning of a word (Schwartz & Hearst 2003); of all ways to find them the best counts,
/// by what part of a word each character comes from and which words are left out. Time is linear
/// in the product of the two lengths.
[[nodiscard]] std::optional<std::size_t> find_long_form(const ShortForm& form,
                                                        const LetteredText& words,
                                                        Strictness strictness);

/// As `find_long_form`, but the long form begins with the first word of `words`, articles aside.
[[nodiscard]] std::optional<std::size_t> find_long_form_at_front(const ShortForm& form,
                                                                 const LetteredText& words,
                                                                 Strictness strictness);

/// A long form whose words begin with the letters of the short form in another order, as a short
/// form of another language has them: "imagerie par résonance magnétique (MRI)".
struct ReorderedLongForm {
    std::size_t first = 0;  ///< its first letter
    /// Its head comes first and the short form's last, and it has no function words: as good as a
    /// long form that holds one of the letters inside a word only.
    bool clear = false;
};

/// The reordered long form that the last words of content of `words` are, one for each letter of
/// `form`.
[[nodiscard]] std::optional<ReorderedLongForm> find_reordered_long_form(const ShortForm& form,
                                                                        const LetteredText& words);

}  // namespace casebook
