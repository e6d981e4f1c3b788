#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "casebook/search.hpp"

/// What a methods section has to say of a search, so that another can repeat it: PRISMA-S
/// (Rethlefsen et al. 2021), items 8 (the strategy as run), 9 (limits), 13 (date) and 15 (numbers).
/// It names no folder: an index is told by what it holds.
namespace casebook {

/// One form that a unit of the query was searched by.
struct RecordedForm {
    std::string form;        ///< as it stands in the index; of a sequence, its words, `*` for a gap
    std::string term_class;  ///< "stem", "surface", "acronym", "skeleton" or "sequence"
    std::vector<Language> languages;  ///< by whose rules the word takes it
};

struct RecordedUnit {
    std::string text;       ///< as typed
    std::size_t begin = 0;  ///< bytes of the query
    std::size_t end = 0;
    bool quoted = false;
    bool stop_word = false;  ///< need not hold where other units stand beside it
    std::string field;       ///< "title" or "references"; empty for the report's own text
    std::vector<RecordedForm> forms;
    std::size_t reports = 0;  ///< that hold the unit: what a search for it alone finds
};

/// One step from the whole index to the answer.
struct RecordedStep {
    enum class Kind : std::uint8_t {
        index,      ///< every report
        condition,  ///< a unit, or units that operators join
        match,      ///< the match rule over all conditions
        exclusion,  ///< what must not hold
        filter,     ///< of the query's text, then of the request
    };

    Kind kind = Kind::index;
    std::string what;                  ///< as typed; of a match, the rule
    std::size_t alone = 0;             ///< reports that meet it, whatever else they hold
    std::optional<std::size_t> after;  ///< reports left after this step and all before; none for a
                                       ///< condition under the rules `most` and `any`
};

[[nodiscard]] std::string_view to_string(RecordedStep::Kind kind);

/// A search as it was run. Counts are exact.
struct SearchRecord {
    std::string program_version;
    std::chrono::sys_seconds date{};  ///< when it was run

    SearchRequest request;
    std::vector<Diagnostic> diagnostics;
    std::vector<RecordedUnit> units;
    MatchRule match = MatchRule::all;  ///< the rule that was followed; never `automatic`
    double match_required = 1.0;       ///< share of the query's idf mass that it wants

    std::size_t reports = 0;              ///< in the index
    std::vector<std::uint64_t> revision;  ///< one generation number a shard
    std::uint32_t schema_version = 0;
    std::string analyzer_fingerprint;
    std::string thesaurus_fingerprint;
    std::vector<Language> languages;  ///< by whose rules the query's words were read

    std::vector<RecordedStep> steps;
    std::size_t total = 0;  ///< reports of the first tier, what the last step leaves
};

/// `search --record` (docs/json.md): one object, indented for people, UTF-8, a line end last.
[[nodiscard]] std::string to_json(const SearchRecord& record);

}  // namespace casebook
