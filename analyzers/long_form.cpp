#include "long_form.hpp"

#include <algorithm>
#include <limits>
#include <span>

namespace casebook {
namespace {

using Score = std::int32_t;
constexpr Score kNever = std::numeric_limits<Score>::min() / 4;

/// What each way to find a character is worth.
struct Worths {
    Score word;      ///< the first character of a word
    Score part;      ///< the first of a part of a hyphenated word, or of a number inside a word
    Score function;  ///< the first of an article, preposition or the like
    Score capital;   ///< behind the character before it, both capitals: the I of GI stromal tumor
    Score next;      ///< right behind the character before it
    Score inside;    ///< later in the same word
    Score stray;     ///< inside a word that was not begun
    Score left_out;  ///< factor of the weight of each word left out
    Score least;     ///< tenths for each character that a long form must reach
};

constexpr Worths kUsual{10, 9, 2, 9, 5, 4, -2, 1, 42};
constexpr Worths kNoStrays{10, 9, 2, 9, 5, 4, -6, 1, 42};
constexpr Worths kFirstOfEachWord{10, 10, 9, kNever, kNever, kNever, kNever, 1000, 90};

const Worths& worths_of(Strictness strictness) {
    switch (strictness) {
        case Strictness::usual:
            return kUsual;
        case Strictness::no_strays:
            return kNoStrays;
        default:
            return kFirstOfEachWord;
    }
}

Score plus(Score left, Score right) {
    return left <= kNever || right <= kNever ? kNever : left + right;
}

/// Finds the best alignment of a short form with words, from right to left.
class Aligner {
public:
    Aligner(std::span<const char32_t> form, const LetteredText& words, const Worths& worths)
        : form_(form), words_(words), worths_(worths), weight_before_(words.words.size() + 1) {
        for (std::size_t word = 0; word < words.words.size(); ++word)
            weight_before_[word + 1] = weight_before_[word] + words.words[word].weight;
        align();
    }

    /// The best score of a long form that begins with letter `at`.
    [[nodiscard]] Score score_at(std::size_t at) const {
        if (!words_.letters[at].starts) return kNever;
        return plus(scores_[at], worth_of_start(at));
    }

    [[nodiscard]] bool suffices(Score score) const {
        constexpr Score kLeastOfTwo = 13;  // two characters are soon found by chance
        if (form_.size() == 2 && score < kLeastOfTwo) return false;
        return score > kNever && score * 10 >= worths_.least * static_cast<Score>(form_.size());
    }

private:
    void align() {
        const std::size_t size = words_.size();
        scores_.assign(size, kNever);
        std::vector<Score> after(size, kNever);
        for (std::size_t at = 0; at < size; ++at) {
            if (words_.letters[at].folded != form_.back()) continue;
            scores_[at] = -left_out(words_.letters[at].word + 1, words_.words.size());
        }
        for (std::size_t character = form_.size() - 1; character-- > 0;) {
            after.swap(scores_);
            align_character(form_[character], after);
        }
    }

    /// The scores of the short form from `character` on, by the letter that it is found at, where
    /// `after` has those of the short form behind it.
    void align_character(char32_t character, const std::vector<Score>& after) {
        Score later_words = kNever;  // as if all words before the best one were left out
        Score later_in_word = kNever;
        std::size_t at = words_.size();
        for (std::size_t word = words_.words.size(); word-- > 0;) {
            const Score left = worths_.left_out * static_cast<Score>(weight_before_[word + 1]);
            Score best_in_word = kNever;
            later_in_word = kNever;
            while (at > words_.words[word].first) {
                --at;
                Score best = plus(later_words, left);
                best = std::max(best, plus(later_in_word, worths_.inside));
                if (at < words_.words[word].last)
                    best = std::max(best, plus(after[at + 1], worth_of_next(at + 1)));
                scores_[at] = words_.letters[at].folded == character ? best : kNever;
                if (!is_digit(at)) later_in_word = std::max(later_in_word, after[at]);
                best_in_word = std::max(best_in_word, plus(after[at], worth_from_afar(at)));
            }
            later_words = std::max(
                later_words,
                plus(best_in_word, -worths_.left_out * static_cast<Score>(weight_before_[word])));
        }
    }

    [[nodiscard]] Score left_out(std::size_t first, std::size_t end) const {
        return worths_.left_out * static_cast<Score>(weight_before_[end] - weight_before_[first]);
    }

    [[nodiscard]] Score worth_of_start(std::size_t at) const {
        const LetteredWord& word = words_.words[words_.letters[at].word];
        if (word.weight == 0) return worths_.function;
        return word.joined || word.first != at ? worths_.part : worths_.word;
    }

    [[nodiscard]] Score worth_of_next(std::size_t at) const {
        if (words_.letters[at].starts) return worths_.part;
        const bool capitals = words_.letters[at].capital && words_.letters[at - 1].capital;
        return capitals ? worths_.capital : worths_.next;
    }

    [[nodiscard]] Score worth_from_afar(std::size_t at) const {
        if (words_.letters[at].starts) return worth_of_start(at);
        return is_digit(at) ? kNever : worths_.stray;
    }

    /// A digit counts only with all digits of its number before it.
    [[nodiscard]] bool is_digit(std::size_t at) const {
        const char32_t letter = words_.letters[at].folded;
        return letter >= '0' && letter <= '9' && !words_.letters[at].starts;
    }

