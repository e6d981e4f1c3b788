#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "casebook/analyzer.hpp"

/// What is in an index: the one table that the writer and the searcher both walk. Everything in
/// this header reaches disk; never renumber and never reuse a prefix. docs/index-schema.md explains
/// it.
namespace casebook {

/// Indexes of another number are refused with a message that names the way out.
inline constexpr std::uint32_t kSchemaVersion = 6;

/// What a term of an index stands for.
enum class TermClass : std::uint8_t {
    stem,       ///< stems of the report's own text; bigrams and characters for CJK and Thai
    surface,    ///< folded words where they differ from the stem
    acronym,    ///< abbreviations as written; those without a stem have positions
    title,      ///< stems of the title
    reference,  ///< stems of the reference list
    furniture,  ///< stems of what the publisher's site put around the report
    author,     ///< folded words of the authors' names
    id,
    doi,
    pmid,
    language,
    year,
    journal,  ///< folded name
    article_type,
    keyword,     ///< folded keyword, whole
    skeleton,    ///< what words share with their cognates in other languages
    concept_id,  ///< concepts of the thesaurus that the report's own text names
    therapy,     ///< ids of concepts: what a patient received
    therapy_failed,
    therapy_mentioned,
    diagnosis,
    outcome,  ///< as to_string(OutcomeState) writes it
    patient,  ///< what is true of one patient (case_values.hpp)
    subject,  ///< "human" or "animal"
};

/// One row of the schema.
struct TermClassRow {
    TermClass term_class;
    std::string_view name;
    std::string_view prefix;  ///< upper-case ASCII; a stem has none, and none begins in upper case
    bool has_positions;
    bool is_ranked;                ///< its wdf is an impact; else the term only filters
    std::string_view query_field;  ///< the field name in queries and filters; empty if none
};

inline constexpr std::array<TermClassRow, 24> kTermClasses{{
    {TermClass::stem, "stem", "", true, true, ""},
    {TermClass::surface, "surface", "W", false, true, ""},
    {TermClass::acronym, "acronym", "A", true, true, ""},
    {TermClass::title, "title", "S", true, false, "title"},
    {TermClass::reference, "reference", "R", false, true, "references"},
    {TermClass::furniture, "furniture", "F", false, true, ""},
    {TermClass::author, "author", "U", false, false, "author"},
    {TermClass::id, "id", "Q", false, false, "id"},
    {TermClass::doi, "doi", "D", false, false, "doi"},
    {TermClass::pmid, "pmid", "P", false, false, "pmid"},
    {TermClass::language, "language", "L", false, false, "language"},
    {TermClass::year, "year", "Y", false, false, "year"},
    {TermClass::journal, "journal", "J", false, false, "journal"},
    {TermClass::article_type, "article_type", "T", false, false, "article_type"},
    {TermClass::keyword, "keyword", "K", false, false, "keyword"},
    {TermClass::skeleton, "skeleton", "B", false, true, ""},
    {TermClass::concept_id, "concept_id", "C", true, true, ""},
    {TermClass::therapy, "therapy", "XG", false, false, "therapy"},
    {TermClass::therapy_failed, "therapy_failed", "XF", false, false, "therapy_failed"},
    {TermClass::therapy_mentioned, "therapy_mentioned", "XM", false, false, "therapy_mentioned"},
    {TermClass::diagnosis, "diagnosis", "XD", false, false, "diagnosis"},
    {TermClass::outcome, "outcome", "XO", false, false, "outcome"},
    {TermClass::patient, "patient", "XP", false, false, "age, age_group, sex"},
    {TermClass::subject, "subject", "XS", false, false, "subject"},
}};

/// The schema's row of a class.
[[nodiscard]] constexpr const TermClassRow& row_of(TermClass term_class) {
    return kTermClasses[static_cast<std::size_t>(term_class)];
}

/// Whether a term as it stands in the index is of a class.
[[nodiscard]] constexpr bool is_of_class(std::string_view term, TermClass term_class) {
    const std::string_view prefix = row_of(term_class).prefix;
    if (!prefix.empty()) return term.starts_with(prefix);
    return !term.empty() && (term.front() < 'A' || term.front() > 'Z');
}

/// The class under which the index keeps a word's terms.
[[nodiscard]] constexpr TermClass term_class_of(WordTermClass word_class) {
    switch (word_class) {
        case WordTermClass::surface:
            return TermClass::surface;
        case WordTermClass::acronym:
            return TermClass::acronym;
        case WordTermClass::skeleton:
            return TermClass::skeleton;
        case WordTermClass::stem:
            break;
    }
    return TermClass::stem;
}

/// The term as it stands in the index: prefix and spelling, at most 245 bytes.
[[nodiscard]] std::string make_term(TermClass term_class, std::string_view spelling);

/// What Xapian's value slots hold.
enum class ValueSlot : std::uint32_t {
    id = 0,         ///< the report's id: breaks ties of rank
    year = 1,       ///< four digits, for ranges and sorting; absent if unknown
    positions = 2,  ///< PositionBlob, in indexes that keep their own positions
    anchors = 3,    ///< TextAnchors: where the analysis of a text can be taken up
    // Facts of the case, as case_values.hpp writes them; absent where there are none.
    therapy = 4,
    therapy_failed = 5,
    therapy_mentioned = 6,
    diagnosis = 7,
    outcome = 8,
    patients = 9,
    article_type = 10,
    subject = 11,
    embedding = 12,  ///< a vector made elsewhere (embedding.hpp); absent where a report has none
};

/// A year as it stands in terms and values: four digits, so that text order is time order.
[[nodiscard]] std::string year_value(int year);

/// Keys of the index's metadata. Every shard has its own.
namespace metadata {
inline constexpr const char* kSchema = "casebook.schema";
inline constexpr const char* kAnalyzer = "casebook.analyzer";
inline constexpr const char* kThesaurus = "casebook.thesaurus";
/// "own" where the thesaurus stands in the index's folder; else it is a built-in one.
inline constexpr const char* kThesaurusPlace = "casebook.thesaurus_place";
/// Absent in indexes made before it was kept.
inline constexpr const char* kContextRules = "casebook.context_rules";
inline constexpr const char* kRanking = "casebook.ranking";
inline constexpr const char* kPositions = "casebook.positions";
inline constexpr const char* kGeneration = "casebook.generation";
/// How many numbers each embedding of the index has; absent where no report has had one.
inline constexpr const char* kEmbeddingLength = "casebook.embedding_length";
}  // namespace metadata

}  // namespace casebook
