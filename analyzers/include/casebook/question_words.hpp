#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// What people wrap a search in when they ask in plain words: "which patients with aplastic anemia
/// relapsed after ATG?". Immutable; threads may share it.
class QuestionWords {
public:
    /// A stretch of a text, in bytes.
    struct Span {
        std::size_t begin = 0;
        std::size_t end = 0;

        friend bool operator==(const Span&, const Span&) = default;
    };

    /// Characters that may stand together without a space before they are read as several words.
    static constexpr std::size_t kLongestRun = 12;

    QuestionWords() = default;

    /// Reads a table of language, kind (`opener` or `word`) and words separated by '|'. Throws
    /// Error{invalid_argument} naming table and line for a table that does not read.
    [[nodiscard]] static QuestionWords parse(std::string_view table, std::string_view tsv);

    /// Whether a query is a question: it begins as one does, or ends in a question mark.
    [[nodiscard]] bool is_question(std::string_view query) const;

    /// Whether a question can do without a word, in whatever language.
    [[nodiscard]] bool passes_over(std::string_view word) const;

    /// What is left of UTF-8 `text` when runs of Chinese, Japanese, Korean and Thai are taken
    /// apart: a question's runs, and those longer than `kLongestRun`, at the words to pass over,
    /// which fall out; and of these, what is longer still, at the words of ICU's dictionary, single
    /// characters left out. Ascending; all of `text` where there is nothing to take apart, or
    /// nothing would be left.
    [[nodiscard]] std::vector<Span> pieces(std::string_view text, bool question) const;

private:
    [[nodiscard]] std::size_t word_at(std::string_view run) const;

    std::set<std::string, std::less<>> openers_;  ///< folded
    std::set<std::string, std::less<>> words_;    ///< folded
    std::size_t longest_opener_ = 0;              ///< in words
    std::vector<std::string> in_runs_;            ///< of scripts without spaces, the longest first
};

}  // namespace casebook
