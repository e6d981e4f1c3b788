#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/case_report.hpp"
#include "casebook/case_values.hpp"

/// Questions and answers: the values that go into and come out of a Searcher. They mirror the JSON
/// of the command line's contract field by field; `search_json.hpp` writes it.
namespace casebook {

class Thesaurus;

/// Which reports make the first tier of an answer (docs/query-language.md).
enum class MatchRule { automatic, all, most, any };

enum class SortOrder { relevance, year };

/// One restriction. Values of one field are OR, different fields AND.
struct Filter {
    std::string field;  ///< "language", "year", "journal", "article_type", "keyword", "id", …
    std::string value;  ///< as typed; "1999..2004" is a range of years, "10..18" of ages
    bool only = false;  ///< of a concept: this one, without what is narrower
};

/// In which order a facet's values come; ties by value.
enum class FacetOrder { count, label };

struct FacetRequest {
    std::string field;
    std::size_t limit = 10;                ///< values returned
    FacetOrder order = FacetOrder::count;  ///< most frequent first, or by label
    std::string matching = {};  ///< only values whose label, or a name of it, holds this text
};

/// Ends searches early from another thread: those whose request holds it, until it is forgotten.
/// Threads may share it.
class CancelToken {
public:
    void cancel() noexcept { cancelled_.store(true, std::memory_order_relaxed); }
    [[nodiscard]] bool cancelled() const noexcept {
        return cancelled_.load(std::memory_order_relaxed);
    }

private:
    std::atomic<bool> cancelled_{false};
};

/// How a ranking by words and the nearest neighbours of a vector become one: reciprocal rank fusion
/// (Cormack, Clarke & Büttcher 2009). A report scores 1 / (k + its place) in each of the two lists.
struct FusionOptions {
    std::size_t depth = 100;  ///< neighbours, and places of the words' ranking that count for them
    double k = 60;            ///< the greater, the less do the first places tell
};

struct SearchRequest {
    /// In the query language. Empty (or blank) for every report that the filters let through, by id
    /// or the newest first; a query that holds no word finds nothing.
    std::string query;
    std::size_t offset = 0;
    std::size_t top =
        10;  ///< hits wanted from `offset` on; `kAllHits` for every hit of the first tier
    std::vector<Filter> filters;
    std::vector<FacetRequest> facets;
    SortOrder sort = SortOrder::relevance;
    MatchRule match = MatchRule::automatic;
    bool with_snippets = true;
    /// The exact set that the operators tell, for a systematic review: words side by side must all
    /// hold, and there are no partial hits, no cognates, no corrections and no second pass.
    /// Overrides `match`, `feedback` and `correct`.
    bool boolean = false;
    bool feedback = true;  ///< a second pass raises what resembles the best answers
    /// Look for misspelt words: suggest better ones, and search for them where the index holds a
    /// word by no form.
    bool correct = true;
    /// Words that name a concept are held by its other names, and by what is narrower, too.
    bool synonyms = true;
    /// More names, for this search alone and with no reports read again: words that name one of its
    /// concepts are held by its other names too, and by the concepts of the index's thesaurus that
    /// bear one of them. Compiled by compile_thesaurus.
    std::shared_ptr<const Thesaurus> overlay;
    /// The query as a vector, made by the model that made the reports' embeddings: the answer is
    /// then what the query's words hold and the `fusion.depth` reports nearest by cosine of those
    /// that pass filters and exclusions, together (docs/embedding.md). Empty for words alone.
    /// `similar` does not look at it.
    std::vector<float> embedding;
    FusionOptions fusion;
    bool explain = false;  ///< say how the query was compiled and what each score is made of
    /// When to end with what there is: see SearchResult::timed_out. `search` and `similar` look at
    /// it, and at `cancel` (`record` too, which then throws); what they cannot cut short (opening a
    /// new commit, the first count of a facet in it, servers that hold a part of the index) may
    /// outlast it.
    std::optional<std::chrono::steady_clock::time_point> deadline;
    std::shared_ptr<const CancelToken> cancel;  ///< ends the search as the deadline does; or null
};

inline constexpr std::size_t kAllHits = static_cast<std::size_t>(-1);

/// Whether a query holds nothing but white space: every report answers it.
[[nodiscard]] bool is_blank(std::string_view query);

/// Something about the query text that the user should know, pointing at its bytes.
struct Diagnostic {
    std::string code;  ///< stable, for programs: "unbalanced_quote", "unknown_field", …
    std::string message;
    std::size_t begin = 0;  ///< bytes of the query
    std::size_t end = 0;
};

/// Why a unit of the query counts as found. Ordered from what was typed to what was inferred.
enum class EvidenceKind : std::uint8_t {
    exact,
    form,
    phrase,
    synonym,
    abbreviation,
    narrower,
    includes,
    cognate,
    correction,
};

[[nodiscard]] std::string_view to_string(EvidenceKind kind);

/// A stretch of a snippet that made the report match, in bytes of the snippet's text.
struct Highlight {
    std::size_t begin = 0;
    std::size_t end = 0;
    EvidenceKind reason = EvidenceKind::exact;
};

struct Snippet {
    SectionKind section = SectionKind::body;
    std::string text;
    std::vector<Highlight> highlights;  ///< sorted, not overlapping
};

/// One unit of the query that a hit holds, and where.
struct MatchedUnit {
    std::string unit;  ///< as typed
    EvidenceKind kind = EvidenceKind::exact;
    SectionKind section = SectionKind::body;
    std::string text;  ///< the report's words for it
};

/// A part of a score, or of what scores are made with.
struct WeighedPart {
    std::string text;
    double weight = 0;
};

/// A concept that is a fact of a report.
struct HitConcept {
    std::string concept_id;
    std::string label;
};

/// What a report tells of its patients (docs/case-facts.md).
struct HitFacts {
    std::vector<HitConcept> therapy;
    std::vector<HitConcept> therapy_failed;
    std::vector<HitConcept> therapy_mentioned;
    std::vector<HitConcept> diagnosis;
    std::vector<OutcomeState> outcome;  ///< the last is the final one
    std::vector<StoredPatient> patients;
    std::string article_type;
    std::string subject;
};

/// A report of the index by its id.
struct FoundReport {
    CaseReport report;
    HitFacts facts;
};

/// Where a hit stands in the two lists of a fusion.
struct HitFusion {
    std::optional<std::size_t> words_rank;   ///< in the ranking by words, from 1
    std::optional<std::size_t> vector_rank;  ///< among the nearest neighbours, from 1
    std::optional<double> similarity;        ///< of a neighbour: the cosine
};

struct Hit {
    std::size_t rank = 0;  ///< from 1
    double score = 0;
    bool partial = false;  ///< of the second tier
    std::string
        partial_reason;  ///< "missing", "references" or "furniture"; empty in the first tier
    CaseReport report;
    HitFacts facts;
    std::vector<Snippet> snippets;
    std::vector<MatchedUnit> matched;
    /// With a vector: what each list gave ("words", "vector"). Else what each condition of the
    /// query gave, then what stands between the words of long runs of characters ("residue") and
    /// the second pass ("feedback"): their sum is the score. Only where an explanation was asked
    /// for.
    std::vector<WeighedPart> score_parts;
    std::optional<HitFusion> fusion;  ///< of a search with a vector
};

/// How one unit of the query was read.
struct Reading {
    std::string text;
    std::size_t begin = 0;  ///< bytes of the query
    std::size_t end = 0;
    std::string concept_id;
    std::string label;
    std::string type;
};

struct FacetValue {
    std::string value;
    std::string label;
    std::size_t count =
        0;  ///< exact: reports of the first tier with the field's own filter left out
    std::vector<std::string> broader;
};

/// How a query was turned into the search that answered it.
struct Explanation {
    /// One condition of the query.
    struct Condition {
        std::string text;      ///< as the query language writes it
        double idf = 0;        ///< what it counts for under `most`
        bool stop = false;     ///< stop words beside other words: need not hold, and do not rank
        std::string compiled;  ///< what the index is asked; terms as docs/index-schema.md has them
    };

