#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/analyzer.hpp"
#include "thesaurus/form_table.hpp"
#include "thesaurus/like_words.hpp"
#include "thesaurus/word_steps.hpp"

namespace casebook {

inline constexpr Language kAllLanguages = Language::of("mul");
inline constexpr Language kLatin = Language::of("la");

/// Whether a term of that language is met in texts of every language, as it is written.
[[nodiscard]] constexpr bool is_common(Language language) {
    return language == kAllLanguages || language == kLatin;
}

/// The unit that a word goes by.
[[nodiscard]] constexpr std::uint64_t unit_of(std::string_view normal_word) {
    return hash_bytes(normal_word);
}

/// The upper-case letters of `text` in order: what the case of an abbreviation is compared by, as
/// hyphens, Greek letters and a plural s make no difference.
[[nodiscard]] std::string capitals_of(std::string_view text);

/// A form: the space that it begins from and its units.
struct Form {
    FormKey space = 0;
    std::vector<std::uint64_t> units;
};

[[nodiscard]] inline FormKey whole_key(const Form& form) {
    FormKey key = form.space;
    for (const std::uint64_t unit : form.units)
        key = extended(key, unit);
    return key;
}

/// What a term is recognised by.
struct TermForms {
    std::vector<Form> forms;  ///< in the order of words; several where words are joined
    std::vector<Form> sorted;
    std::vector<std::uint64_t> english_words;  ///< folded, of an English term
    std::uint32_t spelling = 0;                ///< hash of its words before stemming
    std::uint8_t marks = 0;                    ///< gap_mark bits between its words
    bool abbreviation = false;
    bool one_word = false;
    bool stop_words_only = false;
};

/// Makes the forms of terms. One thread at a time.
class TermFormer {
public:
    explicit TermFormer(const Analyzer& analyzer) : analyzer_(analyzer) {}

    /// The forms of a term of a language; `abbreviation` if its row says so. None for a term
    /// without words or of more than kMostSteps.
    [[nodiscard]] TermForms make(std::string_view term, Language language, bool abbreviation);

    /// The forms of the participles of a term of one word; none for a longer one.
    [[nodiscard]] std::vector<Form> make_participles(std::string_view term, Language language);

    /// The forms of words that speak for a sense.
    [[nodiscard]] std::vector<Form> make_sign(std::string_view words, Language language);

    static constexpr std::uint32_t kMostSteps = 48;
    static constexpr std::size_t kMostSorted = 6;  ///< content words of a sorted form

private:
    using Path = std::vector<std::uint32_t>;  ///< numbers of tokens

    void analyze(std::string_view term, Language language);
    [[nodiscard]] std::uint64_t stem_unit(TermId stem) const;
    [[nodiscard]] std::vector<Path> paths() const;
    [[nodiscard]] Form make_form(FormKey space, const Path& path, bool folded) const;
    [[nodiscard]] std::string folded_word(const Token& token) const;
    [[nodiscard]] bool holds_characters() const;
    [[nodiscard]] bool is_written_as_abbreviation(std::string_view term) const;
    void add_inverted(std::string_view term, FormKey space, TermForms& result) const;
    void add_sorted(std::string_view term, Language language, const std::vector<Path>& paths,
                    TermForms& result) const;

    const Analyzer& analyzer_;
    AnalysisBuffer buffer_;
    WordSteps steps_;
    std::map<Language, LikeWords> likes_;    ///< of the languages met, as they are stemmed
    const LikeWords* like_words_ = nullptr;  ///< of the term analyzed last
};

/// Words that may stand in a term turned round, as "of the" in "carcinoma of the lung".
[[nodiscard]] bool is_linking_word(std::string_view folded);

}  // namespace casebook
