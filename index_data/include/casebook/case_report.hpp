#pragma once

#include <optional>
#include <string>
#include <vector>

#include "casebook/section.hpp"

namespace casebook {

/// A case report as a reader found it: the value that every stage of indexing takes and that the
/// index stores. All strings are UTF-8; an empty string or vector means that the source said
/// nothing.
struct CaseReport {
    std::string id;     ///< unique in an index; indexing an id again replaces its report
    std::string title;  ///< empty if the source has none
    std::string translated_title;
    bool title_inferred = false;  ///< the title is the first sentence, not the author's
    std::vector<std::string> authors;
    std::vector<std::string> translated_authors;
    std::string journal;
    std::optional<int> year;
    std::string volume;
    std::string pages;
    std::string doi;  ///< bare and lower-case: "10.1038/sj.bmt.1701550"
    std::string pmid;
    std::vector<std::string> keywords;
    std::string article_type;         ///< "case report", "question and answer", …
    std::vector<Language> languages;  ///< of the report's own text, most text first
    std::vector<Section> sections;  ///< in the order of the source; titles and keywords stand above
    std::vector<float> embedding;   ///< made of the report elsewhere, or empty (embedding.hpp)
    std::string extra;  ///< keys of the source that we do not know: a JSON object, or empty

    friend bool operator==(const CaseReport&, const CaseReport&) = default;
};

/// A bare DOI from any common way of writing one ("https://doi.org/10.1/X", "doi: 10.1/x"):
/// lower-case, without resolver or trailing punctuation. Empty if `text` is no DOI.
[[nodiscard]] std::string normalize_doi(std::string_view text);

}  // namespace casebook
