#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

namespace layout {

/// One word, or one character pair of an unspaced script, with its forms. A stand-in for the
/// project's analyzer: good enough for sizes, times and rankings, wrong for every fine point.
struct Word {
    std::string surface;   ///< folded: lower case, no diacritics
    std::string stem;      ///< the surface itself where nothing is stripped
    std::string skeleton;  ///< empty for short words and unspaced scripts
    bool is_stop_word = false;
    std::uint32_t stem_number = 0;  ///< the same for all words of one stem, within one tokenizer
};

struct Token {
    const Word* word = nullptr;
    std::uint32_t position = 0;
    std::string_view typed;  ///< as written; points into the text
};

/// Splits text at everything that is no letter or digit; Han, kana, Hangul and Thai become
/// overlapping pairs. Holds a cache from raw word to forms, so use one for each thread; a token
/// lives as long as its tokenizer.
class Tokenizer {
public:
    Tokenizer();

    /// Appends the tokens of UTF-8 `text`, the first at `position`; the next free position.
    std::uint32_t tokenize(std::string_view text, std::uint32_t position,
                           std::vector<Token>& tokens);

private:
    const Word& word_of(std::string_view raw);
    const Word& pair_of(std::string_view raw);
    std::uint32_t number_of(const std::string& stem);

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };
    std::unordered_map<std::string, Word, Hash, std::equal_to<>> cache_;
    std::unordered_map<std::string, std::uint32_t> stem_numbers_;
    Xapian::Stem stem_;
};

/// `text` in lower case and without diacritics, character by character.
[[nodiscard]] std::string fold(std::string_view text);

/// The crude cognate form of a folded word of six letters or more: ph=f, th=t, y=i, k and qu=c,
/// double letters single, ending dropped. Empty if there is none.
[[nodiscard]] std::string make_skeleton(std::string_view folded);

/// Two or more capitals or digits, at least two of them capitals.
[[nodiscard]] bool is_acronym(std::string_view typed);

}  // namespace layout
