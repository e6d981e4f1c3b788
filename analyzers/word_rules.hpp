#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "casebook/word_tables.hpp"
#include "stemmer.hpp"
#include "term_table.hpp"
#include "word_cache.hpp"

namespace casebook {

/// A part of a compound word: its bytes in the word, and its terms.
struct WordPart {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    WordForms forms;
};

/// What one thread keeps between words.
struct WordMemory {
    TermTable terms;
    Stemmers stemmers;
    WordCache words;
    std::vector<WordPart> parts;

    [[nodiscard]] std::size_t bytes() const {
        return terms.bytes() + words.bytes() + parts.capacity() * sizeof(WordPart);
    }
    void clear() {
        words.clear();
        terms.clear();
        parts.clear();
    }
};

/// Whether the way a word is written says that it is an abbreviation: ATG, IL2, mRNA, AIDS.
[[nodiscard]] bool is_acronym(std::string_view word);

/// Whether a whole text is in capitals, so that case tells nothing.
[[nodiscard]] bool is_all_capitals(std::string_view text);

/// The rules that turn one raw word of one language into terms.
class WordRules {
public:
    WordRules(const WordTables& tables, Language language, bool all_capitals, WordMemory& memory);

    [[nodiscard]] CachedWord word(std::string_view raw);
    [[nodiscard]] WordForms number(std::string_view raw);

    /// A single capital behind a word: the A of hepatitis A, which is no article.
    [[nodiscard]] WordForms letter(std::string_view raw);

    /// A stop word that is a name where it stands: il in IL-2. Found as both.
    [[nodiscard]] WordForms name(std::string_view raw);

    /// The skeleton of a folded word that is not on the list of false friends; empty for none.
    [[nodiscard]] static std::string skeleton_of(std::string_view raw, const std::string& folded,
                                                 Language language, const WordTables& tables);

private:
    [[nodiscard]] CachedWord make_word(std::string_view written);
    [[nodiscard]] WordForms make_forms(std::string_view raw, const std::string& folded,
                                       const std::string& unified);
    void add_parts(std::string_view raw, const std::string& unified, CachedWord& word);

    const WordTables& tables_;
    Language language_;
    bool all_capitals_;
    std::uint32_t tag_;
    WordMemory& memory_;
};

}  // namespace casebook
