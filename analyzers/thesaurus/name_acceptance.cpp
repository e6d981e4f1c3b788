#include <algorithm>
#include <cctype>

#include "greek_letters.hpp"
#include "thesaurus/character_boundary.hpp"
#include "thesaurus/name_matcher.hpp"
#include "thesaurus/participles.hpp"
#include "thesaurus/term_forms.hpp"

// Which of the terms that have a form are named where it stands.
namespace casebook {
namespace {

constexpr Language kEnglish = Language::of("en");
constexpr Language kChinese = Language::of("zh");
constexpr Language kJapanese = Language::of("ja");

/// Whether two texts differ in nothing but the case of ASCII letters.
bool is_same_but_case(std::string_view one, std::string_view other) {
    const auto folded = [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    };
    return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                      [&](char first, char second) { return folded(first) == folded(second); });
}

}  // namespace

bool NameMatcher::accepts(const Walk& walk, TermNumber term, const StoredTerm& stored) {
    const bool in_order = walk.reading != Reading::reordered;
    if (in_order && (walk.marks & ~stored.flags & gap_mark::kInTerm) != 0) return false;
    switch (walk.reading) {
        case Reading::abbreviation: {
            const std::string_view language = table_.language(stored);
            const bool shared = is_common(Language::from_tag(language)) || language == "en";
            if (!shared && language != cache_->language().code()) return false;
            return !is_before_greek_letter(walk) &&
                   accepts_case(written(walk), table_.terms().text(term));
        }
        case Reading::words:
        case Reading::latin:
            return !stored.has(thesaurus_format::kOneWord) ||
                   cache_->likeness(folded_term(text_.tokens[walk.first_token].forms), term,
                                    table_.terms().text(term)) != UnitCache::Likeness::unlike;
        case Reading::foreign:
            return accepts_foreign(walk, term, stored);
        case Reading::characters:
            return accepts_characters(walk, table_.language(stored));
        case Reading::participle:
            return is_deed(walk);
        case Reading::reordered:
            return !walk.noun_first || begins_alike(walk, term);
        default:
            return true;
    }
}

/// A name of one English word in a text of another language: as it is written, and only one that is
/// no word of that language.
bool NameMatcher::accepts_foreign(const Walk& walk, TermNumber term, const StoredTerm& stored) {
    if (!stored.has(thesaurus_format::kOneWord) ||
        static_cast<TermKind>(stored.kind) == TermKind::brand) {
        return true;
    }
    const TermId word = folded_term(text_.tokens[walk.first_token].forms);
    return cache_->stands_alone(word) &&
           analyzer_.normalize(table_.terms().text(term)) == text_.buffer->term_text(word);
}

/// Whether the words begin with the term's first word: in Romance languages its noun, which the
/// adjectives only follow in another order.
bool NameMatcher::begins_alike(const Walk& walk, TermNumber term) {
    const std::string_view text = table_.terms().text(term);
    const TermId word = folded_term(text_.tokens[walk.first_token].forms);
    return analyzer_.normalize(text.substr(0, text.find(' '))) == text_.buffer->term_text(word);
}

/// Whether a participle tells what was done ("was excised") and not how something is ("excised
/// tissue", "the duct was dilated").
bool NameMatcher::is_deed(const Walk& walk) const {
    const Language language = cache_->word_language();
    const std::uint32_t step = walk.end_step - 1;
    const bool means =
        walk.end_step < steps_.size() && tells_means(folded_word(walk.end_step), language);
    if (is_state(folded_word(step), language) && !means) return false;
    return stands_for_deed(language) || is_carried(step);
}

/// Whether words such as "was" stand before a participle, with nothing between but adverbs and what
/// else was done: "was then biopsied and completely excised". "There was resected tissue" is no
/// deed.
bool NameMatcher::is_carried(std::uint32_t step) const {
    constexpr std::uint32_t kFarthest = 8;
    const Language language = cache_->word_language();
    bool joined = false;  // "and" or a comma stands before the words that were gone over
    const std::uint32_t first = step > kFarthest ? step - kFarthest : 0;
    while (step-- > first) {
        const std::uint8_t marks = marks_before(step + 1);
        if ((marks & ~gap_mark::kComma) != 0) return false;
        joined = joined || marks != 0;
        switch (word_before_participle(folded_word(step), language)) {
            case BeforeParticiple::carries:
                return step == 0 || folded_word(step - 1) != "there";
            case BeforeParticiple::joins:
                joined = true;
                break;
            case BeforeParticiple::modifies:
                break;
            case BeforeParticiple::participle:
                if (!joined) return false;
                joined = false;
                break;
            case BeforeParticiple::other:
                return false;
        }
    }
    return false;
}

