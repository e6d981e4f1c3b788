#include "close_words.hpp"

#include <algorithm>
#include <array>

namespace casebook {
namespace {

/// Code points of scripts that are walked together.
struct Alphabet {
    char32_t first;
    char32_t end;
};

/// Latin, Greek and Cyrillic; Armenian, Hebrew and Arabic; the scripts of India.
constexpr std::array<Alphabet, 3> kAlphabets{{{U'a', 0x530}, {0x530, 0x900}, {0x900, 0xE00}}};

const Alphabet* alphabet_of(const std::u32string& letters) {
    const auto holds = [&](const Alphabet& alphabet) {
        return std::all_of(letters.begin(), letters.end(), [&](char32_t letter) {
            return letter >= alphabet.first && letter < alphabet.end;
        });
    };
    const auto found = std::find_if(kAlphabets.begin(), kAlphabets.end(), holds);
    return letters.empty() || found == kAlphabets.end() ? nullptr : &*found;
}

class Walk {
public:
    Walk(WordList& list, const std::string& word, EditCost limit)
        : list_(list), word_(word), limit_(limit), table_(letters_of(word), limit) {}

    void run(const Alphabet& alphabet, std::vector<CloseWord>& found) {
        list_.seek(to_utf8({&alphabet.first, 1}));
        while (!list_.at_end()) {
            const std::string word = list_.word();
            const std::u32string letters = letters_of(word);
            if (letters.empty() || letters.front() >= alphabet.end) return;
            if (!spell(letters)) {
                const std::string next = next_promising();
                if (next.empty()) return;
                list_.seek(next);
                continue;
            }
            if (table_.cost() <= limit_ && word != word_)
                found.push_back({word, table_.cost(), list_.frequency()});
            list_.next();
        }
    }

private:
    /// Pushes the word's letters; false as soon as they are hopeless.
    bool spell(const std::u32string& letters) {
        const auto parting =
            std::mismatch(letters.begin(), letters.end(), spelt_.begin(), spelt_.end()).first;
        spelt_.resize(static_cast<std::size_t>(parting - letters.begin()));
        table_.shorten(spelt_.size());
        while (spelt_.size() < letters.size()) {
            push(letters[spelt_.size()]);
            if (table_.hopeless()) return false;
        }
        return true;
    }

    void push(char32_t letter) {
        table_.push(letter);
        spelt_.push_back(letter);
    }

    /// Where to go on behind a hopeless beginning: the next letter in place of its last one that is
    /// not hopeless, or past all words that share the rest of it. Empty for the end.
    std::string next_promising() {
        const char32_t hopeless = spelt_.back();
        spelt_.pop_back();
        table_.shorten(spelt_.size());
        std::u32string candidates = table_.promising_letters();
        if (!spelt_.empty()) candidates.push_back(spelt_.back());  // which doubles it
        std::sort(candidates.begin(), candidates.end());
        for (const char32_t letter : candidates) {
            if (letter <= hopeless) continue;
            push(letter);
            const bool promising = !table_.hopeless();
            if (promising) return to_utf8(spelt_);
            spelt_.pop_back();
            table_.shorten(spelt_.size());
        }
        constexpr const char* kBehindAll = "\xff";
        return spelt_.empty() ? std::string() : to_utf8(spelt_) + kBehindAll;
    }

    WordList& list_;
    const std::string& word_;
    EditCost limit_;
    EditTable table_;
    std::u32string spelt_;  ///< the letters in the table
};

}  // namespace

void find_close_words(WordList& list, const std::string& word, EditCost limit,
                      std::vector<CloseWord>& found) {
    if (const Alphabet* alphabet = alphabet_of(letters_of(word)))
        Walk(list, word, limit).run(*alphabet, found);
}

bool is_alphabetic(const std::string& word) {
    return alphabet_of(letters_of(word)) != nullptr;
}

}  // namespace casebook
