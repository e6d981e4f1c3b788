#include "stemmer.hpp"

#include <xapian.h>

#include <algorithm>
#include <array>

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

template <std::size_t kCount>
bool ends_with_any(std::string_view word, const std::array<std::string_view, kCount>& endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [word](std::string_view ending) { return word.ends_with(ending); });
}

/// The singular of inflammations whose plural is Greek, which Snowball does not know: vasculitides
/// in English, Sinusitiden in German; any other word as it is.
std::string singular_of_inflammation(const std::string& word, Language language) {
    const std::string_view plural = language == Language::of("en")   ? "itides"
                                    : language == Language::of("de") ? "itiden"
                                                                     : "";
    if (plural.empty() || !word.ends_with(plural)) return word;
    return word.substr(0, word.size() - plural.size()) + "itis";
}

/// Whether a Russian word without its case is a medical noun that looks inflected still: Snowball
/// would cut холецистит as a verb and леветирацетам as a plural. Of words in -ит most are
/// inflammations; the others are verbs such as приводит and зависит.
bool is_russian_noun(std::string_view word) {
    static constexpr std::array<std::string_view, 38> kNouns{
        "синдром",  "симптом",  "перелом", "карцином", "сарком", "гематом",   "лимфом", "миелом",
        "меланом",  "аденом",   "ангиом",  "бластом",  "фибром", "липом",     "миом",   "неврином",
        "глауком",  "гранулем", "цетам",   "зепам",    "золам",  "пенем",     "април",  "иприл",
        "ноприл",   "доприл",   "топрил",  "памил",    "фетил",  "профен",    "клофен", "сифен",
        "аллерген", "иноген",   "сартан",  "флуран",   "флюран", "канцероген"};
    static constexpr std::array<std::string_view, 19> kVerbs{
        "одит",  "волит",   "авит",  "висит", "носит", "росит",   "высит",
        "низит", "говорит", "ширит", "розит", "уднит", "твердит", "тоит",
        "чит",   "жит",     "шит",   "щит",   "мнит"};
    constexpr std::size_t kShortest = 10;  // bytes: колит
    if (ends_with_any(word, kNouns)) return true;
    return word.size() >= kShortest && word.ends_with("ит") && !ends_with_any(word, kVerbs);
}

/// The stem of such a noun in any case; empty for other words.
std::string_view russian_noun_stem(std::string_view word) {
    static constexpr std::array<std::string_view, 12> kCases{"ами", "ам", "ах", "ов", "ом", "ой",
                                                             "ою",  "а",  "у",  "е",  "ы",  ""};
    for (const std::string_view ending : kCases) {
        if (!word.ends_with(ending)) continue;
        const std::string_view stem = word.substr(0, word.size() - ending.size());
        if (is_russian_noun(stem)) return stem;
    }
    return {};
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
    if (language == Language::of("ru")) {
        if (const std::string_view stem = russian_noun_stem(folded_word); !stem.empty())
            return std::string(stem);
    }
    return snowball(singular_of_inflammation(folded_word, language), language);
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
