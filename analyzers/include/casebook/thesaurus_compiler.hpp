#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/thesaurus_source.hpp"

namespace casebook {

/// The lists of rows in a ThesaurusSource.
enum class SourceTable : std::uint8_t { concepts, terms, senses };

enum class RowProblemKind : std::uint8_t {
    duplicate_id,        ///< the second concept of an id; left out
    unknown_id,          ///< a concept that stands nowhere; the link or row is left out
    cycle,               ///< a concept broader than itself; the link that closes the cycle is cut
    type_disagreement,   ///< narrower than a concept of another type; the link is cut
    unusable_term,       ///< ill-formed, empty, too long, only stop words; not recognised
    redundant_term,      ///< differs from another term of its concept in nothing that counts
    unlisted_ambiguity,  ///< stands under two concepts without sense rows; means neither alone
    bad_sense,           ///< a sense without its term, or a sign that stands nowhere
};

/// What is wrong with a row of a source and what was done about it. The message names ids and no
/// terms.
struct RowProblem {
    SourceTable table = SourceTable::concepts;
    std::size_t row = 0;
    RowProblemKind kind = RowProblemKind::unknown_id;
    std::string message;
};

struct CompiledThesaurus {
    std::string bytes;  ///< for Thesaurus::from_bytes, or a file for Thesaurus::open
    std::vector<RowProblem> problems;
};

/// Compiles a vocabulary for the recognition of its terms in texts that `analyzer` reads. Any
/// source compiles: what cannot be used is left out and told. Equal sources give equal bytes. Takes
/// some 200 bytes a term of memory beyond source and result. Throws Error{invalid_argument} past
/// 2^30 terms or 4 GB of text.
[[nodiscard]] CompiledThesaurus compile_thesaurus(const ThesaurusSource& source,
                                                  const Analyzer& analyzer);

/// Where a row of a source was read.
struct RowPlace {
    std::uint32_t file = 0;  ///< number in ThesaurusFolder::files
    std::uint32_t line = 0;  ///< from 1
};

/// A vocabulary read from files of rows, docs/thesaurus-format.md.
struct ThesaurusFolder {
    ThesaurusSource source;
    std::vector<VocabularyProblem> problems;
    std::vector<std::string> files;  ///< that were read, relative to the folder; ascending
    std::vector<RowPlace> concept_places;
    std::vector<RowPlace> term_places;
    std::vector<RowPlace> sense_places;

    /// A problem of compilation as one of a file and line.
    [[nodiscard]] VocabularyProblem locate(const RowProblem& problem) const;
};

/// Reads every `concepts.tsv`, `terms.tsv` and `ambiguous.tsv` in the folder and in the folders
/// within, and the folder's own `retired.tsv`, in the order of their names. A line that is no
/// row is left out and told. Throws Error{not_found, io} for a folder or file that cannot be read.
[[nodiscard]] ThesaurusFolder load_thesaurus_folder(const std::filesystem::path& folder);

/// "haematology/terms.tsv:12: …", as compilers write it.
[[nodiscard]] std::string to_string(const VocabularyProblem& problem);

}  // namespace casebook
