#include "word_rules.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "folding.hpp"
#include "greek_letters.hpp"
#include "skeleton.hpp"
#include "utf8.hpp"

namespace casebook {
namespace {

/// Stands in the tables for words of every language.
constexpr Language kAnyLanguage = Language::of("mul");

/// Upper and lower case letters of a word.
struct CaseCounts {
    std::size_t upper = 0;
    std::size_t lower = 0;
    std::size_t characters = 0;
};

CaseCounts count_cases(std::string_view text) {
    CaseCounts counts;
    for (std::size_t at = 0; at < text.size();) {
        const auto byte = static_cast<unsigned char>(text[at]);
        ++counts.characters;
        if (byte < 0x80) {
            counts.upper += byte >= 'A' && byte <= 'Z' ? 1 : 0;
            counts.lower += byte >= 'a' && byte <= 'z' ? 1 : 0;
            ++at;
            continue;
        }
        const std::int32_t code_point = next_code_point(text, at);
        if (code_point < 0) continue;
        if (u_isupper(code_point)) ++counts.upper;
        if (u_islower(code_point)) ++counts.lower;
    }
    return counts;
}

std::uint32_t make_tag(Language language, bool all_capitals) {
    std::uint32_t tag = all_capitals ? 1 : 0;
    for (const char letter : language.code())
        tag = tag << 8U | static_cast<unsigned char>(letter);
    return tag;
}

/// Whether every character of a word is one byte, or as many characters as bytes of `folded`.
bool same_length(std::string_view raw, const std::string& folded) {
    return count_cases(raw).characters == folded.size();
}

/// The byte at which character `number` of `text` begins.
std::uint32_t byte_of(std::string_view text, std::size_t number) {
    std::size_t at = 0;
    for (; number > 0 && at < text.size(); --number)
        (void)next_code_point(text, at);
    return static_cast<std::uint32_t>(at);
}

/// MRIs, TKIs: capitals and a small s.
bool is_plural_acronym(std::string_view word) {
    return word.size() > 2 && word.back() == 's' &&
           std::all_of(word.begin(), word.end() - 1,
                       [](char byte) { return byte >= 'A' && byte <= 'Z'; });
}

}  // namespace

bool is_acronym(std::string_view word) {
    constexpr std::size_t kLongestAcronym = 12;
    if (word.size() > 4 * kLongestAcronym) return false;
    const CaseCounts counts = count_cases(word);
    return counts.upper >= 2 && counts.upper > counts.lower && counts.characters <= kLongestAcronym;
}

bool is_all_capitals(std::string_view text) {
    constexpr std::size_t kSample = 512;
    constexpr std::size_t kEnoughLetters = 20;
    const CaseCounts counts = count_cases(text.substr(0, kSample));
    return counts.upper + counts.lower >= kEnoughLetters && counts.upper > 4 * counts.lower;
}

WordRules::WordRules(const WordTables& tables, Language language, bool all_capitals,
                     WordMemory& memory)
    : tables_(tables),
      language_(language),
      all_capitals_(all_capitals),
      tag_(make_tag(language, all_capitals)),
      memory_(memory) {}

CachedWord WordRules::word(std::string_view raw) {
    if (const CachedWord* known = memory_.words.find(raw, tag_)) return *known;
    const CachedWord word = make_word(raw);
    memory_.words.add(raw, tag_, word);
    return word;
}

WordForms WordRules::number(std::string_view raw) {
    if (const CachedWord* known = memory_.words.find(raw, tag_)) return known->forms;
    CachedWord word;
    word.forms.stem = memory_.terms.intern(WordTermClass::stem, fold_number(raw, language_));
    memory_.words.add(raw, tag_, word);
    return word.forms;
}

WordForms WordRules::letter(std::string_view raw) {
    WordForms forms = word(raw).forms;
    forms.acronym = memory_.terms.intern(WordTermClass::acronym, raw);
    return forms;
}

WordForms WordRules::name(std::string_view raw) {
    WordForms forms = word(raw).forms;
    const std::string folded = fold_word(raw, language_);
    if (folded.empty()) return forms;
    forms.stem = memory_.terms.intern(WordTermClass::stem, folded);
    forms.surface = memory_.terms.intern(WordTermClass::surface, folded);
    return forms;
}

std::string WordRules::skeleton_of(std::string_view raw, const std::string& folded,
                                   Language language, const WordTables& tables) {
    const bool false_friend = tables.false_friends.contains(folded, language) ||
                              tables.false_friends.contains(folded, kAnyLanguage);
    return false_friend ? std::string() : skeleton(raw);
}

CachedWord WordRules::make_word(std::string_view written) {
    CachedWord word;
    const std::string_view raw =
        is_plural_acronym(written) ? written.substr(0, written.size() - 1) : written;
    const std::string folded = fold_word(raw, language_);
    if (folded.empty()) return word;
    // COPD is spelt in one way only; a longer word in capitals may be a word.
    constexpr std::size_t kLongestName = 5;
    const bool name = folded.size() <= kLongestName && is_acronym(raw) && !all_capitals_;
    const std::string unified = name ? folded : tables_.spelling_families.unify(folded, language_);
    word.forms = make_forms(raw, folded, unified);
    word.joins_next = !tables_.stop_words.contains(folded, language_) &&
                      tables_.joining_prefixes.contains(folded, kAnyLanguage);
    word.elides = tables_.elisions.contains(folded, language_);
    word.is_greek = is_greek_letter_name(unified);
    if (word.forms.stem != kNoTerm) add_parts(raw, unified, word);
    return word;
}

WordForms WordRules::make_forms(std::string_view raw, const std::string& folded,
                                const std::string& unified) {
    WordForms forms;
    TermTable& terms = memory_.terms;
    const bool acronym = is_acronym(raw);
    const bool stop = tables_.stop_words.contains(folded, language_);
    if (acronym) forms.acronym = terms.intern(WordTermClass::acronym, fold_but_case(raw));
    if (acronym && !all_capitals_ &&
        (stop || tables_.ordinary_words.contains(folded, language_) ||
         tables_.ordinary_words.contains(folded, kAnyLanguage))) {
        return forms;  // ALL is not the word "all", nor AIDS "aids"
    }
    if (stop) {
        forms.surface = terms.intern(WordTermClass::surface, folded);
        return forms;
    }
    const std::string stem = memory_.stemmers.stem(unified, language_);
    forms.stem = terms.intern(WordTermClass::stem, stem);
    if (stem != folded) forms.surface = terms.intern(WordTermClass::surface, folded);
    if (acronym && !all_capitals_) return forms;
    const std::string bones = skeleton_of(raw, folded, language_, tables_);
    if (!bones.empty()) forms.skeleton = terms.intern(WordTermClass::skeleton, bones);
    return forms;
}

/// The parts of a compound, and neighbours among them together (Knochenmark in
/// Knochenmarktransplantation), with their places in `raw`: where its spelling was changed so that
/// these cannot be told, each part stands for the whole word.
void WordRules::add_parts(std::string_view raw, const std::string& unified, CachedWord& word) {
    const std::vector<CompoundParts::Part> parts = tables_.compound_parts.split(unified, language_);
    if (parts.empty()) return;
    const bool in_place = same_length(raw, unified);
    std::vector<WordPart> found;
    for (std::size_t first = 0; first < parts.size(); ++first) {
        for (std::size_t last = first; last < parts.size(); ++last) {
            if (first == 0 && last + 1 == parts.size()) continue;  // the word itself
            const std::size_t begin = parts[first].begin;
            const std::size_t end = parts[last].end;
            const std::string text = unified.substr(begin, end - begin);
            WordPart entry{in_place ? byte_of(raw, begin) : 0,
                           in_place ? byte_of(raw, end) : static_cast<std::uint32_t>(raw.size()),
                           make_forms(text, text, text)};
            entry.forms.surface = kNoTerm;
            found.push_back(entry);
        }
    }
    word.first_part = static_cast<std::uint32_t>(memory_.parts.size());
    word.part_count = static_cast<std::uint16_t>(found.size());
    memory_.parts.insert(memory_.parts.end(), found.begin(), found.end());
}

}  // namespace casebook
