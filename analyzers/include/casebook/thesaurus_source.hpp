#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace casebook {

/// What a concept is. A narrower concept is of the same type as its broader ones.
enum class ConceptType : std::uint8_t {
    therapy,
    diagnosis,
    finding,
    procedure,
    outcome,
    organism,
    gene,
    substance,
    anatomy,
    other,  ///< of an imported vocabulary that does not tell
};

enum class TermKind : std::uint8_t { preferred, synonym, abbreviation, brand, spelling, lay };

/// One concept as a vocabulary tells it.
struct ConceptRow {
    std::string id;  ///< `CB000123`, or an imported one with its prefix: `DOID:12449`
    ConceptType type = ConceptType::other;
    std::vector<std::string> broader;           ///< ids of concepts
    std::vector<std::string> includes;          ///< ids: what a regimen or combination consists of
    std::vector<std::string> cross_references;  ///< ids in other vocabularies, with prefix
    std::string note;
};

/// One name of a concept.
struct TermRow {
    std::string concept_id;
    std::string language;  ///< ISO 639-1; `la` Latin; `mul` for a name that all languages share
    TermKind kind = TermKind::synonym;
    std::string term;      ///< UTF-8, as it would be written in a text
    std::string evidence;  ///< where it can be looked up, such as `MeSH:D000961`, or `none`
    bool checked = false;  ///< read twice by different readers
};

/// One sense of a term that has several. A term with rows here means a concept only where the
/// report defines it or holds a sign of one sense alone.
struct SenseRow {
    std::string term;
    std::string language;            ///< as in TermRow
    std::string concept_id;          ///< `-` for a sense that stands in no vocabulary here
    std::vector<std::string> signs;  ///< ids of concepts, or words in quotes, that speak for it
    std::string note;
};

/// A vocabulary as rows, from a file of any format, before it is compiled.
struct ThesaurusSource {
    std::vector<ConceptRow> concepts;
    std::vector<TermRow> terms;
    std::vector<SenseRow> senses;
};

/// A line or record of a vocabulary that could not be used, or only in part.
struct VocabularyProblem {
    std::string file;
    std::uint64_t line = 0;  ///< from 1; 0 where the format has none
    std::string message;     ///< what is wrong and what was done with it; cites no licensed text
};

}  // namespace casebook
