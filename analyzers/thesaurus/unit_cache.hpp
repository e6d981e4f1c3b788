#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "casebook/analyzer.hpp"
#include "thesaurus/form_table.hpp"
#include "thesaurus/like_words.hpp"
#include "thesaurus/spelling.hpp"
#include "thesaurus/term_blocks.hpp"

namespace casebook {

/// What a term of an AnalysisBuffer is to the forms of a thesaurus, in texts of one language.
/// Looked up once a distinct term; a word that begins no form then costs a byte.
class UnitCache {
public:
    /// Bits of the flags of stems and folded words.
    static constexpr std::uint8_t kKnown = 0x01;
    static constexpr std::uint8_t kStarts = 0x02;   ///< a form of the thesaurus begins so
    static constexpr std::uint8_t kSign = 0x04;     ///< words that speak for a sense begin so
    static constexpr std::uint8_t kInner = 0x08;    ///< of stems: stands in a term of several words
    static constexpr std::uint8_t kPassing = 0x08;  ///< of folded words: see is_passing_word
    static constexpr std::uint8_t kLinking = 0x10;  ///< of folded words: such as "of", "in"
    static constexpr std::uint8_t kSpelt = 0x20;    ///< its spelling is known
    static constexpr std::uint8_t kJudged = 0x40;   ///< known whether it stands alone
    static constexpr std::uint8_t kAlone = 0x80;

    enum class Likeness : std::uint8_t { unlike, inflection, same };

    /// What a word alone was found to name, by its stem's value: most names are of one word.
    struct Single {
        enum class State : std::uint8_t { unknown, none, exact, inflected, several };
        FormValue value;
        TermNumber term = kNoTermNumber;
        State state = State::unknown;
    };

    /// A word by its stem, in the language's own forms.
    struct Stem {
        std::uint64_t unit = 0;
        FormValue words;       ///< of the text's language
        FormValue latin;       ///< of English, in texts of scripts without spaces
        FormValue characters;  ///< of such scripts
    };
    /// A word as it is written but for case and marks.
    struct Folded {
        std::uint64_t unit = 0;
        std::uint64_t english = 0;  ///< the unit of its stem by English rules; 0 for none
        FormValue common;
        FormValue abbreviation;
        FormValue foreign;  ///< English terms in texts of another language
        FormValue participle;
        SpellingHash spelling;
        Single single;
    };

    UnitCache(const FormTable& table, const Analyzer& analyzer, Language language);

    /// Makes room for the buffer's terms; forgets everything if they have other numbers than
    /// before.
    void follow(const AnalysisBuffer& buffer);

    [[nodiscard]] std::uint8_t stem_flags(TermId term) {
        if (stem_flags_[term] == 0) learn_stem(term);
        return stem_flags_[term];
    }
    [[nodiscard]] std::uint8_t folded_flags(TermId term) {
        if (folded_flags_[term] == 0) learn_folded(term);
        return folded_flags_[term];
    }
    [[nodiscard]] const Stem& stem(TermId term) {
        (void)stem_flags(term);
        return stems_[term];
    }
    [[nodiscard]] const Folded& folded(TermId term) {
        (void)folded_flags(term);
        return folded_[term];
    }

    /// Of a folded word: to be read, and written once found.
    [[nodiscard]] Single& single(TermId term) {
        (void)folded_flags(term);
        return folded_[term].single;
    }

    /// The spelling of a folded word: before stemming, as its family is spelt.
    [[nodiscard]] SpellingHash spelling(TermId term);

    /// Whether a word that is also an English term may be that term in a text of this language:
    /// short words are words of other languages too (pain is French bread), and so are false
    /// friends.
    [[nodiscard]] bool stands_alone(TermId term);

    /// How like the folded word `term` is to the one word of term `number`, of the same stem.
    [[nodiscard]] Likeness likeness(TermId term, TermNumber number, std::string_view written);

    [[nodiscard]] Language language() const { return language_; }
    [[nodiscard]] Language word_language() const { return word_language_; }

    // Where the forms of each kind begin.
    [[nodiscard]] FormKey words_key() const { return words_; }
    [[nodiscard]] FormKey latin_key() const { return latin_; }
    [[nodiscard]] FormKey characters_key() const { return characters_; }
    [[nodiscard]] FormKey common_key() const { return common_; }
    [[nodiscard]] FormKey abbreviation_key() const { return abbreviation_; }
    [[nodiscard]] FormKey sorted_key() const { return sorted_; }
    [[nodiscard]] FormKey participle_key() const { return participle_; }
    [[nodiscard]] FormKey sign_words_key() const { return sign_words_; }
    [[nodiscard]] FormKey sign_common_key() const { return sign_common_; }
    [[nodiscard]] FormKey sign_characters_key() const { return sign_characters_; }

private:
    void learn_stem(TermId term);
    void learn_folded(TermId term);
    void learn_english(std::string_view folded, Folded& entry);
    [[nodiscard]] bool holds(FormKey space, std::uint64_t unit) const {
        return table_.find(extended(space, unit)).anything();
    }
    [[nodiscard]] std::string text_of(TermId term) const;
    [[nodiscard]] std::string spelt(const std::string& word) const;
    [[nodiscard]] Likeness compare(const std::string& word, const std::string& other) const;

    const FormTable& table_;
    const Analyzer& analyzer_;
    const AnalysisBuffer* buffer_ = nullptr;  ///< that was followed last
    Language language_;
    Language word_language_;
    bool foreign_;  ///< English is another language
    LikeWords like_words_;
    LikeWords english_like_words_;
    FormKey words_;
    FormKey latin_;
    FormKey sorted_;
    FormKey inner_word_;
    FormKey english_word_;
    FormKey participle_;
    FormKey sign_words_;
    FormKey common_;
    FormKey abbreviation_;
    FormKey characters_;
    FormKey sign_common_;
    FormKey sign_characters_;
    std::uint64_t generation_ = 0;
    std::vector<std::uint8_t> stem_flags_;
    std::vector<std::uint8_t> folded_flags_;
    TermBlocks<Stem> stems_;
    TermBlocks<Folded> folded_;
    std::unordered_map<std::uint64_t, Likeness> likenesses_;  ///< by folded word and term
    AnalysisBuffer english_;  ///< for words of other languages read as English
};

}  // namespace casebook
