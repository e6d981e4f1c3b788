#include "thesaurus/spelling.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "thesaurus/word_steps.hpp"

namespace casebook {
namespace {

/// What may differ between inflected forms of an English word: plurals, Greek and Latin ones too,
/// and the forms of verbs.
bool is_english_ending(std::string_view ending) {
    static constexpr std::array<std::string_view, 22> kEndings{
        "",   "s",  "es", "e", "y",  "ies", "ied", "d",    "ed", "ing", "a",
        "ae", "um", "us", "i", "is", "on",  "x",   "ices", "ex", "ix",  "ata"};
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_romance(Language language) {
    static constexpr std::array kLanguages{
        Language::of("ca"), Language::of("es"), Language::of("fr"), Language::of("gl"),
        Language::of("it"), Language::of("pt"), Language::of("ro")};
    return std::find(kLanguages.begin(), kLanguages.end(), language) != kLanguages.end();
}

bool ends_in_one_of(std::string_view word, std::initializer_list<std::string_view> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view ending) { return word.ends_with(ending); });
}

/// Whether a Romance noun is derived from the other word's stem by the ending of `noun`: profilo is
/// no profilassi, condizione no condizionamento, ocular are no óculos.
bool is_derived(std::string_view noun, std::string_view other) {
    if (ends_in_one_of(noun, {"mento", "menti", "mentos"}))
        return !ends_in_one_of(other, {"mento", "menti", "mentos"});
    if (noun == "assi") return true;
    if (is_one_of(noun, {"azione", "azioni"})) return is_one_of(other, {"a", "e", "i", "o"});
    if (is_one_of(noun, {"zione", "zioni"})) return other.empty();
    return is_one_of(noun, {"o", "os"}) && is_one_of(other, {"ar", "ares"});
}

}  // namespace

std::uint32_t spelling_of(const Analyzer& analyzer, const AnalysisBuffer& buffer,
                          const std::vector<std::uint32_t>& tokens, Language language) {
    SpellingHash hash;
    for (const std::uint32_t token : tokens) {
        const TermId term = folded_term(buffer.tokens()[token].forms);
        if (term == kNoTerm) continue;
        const std::string_view text = buffer.term_text(term);
        const bool acronym = buffer.term_class(term) == WordTermClass::acronym;
        hash = hash.then(spelling_of(
            analyzer, acronym ? analyzer.normalize(text) : std::string(text), language));
    }
    return hash.value;
}

bool is_inflection(std::string_view one, std::string_view other, Language language) {
    constexpr std::size_t kMostBytes = 6;  // three letters of Cyrillic
    const auto [first, second] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    const std::string_view one_rest = one.substr(static_cast<std::size_t>(first - one.begin()));
    const std::string_view other_rest =
        other.substr(static_cast<std::size_t>(second - other.begin()));
    if (language == Language::of("en"))
        return is_english_ending(one_rest) && is_english_ending(other_rest);
    if (is_romance(language) &&
        (is_derived(one_rest, other_rest) || is_derived(other_rest, one_rest)))
        return false;
    return one_rest.size() <= kMostBytes && other_rest.size() <= kMostBytes;
}

bool is_base_of_doing(std::string_view word, std::string_view name) {
    return name.ends_with("ing") && !word.ends_with("ing") && !word.ends_with("ings") &&
           !word.ends_with("ed");
}

}  // namespace casebook
