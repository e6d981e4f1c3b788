#include "stemmer.hpp"

#include <xapian.h>

#include <algorithm>

namespace casebook {
namespace {

constexpr std::size_t kShortestStemmed = 3;

Xapian::Stem make_stemmer(Language language) {
    try {
        return Xapian::Stem(std::string(language.code()));
    } catch (const Xapian::InvalidArgumentError&) {
        return Xapian::Stem();  // no Snowball algorithm for this language: words stay as they are
    }
}

bool holds_digit(std::string_view word) {
    return std::any_of(word.begin(), word.end(),
                       [](char byte) { return byte >= '0' && byte <= '9'; });
}

/// Roman numerals are names: a stemmer would cut VIII to VII.
bool is_roman_numeral(std::string_view word) {
    return word.find_first_not_of("ivx") == std::string_view::npos;
}

/// An Arabic word without the article and the conjunctions and prepositions that are written with
/// it, where three letters are left (prefixes of Larkey, Ballesteros & Connell 2007, "light10").
std::string without_arabic_prefix(const std::string& word) {
    constexpr std::size_t kShortestRest = 6;  // bytes
    for (const std::string_view prefix : {"وال", "بال", "كال", "فال", "لل", "ال"}) {
        if (word.starts_with(prefix) && word.size() >= prefix.size() + kShortestRest)
            return word.substr(prefix.size());
    }
    return word;
}

}  // namespace

struct Stemmers::State {
    std::map<Language, Xapian::Stem> stemmers;
};

Stemmers::Stemmers() : state_(std::make_unique<State>()) {}
Stemmers::~Stemmers() = default;
Stemmers::Stemmers(Stemmers&&) noexcept = default;
Stemmers& Stemmers::operator=(Stemmers&&) noexcept = default;

std::string Stemmers::stem(const std::string& folded_word, Language language) {
    if (folded_word.size() < kShortestStemmed || holds_digit(folded_word) ||
        is_roman_numeral(folded_word)) {
        return folded_word;
    }
    if (language == Language::of("ar"))
        return snowball(without_arabic_prefix(folded_word), language);
    return snowball(folded_word, language);
}

std::string Stemmers::snowball(const std::string& folded_word, Language language) {
    auto found = state_->stemmers.find(language);
    if (found == state_->stemmers.end()) {
        found = state_->stemmers.emplace(language, make_stemmer(language)).first;
    }
    std::string stem = found->second(folded_word);
    return stem.empty() ? folded_word : stem;
}

}  // namespace casebook
