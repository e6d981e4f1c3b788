#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/search.hpp"
#include "word_knowledge.hpp"
#include "word_runs.hpp"

namespace casebook {

/// Completes what was typed from the words and titles of an index, and the names of concepts that
/// its reports tell of. One thread at a time.
class Completer {
public:
    /// `handle` outlives it.
    explicit Completer(IndexHandle& handle);

    /// Searcher::suggest.
    [[nodiscard]] std::vector<Completion> complete(std::string_view typed, std::size_t top);

private:
    /// A term that begins as was typed.
    struct Found {
        std::string word;
        Xapian::doccount frequency = 0;
        TermClass term_class = TermClass::surface;
    };

    [[nodiscard]] std::vector<Found> find(TermClass term_class, const std::string& beginning) const;
    [[nodiscard]] std::string word_before(std::string_view typed,
                                          const std::vector<WordRun>& runs) const;
    [[nodiscard]] std::vector<Found> words_of(const std::string& run, const std::string& before,
                                              std::size_t top);
    [[nodiscard]] std::vector<Found> found_words(const std::string& run) const;
    void put_followers_first(const std::string& before, std::vector<Found>& found);
    [[nodiscard]] std::vector<Found> one_of_each_stem(std::vector<Found> found, std::size_t top);
    [[nodiscard]] std::string first_stem(const std::string& word);
    [[nodiscard]] std::vector<Found> longer_by_one(const std::string& run, std::size_t top);
    [[nodiscard]] Xapian::Query titles_with(std::string_view typed, const WordRun* last,
                                            const std::vector<Found>& words);
    [[nodiscard]] Xapian::Query title_with_beginning(const std::string& run,
                                                     const std::vector<Found>& words);
    [[nodiscard]] std::vector<Completion> titles(std::string_view typed, const WordRun* last,
                                                 const std::vector<Found>& words);

    [[nodiscard]] std::vector<Completion> concepts(std::string_view typed,
                                                   const std::vector<WordRun>& runs,
                                                   std::size_t top);
    [[nodiscard]] std::vector<Completion> named_from(std::string_view typed, std::size_t begin,
                                                     std::size_t top);

    IndexHandle& handle_;
    WordKnowledge words_;
};

}  // namespace casebook
