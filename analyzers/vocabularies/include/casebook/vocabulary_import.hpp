#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/language.hpp"
#include "casebook/thesaurus_source.hpp"

/// Vocabularies that others made, read into the rows of a thesaurus. What is read from where in
/// each format stands in docs/vocabularies.md.
namespace casebook {

enum class VocabularyFormat : std::uint8_t {
    obo,           ///< OBO 1.2 and 1.4, with or without scopes of synonyms
    mesh_xml,      ///< MeSH descriptors or supplementary records
    mesh_ascii,    ///< the same as `*NEWRECORD` blocks
    umls_rrf,      ///< a folder with MRCONSO.RRF and what lies beside it
    skos,          ///< Turtle, N-Triples or RDF/XML
    synonyms,      ///< synonyms.txt of Solr, Elasticsearch and OpenSearch
    babelon,       ///< tables of translations: babelon, or ROBOT templates of synonyms
    casebook_tsv,  ///< our own concepts.tsv, terms.tsv, ambiguous.tsv, or a folder of them
};

/// "obo", "mesh-xml", …: the names that `--format` takes, in the order of the enumeration.
inline constexpr std::array<std::string_view, 8> kVocabularyFormatNames{
    "obo", "mesh-xml", "mesh-ascii", "umls-rrf", "skos", "synonyms", "babelon", "casebook-tsv"};

[[nodiscard]] std::string_view to_string(VocabularyFormat format);
[[nodiscard]] std::optional<VocabularyFormat> vocabulary_format(std::string_view name);

/// The type of that name ("therapy"); none if there is none.
[[nodiscard]] std::optional<ConceptType> concept_type_named(std::string_view name);

/// How a vocabulary relates a synonym to its concept.
enum class SynonymScope : std::uint8_t { exact, narrow, broad, related };

struct VocabularyOptions {
    std::optional<VocabularyFormat> format;  ///< told by the content if none is set
    std::optional<ConceptType> type;  ///< of every concept; else from ids, branches, semantic types
    /// ISO 639-1 codes of the names to keep, `mul` apart; empty keeps all.
    std::vector<std::string> languages;
    /// Of names whose file does not tell it.
    std::string language = "en";
    /// Scopes that expand beside the exact one. A synonym of another scope is left out and counted.
    std::vector<SynonymScope> other_scopes;
    /// Sources (SAB) of a UMLS folder to keep, such as `MSH`; empty keeps all.
    std::vector<std::string> umls_sources;
    bool candidates = true;  ///< translations that nobody approved yet
    std::size_t max_term_bytes = 1000;
    std::size_t max_terms_of_concept = 10000;
    /// Problems of one kind that are told one by one; of the others the number.
    std::size_t max_problems_of_kind = 20;
};

/// Why something of a vocabulary was left out.
enum class LeftOut : std::uint8_t {
    not_a_concept,    ///< a scheme, collection or qualifier that has names too
    obsolete,         ///< marked as obsolete, deprecated or suppressible
    other_scope,      ///< a synonym that is not exact
    other_language,   ///< not among VocabularyOptions::languages
    other_source,     ///< not among VocabularyOptions::umls_sources
    not_translated,   ///< marked so, or empty, or a candidate that is not wanted
    permuted,         ///< the words of another name in another order
    no_name,          ///< a definition or comment; a concept without any name
    ill_formed,       ///< not UTF-8, control characters, missing columns
    too_long,         ///< above max_term_bytes
    too_many,         ///< above max_terms_of_concept
    repeated,         ///< stands there already
    unknown_concept,  ///< of or to a concept that nothing defines
    other_type,       ///< a broader concept of another type
    other_relation,   ///< a mapping that is neither "broader" nor "consists of"
    cycle,            ///< a broader concept that is a narrower one too
};

/// "obsolete", "other scope", …
[[nodiscard]] std::string_view to_string(LeftOut reason);

/// What became of all the rows of one sort: `read` is `used` and all of `left_out` together.
struct RowCount {
    std::uint64_t read = 0;
    std::uint64_t used = 0;
    std::map<LeftOut, std::uint64_t> left_out;

    void leave_out(LeftOut reason, std::uint64_t rows = 1) { left_out[reason] += rows; }
    [[nodiscard]] std::uint64_t all_left_out() const;
};

struct VocabularyCounts {
    VocabularyFormat format = VocabularyFormat::obo;
    RowCount concepts;
    RowCount terms;
    RowCount links;  ///< to broader concepts and to parts
    RowCount cross_references;
    std::uint64_t lines_left_out = 0;  ///< that could not be read at all
    std::uint64_t problems = 0;        ///< those not told one by one too
};

/// Appends the rows of the vocabulary at `path`, a file or the folder of a format that has several,
/// to `out`, and what could not be used to `problems`. Streams: memory grows with what is kept,
/// not with the file. A broader concept that the file does not define is kept and told, for another
/// file may define it: merge_vocabularies decides. Throws Error{not_found, io} naming the file, and
/// {invalid_argument} where its format cannot be told; never because of a bad line.
VocabularyCounts import_vocabulary(const std::filesystem::path& path,
                                   const VocabularyOptions& options, ThesaurusSource& out,
                                   std::vector<VocabularyProblem>& problems);

/// The format of the file or folder at `path` by its content; none if it looks like no vocabulary.
/// Throws Error{not_found, io}.
[[nodiscard]] std::optional<VocabularyFormat> detect_vocabulary_format(
    const std::filesystem::path& path);

}  // namespace casebook
