#include "thesaurus/unit_cache.hpp"

#include <algorithm>

#include "thesaurus/passing_words.hpp"
#include "thesaurus/term_forms.hpp"

namespace casebook {
namespace {

constexpr Language kEnglish = Language::of("en");

}  // namespace

UnitCache::UnitCache(const FormTable& table, const Analyzer& analyzer, Language language)
    : table_(table),
      analyzer_(analyzer),
      language_(language),
      word_language_(stemming_language(language)),
      foreign_(word_language_ != kEnglish),
      like_words_(analyzer, word_language_),
      english_like_words_(analyzer, kEnglish),
      words_(space_key(FormSpace::words, language)),
      latin_(space_key(FormSpace::words, kEnglish)),
      sorted_(space_key(FormSpace::sorted, word_language_)),
      inner_word_(space_key(FormSpace::inner_word, word_language_)),
      english_word_(space_key(FormSpace::english_word)),
      participle_(space_key(FormSpace::participle, word_language_)),
      sign_words_(space_key(FormSpace::sign_words, word_language_)),
      common_(space_key(FormSpace::common)),
      abbreviation_(space_key(FormSpace::abbreviation)),
      characters_(space_key(FormSpace::characters)),
      sign_common_(space_key(FormSpace::sign_common)),
      sign_characters_(space_key(FormSpace::sign_characters)) {}

void UnitCache::follow(const AnalysisBuffer& buffer) {
    buffer_ = &buffer;
    if (generation_ != buffer.generation()) {
        generation_ = buffer.generation();
        stem_flags_.clear();
        folded_flags_.clear();
        likenesses_.clear();
        stems_.clear();
        folded_.clear();
    }
    const std::size_t count = buffer.term_count();
    stem_flags_.resize(count);
    folded_flags_.resize(count);
    stems_.reach(count);
    folded_.reach(count);
}

void UnitCache::learn_stem(TermId term) {
    Stem entry;
    entry.unit = like_words_.unit(unit_of(buffer_->term_text(term)));
    entry.words = table_.find(extended(words_, entry.unit));
    if (language_ != word_language_) entry.latin = table_.find(extended(latin_, entry.unit));
    entry.characters = table_.find(extended(characters_, entry.unit));
    std::uint8_t flags = kKnown;
    if (entry.words.anything() || entry.latin.anything() || entry.characters.anything())
        flags |= kStarts;
    if (holds(sign_words_, entry.unit) || holds(sign_characters_, entry.unit)) flags |= kSign;
    if (holds(inner_word_, entry.unit)) flags |= kInner;
    stems_.set(term, entry);
    stem_flags_[term] = flags;
}

std::string UnitCache::text_of(TermId term) const {
    const std::string_view text = buffer_->term_text(term);
    return buffer_->term_class(term) == WordTermClass::acronym ? analyzer_.normalize(text)
                                                               : std::string(text);
}

void UnitCache::learn_folded(TermId term) {
    const std::string word = text_of(term);
    Folded entry;
    entry.unit = unit_of(word);
    entry.common = table_.find(extended(common_, entry.unit));
    entry.abbreviation = table_.find(extended(abbreviation_, entry.unit));
    entry.participle = table_.find(extended(participle_, entry.unit));
    if (foreign_ && holds(english_word_, entry.unit)) learn_english(word, entry);
    std::uint8_t flags = kKnown;
    if (entry.common.anything() || entry.abbreviation.anything() || entry.foreign.anything() ||
        entry.participle.anything())
        flags |= kStarts;
    if (holds(sign_common_, entry.unit)) flags |= kSign;
    if (is_linking_word(word) || is_joining_word(word, word_language_)) flags |= kLinking;
    if (is_passing_word(word, word_language_)) flags |= kPassing;
    folded_.set(term, entry);
    folded_flags_[term] = flags;
}

void UnitCache::learn_english(std::string_view folded, Folded& entry) {
    english_.trim();
    (void)analyzer_.analyze(folded, kEnglish, english_);
    if (english_.tokens().empty()) return;
    const TermId stem = stem_term(english_.tokens().front().forms);
    if (stem == kNoTerm) return;
    entry.english = english_like_words_.unit(unit_of(english_.term_text(stem)));
    entry.foreign = table_.find(extended(latin_, entry.english));
}

SpellingHash UnitCache::spelling(TermId term) {
    if ((folded_flags(term) & kSpelt) == 0) {
        folded_[term].spelling = spelling_of(analyzer_, text_of(term), word_language_);
        folded_flags_[term] |= kSpelt;
    }
    return folded_[term].spelling;
}

bool UnitCache::stands_alone(TermId term) {
    constexpr std::size_t kShortest = 8;
    if ((folded_flags(term) & kJudged) == 0) {
        const std::string word = text_of(term);
        const bool alone =
            word.size() >= kShortest && !analyzer_.skeleton(word, word_language_).empty();
        folded_flags_[term] |= alone ? kJudged | kAlone : kJudged;
    }
    return (folded_flags_[term] & kAlone) != 0;
}

UnitCache::Likeness UnitCache::likeness(TermId term, TermNumber number, std::string_view written) {
    const std::uint64_t pair = std::uint64_t{term} << 32U | number;
    const auto [found, added] = likenesses_.emplace(pair, Likeness::unlike);
    if (!added) return found->second;
    const std::string word = text_of(term);
    const std::string name = analyzer_.normalize(written);
    found->second = compare(word, name);
    // A bleed is a bleeding, but no plate is a plating.
    if (found->second == Likeness::inflection && is_other_noun(word, name, word_language_) &&
        table_.terms().type(number) == ConceptType::therapy)
        found->second = Likeness::unlike;
    if (found->second == Likeness::inflection && word_language_ != kEnglish &&
        shares_only_stem(spelt(word), spelt(name), word_language_))
        found->second = Likeness::unlike;
    return found->second;
}

/// Without marks, as its family is spelt.
std::string UnitCache::spelt(const std::string& word) const {
    return analyzer_.family_spelling(analyzer_.normalize(word), word_language_);
}

/// Family spellings take longest and matter least often.
UnitCache::Likeness UnitCache::compare(const std::string& word, const std::string& other) const {
    if (word == other) return Likeness::same;
    if (is_inflection(word, other, word_language_) && word_language_ == kEnglish)
        return Likeness::inflection;
    const std::string one = spelt(word);
    const std::string two = spelt(other);
    if (one == two) return Likeness::same;
    return is_inflection(one, two, word_language_) ? Likeness::inflection : Likeness::unlike;
}

}  // namespace casebook
