#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/vocabulary_merge.hpp"
#include "name_key.hpp"
#include "problem_log.hpp"
#include "vocabulary_links.hpp"

namespace casebook {

/// A name and what it is compared by.
struct JoinedTerm {
    TermRow row;
    std::uint64_t key = 0;         ///< a hash of its key; 0 for a name without words
    std::uint32_t key_length = 0;  ///< bytes of the key
};

/// What several sources say of the concepts that they name alike, by id.
class JoinedConcepts {
public:
    JoinedConcepts(NameKeys& keys, MergeCounts& counts, ProblemLog& problems)
        : keys_(keys), counts_(counts), problems_(problems) {}

    /// Takes all rows of the sources, in their order.
    void join(std::vector<ThesaurusSource>& sources);

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] ConceptRow& row(std::uint32_t place) { return rows_[place]; }
    [[nodiscard]] std::vector<ConceptRow>& rows() { return rows_; }
    [[nodiscard]] std::vector<JoinedTerm>& terms(std::uint32_t place) { return terms_[place]; }
    [[nodiscard]] const ConceptNumbers& numbers() const { return numbers_; }

    /// The place of a concept by its id or another id of it; `kNowhere` if there is none.
    [[nodiscard]] std::uint32_t find(std::string_view id) const;
    static constexpr std::uint32_t kNowhere = static_cast<std::uint32_t>(-1);

    /// The number of the vocabulary that the id of a concept tells.
    [[nodiscard]] std::uint32_t vocabulary(std::uint32_t place) const {
        return vocabularies_[place];
    }

    /// Whether two concepts are of one vocabulary, so that they cannot be the same.
    [[nodiscard]] bool are_kin(std::uint32_t one, std::uint32_t other) const;

    /// Rows in which a place has moved to another: `moved_to[place]` is its own or an earlier one.
    /// Puts all that is known of the moved ones into those.
    void fold(const std::vector<std::uint32_t>& moved_to);

private:
    void add_concept(ConceptRow&& row, std::uint32_t source);
    void add_to(std::uint32_t place, ConceptRow&& row);
    void add_terms(ThesaurusSource& source);
    void find_other_ids();

    NameKeys& keys_;
    MergeCounts& counts_;
    ProblemLog& problems_;
    std::vector<ConceptRow> rows_;
    std::vector<std::vector<JoinedTerm>> terms_;
    std::vector<std::vector<std::uint32_t>> sources_;  ///< ascending
    std::vector<std::uint32_t> vocabularies_;
    ConceptNumbers numbers_;
    ConceptNumbers other_ids_;
    ConceptNumbers vocabulary_numbers_;
};

}  // namespace casebook
