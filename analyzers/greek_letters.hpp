#pragma once

#include <string_view>

namespace casebook {

/// The name of the Greek letter that `text` is, upper or lower case, with or without marks, the
/// micro sign included: "alpha". Empty for anything else.
[[nodiscard]] std::string_view greek_letter_name(std::string_view text);

/// Whether a folded word is the name of a Greek letter that tells kinds of molecules apart.
[[nodiscard]] bool is_greek_letter_name(std::string_view folded_word);

}  // namespace casebook
