#include "thesaurus/spelling.hpp"

#include <algorithm>
#include <array>

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
    return one_rest.size() <= kMostBytes && other_rest.size() <= kMostBytes;
}

}  // namespace casebook