    std::string tree;  ///< the query taken apart, such as `seq(word(a) not(phrase(b c)))`
    std::vector<Condition> conditions;
    std::string filter;                 ///< what lets a report through; empty for none
    std::string unwanted;               ///< what keeps a report out; empty for none
    std::vector<WeighedPart> guides;    ///< ids of the reports that guided the second pass
    std::vector<WeighedPart> feedback;  ///< terms that the second pass also looked for
};

struct SearchResult {
    std::string query;      ///< as typed; of reports like another, that one's id
    bool has_query = true;  ///< false for reports like one that came without an id of the index
    std::vector<std::uint64_t> revision;  ///< one generation number a shard
    std::vector<Reading> read_as;
    std::optional<std::string> suggestion;  ///< the query with its misspelt words put right
    std::vector<Diagnostic> diagnostics;
    MatchRule match = MatchRule::all;  ///< the rule that made the first tier; never `automatic`
    double match_required = 1.0;  ///< share of the query's idf mass that a first-tier hit holds
    std::size_t total = 0;        ///< reports of the first tier, exactly
    std::chrono::microseconds took{};
    /// The search ended early. Hits are then the best that were found until then, `total` counts at
    /// least so many; snippets, and hits after the tenth, may be missing. A facet's counts are
    /// exact or not there.
    bool timed_out = false;
    std::vector<Hit> hits;  ///< the first `total` ranks are the first tier, best first
    std::map<std::string, std::vector<FacetValue>> facets;
    std::optional<Explanation> explanation;  ///< where it was asked for
};

/// What a completion is made of.
enum class CompletionKind : std::uint8_t { word, title, named_concept };

[[nodiscard]] std::string_view to_string(CompletionKind kind);

/// One way in which what was typed could go on.
struct Completion {
    std::string text;  ///< all of it: what was typed with its last word completed, or its last
                       ///< words to a name of a concept, or a title
    CompletionKind kind = CompletionKind::word;
    std::size_t count = 0;  ///< reports that hold the word so written, tell of the concept, or have
                            ///< the title
    std::string concept_id;  ///< of a concept
    std::string label;       ///< of a concept: its preferred name
};

[[nodiscard]] std::string_view to_string(MatchRule rule);

/// The rule that `name` stands for ("auto", "all", "most", "any"); none for any other word.
[[nodiscard]] std::optional<MatchRule> parse_match_rule(std::string_view name);

/// "FIELD=VALUE" as people write it, or "FIELD:=VALUE" for the concept alone; none if no field
/// stands before the first '='.
[[nodiscard]] std::optional<Filter> parse_filter(std::string_view text);

/// "FIELD", "FIELD:N" or "FIELD:all"; none for anything else.
[[nodiscard]] std::optional<FacetRequest> parse_facet(std::string_view text);

}  // namespace casebook
