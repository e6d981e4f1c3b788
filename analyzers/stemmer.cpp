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

}  // namespace

struct Stemmers::State {
    std::map<Language, Xapian::Stem> stemmers;
};

Stemmers::Stemmers() : state_(std::make_unique<State>()) {}
Stemmers::~Stemmers() = default;
Stemmers::Stemmers(Stemmers&&) noexcept = default;
Stemmers& Stemmers::operator=(Stemmers&&) noexcept = default;

std::string Stemmers::stem(const std::string& folded_word, Language language) {
    if (folded_word.size() < kShortestStemmed || holds_digit(folded_word)) return folded_word;
    auto found = state_->stemmers.find(language);
    if (found == state_->stemmers.end()) {
        found = state_->stemmers.emplace(language, make_stemmer(language)).first;
    }
    std::string stem = found->second(folded_word);
    return stem.empty() ? folded_word : stem;
}

}  // namespace casebook
