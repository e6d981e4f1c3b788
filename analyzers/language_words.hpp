#pragma once

#include <string_view>

#include "casebook/language.hpp"

namespace casebook {

/// How the words of a text vote on its language.
struct WordVotes {
    Language first;      ///< has the most votes; undetermined if no language has more than another
    bool clear = false;  ///< by so much that the text need not be long
};

/// Lets the function words and word endings of a text in Latin letters vote. Tells short texts, for
/// which statistics of letters are too thin.
[[nodiscard]] WordVotes count_word_votes(std::string_view text);

/// Whether words vote for that language.
[[nodiscard]] bool has_word_votes(Language language);

}  // namespace casebook
