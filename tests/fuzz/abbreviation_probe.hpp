#pragma once

#include <string_view>

namespace casebook {

/// Looks for definitions of abbreviations in any bytes, and checks what is promised of those found.
class AbbreviationProbe {
public:
    /// The first byte picks a language, the rest is the text. Throws BrokenInvariant naming the
    /// promise that does not hold.
    void check(std::string_view input);
};

}  // namespace casebook
