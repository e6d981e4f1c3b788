#include "thesaurus/spelling.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

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

/// Condizione of condizionamento, but not its participle condizionato; profilo of profilassi;
/// medico of medicazione; ocular of oculos.
bool is_other_romance_noun(std::string_view word_rest, std::string_view name_rest) {
    if (ends_in_one_of(name_rest, {"mento", "mentos"}))
        return !ends_in_one_of(word_rest, {"ta", "te", "ti", "to", "da", "das", "do", "dos",
                                           "mento", "mentos", "menti"});
    if (name_rest == "assi") return true;
    if (name_rest == "azione") return is_one_of(word_rest, {"a", "e", "i", "o"});
    if (name_rest == "zione") return word_rest.empty();
    return is_one_of(name_rest, {"o", "os"}) && is_one_of(word_rest, {"ar", "ares"});
}

/// Plurals of short nouns: Italian rene, reni; Spanish dolor, dolores.
bool is_romance_plural(std::string_view word_rest, std::string_view name_rest, Language language) {
    if (name_rest.empty()) return is_one_of(word_rest, {"s", "es", "x"});
    if (language != Language::of("it")) return false;
    return (is_one_of(name_rest, {"a", "e", "o"}) && word_rest == "i") ||
           (name_rest == "a" && word_rest == "e");
}

/// Whether a name ends as those of inflammations, diseases and conditions do and the word does not:
/// epatico of epatite, organo of organismo, fibroso of fibrosi.
bool lacks_ending_of(std::string_view word, std::string_view name) {
    const auto lacks = [&](std::initializer_list<std::string_view> endings) {
        return ends_in_one_of(name, endings) && !ends_in_one_of(word, endings);
    };
    return lacks({"itis", "ites", "ite", "iti"}) || lacks({"osis", "oses", "osi", "ose"}) ||
           lacks({"ismo", "ismos", "ismi", "isme", "ismes"});
}

/// Endings of names of what is done or happens, behind the stem of their verb.
bool is_deed(std::string_view name_rest) {
    return is_one_of(name_rest, {"ation", "acion", "azione", "acao", "ement", "amento", "amiento",
                                 "ment", "mento", "miento"});
}

/// Where two words of one stem part.
std::pair<std::string_view, std::string_view> rests(std::string_view one, std::string_view other) {
    const auto [first, second] = std::mismatch(one.begin(), one.end(), other.begin(), other.end());
    return {one.substr(static_cast<std::size_t>(first - one.begin())),
            other.substr(static_cast<std::size_t>(second - other.begin()))};
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
    const auto [one_rest, other_rest] = rests(one, other);
    if (language == Language::of("en"))
        return is_english_ending(one_rest) && is_english_ending(other_rest);
    return one_rest.size() <= kMostBytes && other_rest.size() <= kMostBytes;
}

bool is_other_noun(std::string_view word, std::string_view name, Language language) {
    if (language == Language::of("en"))
        return name.ends_with("ing") && !ends_in_one_of(word, {"ing", "ings", "ed"});
    if (!is_romance(language)) return false;
    const auto [word_rest, name_rest] = rests(word, name);
    return is_other_romance_noun(word_rest, name_rest);
}

bool shares_only_stem(std::string_view word, std::string_view name, Language language) {
    constexpr std::size_t kShortStem = 4;
    const auto [word_rest, name_rest] = rests(word, name);
    const std::size_t shared = word.size() - word_rest.size();
    if (language == Language::of("de"))
        return !name_rest.empty() && (shared < kShortStem || name_rest == "r");
    if (!is_romance(language)) return false;
    if (lacks_ending_of(word, name)) return true;
    const bool derived = word_rest.empty() && name_rest.size() > 1;
    if (shared > kShortStem && !derived) return false;
    if (is_romance_plural(word_rest, name_rest, language)) return false;
    return shared < kShortStem || !is_deed(name_rest);
}

}  // namespace casebook
