#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/thesaurus_source.hpp"
#include "casebook/vocabulary_import.hpp"

namespace casebook {

struct MergeCounts {
    std::uint64_t by_id = 0;            ///< concepts that joined one of the same id
    std::uint64_t by_reference = 0;     ///< concepts that joined another by cross-reference
    std::uint64_t by_name = 0;          ///< concepts that joined another by a shared name
    std::uint64_t ambiguous = 0;        ///< pairs that shared either, but not with each other alone
    std::uint64_t ambiguous_names = 0;  ///< names of two concepts of one vocabulary
    std::uint64_t contradicting = 0;    ///< pairs kept apart because their types contradict
    RowCount concepts;
    RowCount terms;
    RowCount links;
};

/// One vocabulary made of several. Rows of the same id are one concept. Beyond that two concepts of
/// different vocabularies become one where each refers to the other alone, or where they share a
/// name that no other concept of either bears; never where their types contradict (a finding and a
/// diagnosis do not, nor do therapy, procedure and substance). A vocabulary is what one source
/// holds, and all ids of one prefix. A merged concept keeps id, type and preferred terms of the
/// earliest source; its other ids become cross references. Names are compared as `analyzer` reads
/// them: case, accents, spelling families and inflection do not matter, word order does.
/// Terms and links of concepts that no source defines, and links that close a cycle or lead to
/// another type, are left out, counted and told in `problems`, of each kind the first
/// `max_problems_of_kind` one by one.
[[nodiscard]] ThesaurusSource merge_vocabularies(std::vector<ThesaurusSource> sources,
                                                 const Analyzer& analyzer, MergeCounts& counts,
                                                 std::vector<VocabularyProblem>& problems,
                                                 std::size_t max_problems_of_kind = 20);

}  // namespace casebook
