#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "casebook/language.hpp"

namespace casebook {

/// Snowball stemmers by language, made on first use. One thread at a time.
class Stemmers {
public:
    Stemmers();
    ~Stemmers();
    Stemmers(Stemmers&&) noexcept;
    Stemmers& operator=(Stemmers&&) noexcept;

    /// The stem of a folded word; the word itself where it is short, holds a digit, is a Roman
    /// numeral, or its language has no stemmer.
    [[nodiscard]] std::string stem(const std::string& folded_word, Language language);

private:
    [[nodiscard]] std::string snowball(const std::string& folded_word, Language language);

    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace casebook
