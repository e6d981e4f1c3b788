#pragma once

#include <cstddef>
#include <string_view>

#include "casebook/language.hpp"
#include "lettered_text.hpp"

namespace casebook {

/// The term of Chinese, Japanese or Korean text that ends at `span.end` and begins inside `span`;
/// empty if there is none. Where it begins, no spaces tell: in Japanese a run of kanji and katakana
/// ends at the particle before it, in Chinese at a function word or a common verb, in Korean the
/// words before are taken up to one with a particle.
[[nodiscard]] TextSpan find_native_term(std::string_view text, TextSpan span, Language language);

}  // namespace casebook