    std::span<const char32_t> form_;
    const LetteredText& words_;
    const Worths& worths_;
    std::vector<std::uint32_t> weight_before_;  ///< of all words before each
    std::vector<Score> scores_;
};

/// Locants belong to a chemical's name: 1-deamino, 2,4-dinitro.
std::size_t with_locants(const LetteredText& words, std::size_t at) {
    std::size_t word = words.letters[at].word;
    const auto is_number = [&](std::size_t index) {
        return words.letters[words.words[index].first].folded <= '9';
    };
    if (words.words[word].first != at) return at;
    while (word > 0 && words.words[word].joined && is_number(word - 1))
        --word;
    return words.words[word].first;
}

/// Whether `word` is the short form itself, with or without a number behind it.
bool is_numbered_form(const ShortForm& form, const LetteredText& words, const LetteredWord& word) {
    const std::size_t size = word.last - word.first + 1;
    if (size < form.letters.size()) return false;
    for (std::size_t at = 0; at < size; ++at) {
        const char32_t letter = words.letters[word.first + at].folded;
        const bool same =
            at < form.letters.size() ? letter == form.letters[at] : letter >= '0' && letter <= '9';
        if (!same) return false;
    }
    return true;
}

/// Whether letters `first` on say more than the short form itself.
bool says_more(const ShortForm& form, const LetteredText& words, std::size_t first) {
    constexpr std::size_t kFewestMore = 2;
    if (words.size() - first < form.letters.size() + kFewestMore) return false;
    for (std::size_t word = words.letters[first].word; word < words.words.size(); ++word) {
        const LetteredWord& candidate = words.words[word];
        if (is_numbered_form(form, words, candidate)) return false;
    }
    return true;
}

bool is_allowed(const ShortForm& form, const LetteredText& words, std::size_t first) {
    constexpr std::size_t kMoreWords = 6;
    const std::size_t count = words.words.size() - words.letters[first].word;
    const std::size_t most =
        2 * std::min(form.letters.size() + kMoreWords, 2 * form.letters.size());
    return count <= most && says_more(form, words, first);
}

/// The characters to find.
std::span<const char32_t> needed_letters(const ShortForm& form) {
    return std::span(form.letters).first(form.letters.size() - (form.optional_end ? 1 : 0));
}

Strictness needed(const ShortForm& form, Strictness asked) {
    return form.shape == ShortFormShape::doubtful ? Strictness::first_of_each_word : asked;
}

struct Found {
    std::size_t first = 0;
    Score score = kNever;
};

/// The best long form with its first letter among the first `letters`; of equal ones the shortest.
Found best_of(const ShortForm& form, const LetteredText& words, const Aligner& aligner,
              std::size_t letters) {
    Found found;
    for (std::size_t at = 0; at < letters; ++at) {
        const Score score = aligner.score_at(at);
        if (score < found.score || !aligner.suffices(score)) continue;
        const std::size_t first = with_locants(words, at);
        if (is_allowed(form, words, first)) found = {first, score};
    }
    return found;
}

/// Whether what cannot be missing is there: saves most alignments.
bool has_last_letter(const ShortForm& form, const LetteredText& words) {
    const char32_t last = needed_letters(form).back();
    return std::any_of(words.letters.begin(), words.letters.end(),
                       [last](const Letter& letter) { return letter.folded == last; });
}

std::optional<std::size_t> find_among(const ShortForm& form, const LetteredText& words,
                                      Strictness strictness, std::size_t letters) {
    if (words.empty() || !has_last_letter(form, words)) return std::nullopt;
    const Worths& worths = worths_of(needed(form, strictness));
    const Aligner aligner(needed_letters(form), words, worths);
    const Found found = best_of(form, words, aligner, letters);
    if (found.score == kNever) return std::nullopt;
    return found.first;
}

/// How many letters there are to the end of the first word of content.
std::size_t front_letters(const LetteredText& words) {
    for (const LetteredWord& word : words.words) {
        if (word.weight > 0) return word.first + 1U;
    }
    return words.words.empty() ? 0 : words.words.front().first + 1U;
}

}  // namespace

std::optional<std::size_t> find_long_form(const ShortForm& form, const LetteredText& words,
                                          Strictness strictness) {
    return find_among(form, words, strictness, words.size());
}

std::optional<std::size_t> find_long_form_at_front(const ShortForm& form, const LetteredText& words,
                                                   Strictness strictness) {
    return find_among(form, words, strictness, front_letters(words));
}

std::optional<ReorderedLongForm> find_reordered_long_form(const ShortForm& form,
                                                          const LetteredText& words) {
    if (form.capitals != form.letters.size() || form.shape != ShortFormShape::clear)
        return std::nullopt;
    std::vector<char32_t> initials;
    std::size_t word = words.words.size();
    bool clear = true;
    while (word > 0 && initials.size() < form.letters.size()) {
        --word;
        const LetteredWord& candidate = words.words[word];
        clear = clear && candidate.weight > 0;
        if (candidate.weight > 0) initials.push_back(words.letters[candidate.first].folded);
    }
    std::vector<char32_t> letters = form.letters;
    const char32_t head = letters.back();
    clear = clear && !initials.empty() && initials.back() == head &&
            std::count(letters.begin(), letters.end(), head) == 1;
    std::sort(letters.begin(), letters.end());
    std::sort(initials.begin(), initials.end());
    if (initials != letters || !says_more(form, words, words.words[word].first))
        return std::nullopt;
    return ReorderedLongForm{words.words[word].first, clear};
}

}  // namespace casebook
