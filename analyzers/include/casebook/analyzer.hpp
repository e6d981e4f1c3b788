#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/language.hpp"
#include "casebook/word_tables.hpp"

namespace casebook {

/// A term of one AnalysisBuffer by number. Numbers are dense, from 0; `kNoTerm` is none.
using TermId = std::uint32_t;
inline constexpr TermId kNoTerm = static_cast<TermId>(-1);

/// The classes of terms that a word gives (DESIGN section 5). The schema gives each its prefix.
enum class WordTermClass : std::uint8_t { stem, surface, acronym, skeleton };

/// The terms of one distinct word in one language.
struct WordForms {
    TermId stem = kNoTerm;      ///< folded, spelt alike and stemmed; none for a stop word
    TermId surface = kNoTerm;   ///< folded only; none where it equals the stem
    TermId acronym = kNoTerm;   ///< as written, where case tells an abbreviation from a word
    TermId skeleton = kNoTerm;  ///< shared with cognates in other languages; long words have one
};

/// The terms of `forms`, `kNoTerm` where there is none.
[[nodiscard]] constexpr std::array<TermId, 4> terms_of(const WordForms& forms) {
    return {forms.stem, forms.surface, forms.acronym, forms.skeleton};
}

enum class TokenKind : std::uint8_t {
    word,
    number,
    compound,   ///< the parts of a joined word taken together: "antithymocyte" in "anti-thymocyte"
    part,       ///< a part of a word that is written together: "zirrhose" in "Leberzirrhose"
    bigram,     ///< two neighbouring characters of Chinese, Japanese, Korean or Thai
    bridge,     ///< such a pair with a space or a middle dot between; a query has no use for it
    character,  ///< one such character that another follows; an index finds it by its pair
    last_character,  ///< the last one of a run; has no place in a phrase
    lone_character,  ///< a run of one
};

/// A stretch of text that gives terms. Compounds lie over the words that they join, parts inside
/// the word that they are parts of, bigrams overlap.
struct Token {
    std::uint32_t begin = 0;  ///< bytes of the analysed text, as passed
    std::uint32_t end = 0;
    std::uint32_t position = 0;       ///< place in reading order; a stop word takes a place too
    std::uint32_t last_position = 0;  ///< of a compound's last part; else the same
    TokenKind kind = TokenKind::word;
    WordForms forms;
};

/// A place inside a text where its analysis can be taken up: no word has anything to do with a word
/// on the other side.
struct Restart {
    std::uint32_t begin = 0;     ///< bytes of the analysed text
    std::uint32_t position = 0;  ///< of the first word behind it

    friend bool operator==(const Restart&, const Restart&) = default;
};

/// Restarts are at least so many bytes apart, and rarely farther than twice as many.
inline constexpr std::uint32_t kRestartBytes = 128;

/// The tokens of a text and the memory that is kept between texts: a cache from raw word to
/// finished terms, and the terms' spellings. One thread at a time.
class AnalysisBuffer {
public:
    static constexpr std::size_t kUsualBytes = 24U << 20U;

    AnalysisBuffer();
    ~AnalysisBuffer();
    AnalysisBuffer(AnalysisBuffer&&) noexcept;
    AnalysisBuffer& operator=(AnalysisBuffer&&) noexcept;

    /// Tokens of the texts analysed since the last `clear`, in reading order of each.
    [[nodiscard]] const std::vector<Token>& tokens() const;

    /// Restarts of the text that `Analyzer::analyze` read last, ascending; its beginning is none.
    [[nodiscard]] const std::vector<Restart>& restarts() const;

    /// Spelling and class of a term; valid until `trim` or destruction.
    [[nodiscard]] std::string_view term_text(TermId term) const;
    [[nodiscard]] WordTermClass term_class(TermId term) const;

    /// One more than the largest term number given out.
    [[nodiscard]] std::size_t term_count() const;

    /// A number of this buffer alone, and another one once `trim` has forgotten the terms: as long
    /// as it stays, a term's number means the same term.
    [[nodiscard]] std::uint64_t generation() const;

    /// Forgets the tokens; terms and their numbers stay.
    void clear();

    /// Forgets tokens and, once they take more than `max_bytes`, all terms and numbers. What is
    /// usual between two reports fits a processor's cache better than more does.
    void trim(std::size_t max_bytes = kUsualBytes);

    struct State;  ///< the analyzer's business

private:
    friend class Analyzer;
    std::unique_ptr<State> state_;
};

/// Turns text into index terms. Indexer, searcher and snippets must use the same one: a term that
/// two of them spell differently can never match. Immutable, so threads may share it without a
/// lock.
class Analyzer {
public:
    /// `fingerprint` is a number that differs where the tables differ.
    Analyzer(WordTables tables, std::uint64_t fingerprint);

    /// Appends the tokens of UTF-8 `text`, written in `language`, to `buffer`. An ill-formed byte
    /// ends a word and is never an error. Offsets are bytes of `text` as passed, before any
    /// folding; positions count from `first_position`. Returns the position after the last. `text`
    /// must be shorter than 4 GiB.
    std::uint32_t analyze(std::string_view text, Language language, AnalysisBuffer& buffer,
                          std::uint32_t first_position = 0) const;

    /// Appends the tokens of text[begin, end), where each bound is a restart of `text`, its
    /// beginning or its end: the same tokens, offsets and positions as `analyze` gives there, for
    /// the position that the restart has.
    std::uint32_t analyze_part(std::string_view text, std::uint32_t begin, std::uint32_t end,
                               Language language, AnalysisBuffer& buffer,
                               std::uint32_t first_position) const;

    /// `prefix` folded but not stemmed: what to look up for a query such as `cardio*`.
    [[nodiscard]] std::string normalize(std::string_view prefix) const;

    /// A folded word spelt as its family is (British as American, Carcinom as Karzinom), not
    /// stemmed.
    [[nodiscard]] std::string family_spelling(std::string_view folded_word,
                                              Language language) const;

    /// The skeleton of a word (WordTermClass::skeleton); empty if it has none.
    [[nodiscard]] std::string skeleton(std::string_view word, Language language) const;

    /// A Korean word without its particle; all of `word` if it has none or is of another script.
    [[nodiscard]] std::string_view without_particle(std::string_view word) const;

    /// The folded words of a person's name, in order: for the author field.
    [[nodiscard]] std::vector<std::string> name_words(std::string_view name) const;

    /// Whether `word` (folded as `normalize` does) is a stop word of `language`.
    [[nodiscard]] bool is_stop_word(std::string_view word, Language language) const;

    /// Names the rules: equal fingerprints promise equal terms. Kept in the index, checked on open.
    [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }

private:
    WordTables tables_;
    std::string fingerprint_;
};

}  // namespace casebook
