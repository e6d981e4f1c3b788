#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/analyzer.hpp"
#include "thesaurus/form_table.hpp"
#include "thesaurus/spelling.hpp"

namespace casebook {

/// What a term of an AnalysisBuffer is to the forms of a thesaurus, in texts of one language.
/// Looked up once a distinct term; a word that begins no form then costs a byte.
class UnitCache {
public:
    /// Bits of `flags`.
    static constexpr std::uint8_t kKnown = 0x01;
    static constexpr std::uint8_t kStarts = 0x02;   ///< a form of the thesaurus begins so
    static constexpr std::uint8_t kSign = 0x04;     ///< words that speak for a sense begin so
    static constexpr std::uint8_t kSorted = 0x08;   ///< stands in a term of several words
    static constexpr std::uint8_t kLinking = 0x10;  ///< a word such as "of"

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
        std::uint64_t english = 0;  ///< the unit of its stem by English rules
        FormValue common;
        FormValue abbreviation;
        FormValue foreign;          ///< English terms in texts of another language
        bool stands_alone = false;  ///< is no word of the text's own language
        SpellingHash spelling;
        SpellingHash english_spelling;
    };

    UnitCache(const FormTable& table, const Analyzer& analyzer, Language language);

    /// Forgets everything if the buffer's terms have other numbers than before, and makes room.
    void follow(const AnalysisBuffer& buffer);

    [[nodiscard]] std::uint8_t stem_flags(TermId term, const AnalysisBuffer& buffer) {
        if (stem_flags_[term] == 0) learn_stem(term, buffer);
        return stem_flags_[term];
    }
    [[nodiscard]] std::uint8_t folded_flags(TermId term, const AnalysisBuffer& buffer) {
        if (folded_flags_[term] == 0) learn_folded(term, buffer);
        return folded_flags_[term];
    }

    /// Of terms whose flags were asked for.
    [[nodiscard]] const Stem& stem(TermId term) const { return stems_[term]; }
    [[nodiscard]] const Folded& folded(TermId term) const { return folded_[term]; }

    [[nodiscard]] Language language() const { return language_; }
    [[nodiscard]] Language word_language() const { return word_language_; }

    // Where the forms of each kind begin.
    [[nodiscard]] FormKey words_key() const { return words_; }
    [[nodiscard]] FormKey latin_key() const { return latin_; }
    [[nodiscard]] FormKey characters_key() const { return characters_; }
    [[nodiscard]] FormKey common_key() const { return common_; }
    [[nodiscard]] FormKey abbreviation_key() const { return abbreviation_; }
    [[nodiscard]] FormKey sorted_key() const { return sorted_; }
    [[nodiscard]] FormKey sign_words_key() const { return sign_words_; }
    [[nodiscard]] FormKey sign_common_key() const { return sign_common_; }
    [[nodiscard]] FormKey sign_characters_key() const { return sign_characters_; }

private:
    void learn_stem(TermId term, const AnalysisBuffer& buffer);
    void learn_folded(TermId term, const AnalysisBuffer& buffer);
    void learn_english(std::string_view folded, Folded& entry);
    [[nodiscard]] bool may_stand_alone(std::string_view folded) const;

    const FormTable& table_;
    const Analyzer& analyzer_;
    Language language_;
    Language word_language_;
    bool foreign_;
    FormKey words_;
    FormKey latin_;
    FormKey sorted_;
    FormKey sorted_word_;
    FormKey sign_words_;
    FormKey common_;
    FormKey abbreviation_;
    FormKey characters_;
    FormKey sign_common_;
    FormKey sign_characters_;
    std::uint64_t generation_ = 0;
    std::vector<std::uint8_t> stem_flags_;
    std::vector<std::uint8_t> folded_flags_;
    std::vector<Stem> stems_;
    std::vector<Folded> folded_;
    AnalysisBuffer english_;  ///< for words of other languages read as English
};

}  // namespace casebook
