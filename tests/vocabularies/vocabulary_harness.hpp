#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/vocabulary_import.hpp"
#include "catch.hpp"
#include "temporary_folder.hpp"

namespace casebook {

/// All that an import gave.
struct Imported {
    ThesaurusSource source;
    std::vector<VocabularyProblem> problems;
    VocabularyCounts counts;
};

/// What is promised of the counts of every import.
inline void check_counts(const Imported& imported) {
    const VocabularyCounts& counts = imported.counts;
    for (const RowCount* rows :
         {&counts.concepts, &counts.terms, &counts.links, &counts.cross_references})
        CHECK(rows->read == rows->used + rows->all_left_out());
    CHECK(counts.concepts.used == imported.source.concepts.size());
    CHECK(counts.terms.used == imported.source.terms.size());
}

inline Imported import_path(const std::filesystem::path& path,
                            const VocabularyOptions& options = {}) {
    Imported imported;
    imported.counts = import_vocabulary(path, options, imported.source, imported.problems);
    check_counts(imported);
    return imported;
}

/// The file `text` under a name that tells no format.
inline Imported import_text(std::string_view text, const VocabularyOptions& options = {}) {
    const TemporaryFolder folder;
    return import_path(folder.write("vocabulary", text), options);
}

inline std::string joined_ids(const char* sign, const std::vector<std::string>& ids) {
    std::string out;
    for (const std::string& id : ids)
        out += (out.empty() ? std::string(sign) : ",") + id;
    return out;
}

inline std::string type_name(ConceptType type) {
    static constexpr std::array<const char*, 10> kNames{
        "therapy",  "diagnosis", "finding",   "procedure", "outcome",
        "organism", "gene",      "substance", "anatomy",   "other"};
    return kNames.at(static_cast<std::size_t>(type));
}

inline std::string kind_name(TermKind kind) {
    static constexpr std::array<const char*, 6> kNames{"preferred", "synonym",  "abbreviation",
                                                       "brand",     "spelling", "lay"};
    return kNames.at(static_cast<std::size_t>(kind));
}

/// The rows as lines: `ID type <broader +includes =references` and below it
/// `  language kind term`; names of concepts that the source does not define come last.
inline std::string dump(const ThesaurusSource& source) {
    std::string out;
    const auto add_terms = [&](const std::string& id) {
        for (const TermRow& row : source.terms) {
            if (row.concept_id != id) continue;
            out += "  " + row.language + " " + kind_name(row.kind) + " " + row.term + "\n";
        }
    };
    std::string defined = "\n";
    for (const ConceptRow& row : source.concepts) {
        defined += row.id + "\n";
        out += row.id + " " + type_name(row.type) + joined_ids(" <", row.broader) +
               joined_ids(" +", row.includes) + joined_ids(" =", row.cross_references) + "\n";
        add_terms(row.id);
    }
    for (const TermRow& row : source.terms) {
        if (defined.find("\n" + row.concept_id + "\n") != std::string::npos) continue;
        out += "? " + row.concept_id + " " + row.language + " " + kind_name(row.kind) + " " +
               row.term + "\n";
    }
    return out;
}

/// `line: message` of each problem.
inline std::string dump(const std::vector<VocabularyProblem>& problems) {
    std::string out;
    for (const VocabularyProblem& problem : problems)
        out += std::to_string(problem.line) + ": " + problem.message + "\n";
    return out;
}

inline std::uint64_t left_out(const RowCount& rows, LeftOut reason) {
    const auto found = rows.left_out.find(reason);
    return found == rows.left_out.end() ? 0 : found->second;
}

}  // namespace casebook