std::string_view NameMatcher::folded_word(std::uint32_t step) const {
    const TermId term = folded_term(token_of(step).forms);
    return term == kNoTerm ? std::string_view() : text_.buffer->term_text(term);
}

/// An abbreviation in its own case. Where case is no evidence, because all of the text is in
/// capitals or a query in small letters, any that is no ordinary word.
bool NameMatcher::accepts_case(std::string_view written, std::string_view term) {
    const std::string capitals = capitals_of(written);
    if (all_capitals_) return !is_ordinary_word(written);
    if (capitals == capitals_of(term)) return true;
    return text_.is_query && capitals.empty() && !is_ordinary_word(written);
}

/// Whether a Greek letter or its name goes on where the words end: TNF-β is no TNF, which stands
/// for TNF-α alone.
bool NameMatcher::is_before_greek_letter(const Walk& walk) {
    const std::uint32_t end = text_.tokens[walk.last_token].end;
    std::string_view rest = text_.text.substr(end);
    for (const std::string_view joint : {"-", "\u2010", "\u2011", "\u2013", " ", "\u00A0"}) {
        if (!rest.starts_with(joint)) continue;
        rest.remove_prefix(joint.size());
        break;
    }
    if (!greek_letter_name(rest).empty()) return true;
    const bool glued = rest.size() == text_.text.size() - end;  // TNFalpha is one word
    const auto behind = std::find_if(rest.begin(), rest.end(), [](unsigned char byte) {
        return byte >= 0x80 || std::isalpha(byte) == 0;
    });
    return !glued && is_greek_letter_name(analyzer_.normalize(
                         rest.substr(0, static_cast<std::size_t>(behind - rest.begin()))));
}

/// Whether the word, were it in capitals, would be taken for an ordinary one.
bool NameMatcher::is_ordinary_word(std::string_view word) {
    const auto [found, added] =
        ordinary_words_.emplace(std::pair(std::string(word), cache_->word_language()), false);
    if (!added) return found->second;
    std::string capitals(word);
    for (char& byte : capitals) {
        if (byte >= 'a' && byte <= 'z') byte = static_cast<char>(byte - 'a' + 'A');
    }
    for (const Language language : {cache_->word_language(), kEnglish}) {
        words_.trim();
        (void)analyzer_.analyze(capitals, language, words_);
        const std::vector<Token>& tokens = words_.tokens();
        if (tokens.size() == 1 && tokens.front().forms.stem == kNoTerm) found->second = true;
    }
    return found->second;
}

/// Terms of scripts without spaces: in texts of their own language, and in Han characters alone,
/// which Chinese and Japanese share, three or more of them in the other's.
bool NameMatcher::accepts_characters(const Walk& walk, std::string_view language) const {
    constexpr std::size_t kSharedLength = 3;
    const Token& first = text_.tokens[walk.first_token];
    const std::string_view word = written(walk);
    const Language text_language = cache_->language();
    const bool own = language == text_language.code();
    const bool east = text_language == kChinese || text_language == kJapanese;
    if (east && !own && script_of(word) == CharacterScript::han &&
        count_of_characters(word) < kSharedLength) {
        return false;
    }
    return is_word_of_characters({text_.text, first.begin, text_.tokens[walk.last_token].end,
                                  last_end_ != 0 && last_end_ == first.begin});
}

/// Whether the words of the path are spelt as the term is, but for case, hyphens and family.
bool NameMatcher::is_spelt_as(const Walk& walk, TermNumber number, const StoredTerm& stored) {
    const std::string_view text = table_.terms().text(number);
    if (is_same_but_case(written(walk), text)) return true;
    if (stored.has(thesaurus_format::kOneWord) && walk.depth == 1) {
        return cache_->likeness(folded_term(text_.tokens[walk.first_token].forms), number, text) ==
               UnitCache::Likeness::same;
    }
    SpellingHash hash;
    for (std::uint32_t at = 0; at < walk.depth; ++at) {
        const TermId term = folded_term(text_.tokens[path_[at]].forms);
        if (term != kNoTerm) hash = hash.then(cache_->spelling(term));
    }
    return stored_spelling(hash.value) == stored.spelling;
}

}  // namespace casebook
