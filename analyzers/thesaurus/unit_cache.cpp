#include "thesaurus/unit_cache.hpp"

#include <algorithm>

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
      words_(space_key(FormSpace::words, language)),
      latin_(space_key(FormSpace::words, kEnglish)),
      sorted_(space_key(FormSpace::sorted, word_language_)),
      sorted_word_(space_key(FormSpace::sorted_word, word_language_)),
      sign_words_(space_key(FormSpace::sign_words, word_language_)),
      common_(space_key(FormSpace::common)),
      abbreviation_(space_key(FormSpace::abbreviation)),
      characters_(space_key(FormSpace::characters)),
      sign_common_(space_key(FormSpace::sign_common)),
      sign_characters_(space_key(FormSpace::sign_characters)) {}

void UnitCache::follow(const AnalysisBuffer& buffer) {
    if (generation_ != buffer.generation()) {
        generation_ = buffer.generation();
        stem_flags_.clear();
        folded_flags_.clear();
    }
    const std::size_t count = buffer.term_count();
    stem_flags_.resize(count);
    folded_flags_.resize(count);
    stems_.resize(std::max(stems_.size(), count));
    folded_.resize(std::max(folded_.size(), count));
}

void UnitCache::learn_stem(TermId term, const AnalysisBuffer& buffer) {
    Stem entry;
    entry.unit = unit_of(buffer.term_text(term));
    entry.words = table_.find(extended(words_, entry.unit));
    if (language_ != word_language_) entry.latin = table_.find(extended(latin_, entry.unit));
    entry.characters = table_.find(extended(characters_, entry.unit));
    std::uint8_t flags = kKnown;
    if (entry.words.anything() || entry.latin.anything() || entry.characters.anything())
        flags |= kStarts;
    if (table_.find(extended(sign_words_, entry.unit)).anything() ||
        table_.find(extended(sign_characters_, entry.unit)).anything())
        flags |= kSign;
    if (table_.find(extended(sorted_word_, entry.unit)).anything()) flags |= kSorted;
    stems_[term] = entry;
    stem_flags_[term] = flags;
}

void UnitCache::learn_folded(TermId term, const AnalysisBuffer& buffer) {
    const std::string_view text = buffer.term_text(term);
    const std::string word = buffer.term_class(term) == WordTermClass::acronym
                                 ? analyzer_.normalize(text)
                                 : std::string(text);
    Folded entry;
    entry.unit = unit_of(word);
    entry.common = table_.find(extended(common_, entry.unit));
    entry.abbreviation = table_.find(extended(abbreviation_, entry.unit));
    entry.spelling = spelling_of(analyzer_, word, word_language_);
    if (foreign_) learn_english(word, entry);
    std::uint8_t flags = kKnown;
    if (entry.common.anything() || entry.abbreviation.anything() || entry.foreign.anything())
        flags |= kStarts;
    if (table_.find(extended(sign_common_, entry.unit)).anything()) flags |= kSign;
    if (is_linking_word(word)) flags |= kLinking;
    folded_[term] = entry;
    folded_flags_[term] = flags;
}

void UnitCache::learn_english(std::string_view folded, Folded& entry) {
    english_.trim();
    (void)analyzer_.analyze(folded, kEnglish, english_);
    if (english_.tokens().empty()) return;
    const TermId stem = stem_term(english_.tokens().front().forms);
    entry.english = unit_of(stem == kNoTerm ? "" : english_.term_text(stem));
    entry.english_spelling = spelling_of(analyzer_, folded, kEnglish);
    entry.foreign = table_.find(extended(latin_, entry.english));
    entry.stands_alone = entry.foreign.has_terms() && may_stand_alone(folded);
}

/// Short English words are words of other languages too (pain is French bread), and so are false
/// friends, which have no skeleton.
bool UnitCache::may_stand_alone(std::string_view folded) const {
    constexpr std::size_t kShortest = 8;
    return folded.size() >= kShortest && !analyzer_.skeleton(folded, word_language_).empty();
}

}  // namespace casebook
