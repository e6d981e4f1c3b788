#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// How good rankings are: reads judgements and runs in the forms of TREC and computes the measures
// of the trec_eval program, with paired significance between runs. All functions are pure but for
// the files they read, and may be called from several threads.

namespace casebook {

/// The grades of one query's judged documents, by document id. A document is relevant from grade 1
/// on; a negative grade counts as not judged.
using Judgements = std::unordered_map<std::string, int>;

/// The judgements of a test collection, by query id.
using Qrels = std::map<std::string, Judgements, std::less<>>;

/// What one system answered.
struct Run {
    std::string name;
    /// Document ids by query id, best first.
    std::map<std::string, std::vector<std::string>, std::less<>> rankings;
};

/// Reads judgements, `query 0 document grade` a line (TREC qrels). Fields are split at white space,
/// so that ids with white space must come percent-encoded; they are kept as they stand. The second
/// field is not looked at, blank lines are passed over. Throws Error, naming `source` and the line,
/// for a malformed line, a document judged twice for a query, and a file without judgements.
[[nodiscard]] Qrels parse_qrels(std::istream& lines, std::string_view source);

/// Reads a run, `query Q0 document rank score tag` a line (TREC results). As in trec_eval the order
/// is that of the scores, highest first, and of equal scores that of the ids, greatest first by
/// bytes: ranks are not looked at, nor is the order of lines. Scores are compared as doubles.
/// Throws Error, naming `source` and the line, for a malformed line or a document ranked twice for
/// a query. No line at all is an empty run. `name` becomes the run's.
[[nodiscard]] Run parse_run(std::istream& lines, std::string_view source, std::string name);

/// The judgements in `file`, see parse_qrels. Throws Error if it cannot be read.
[[nodiscard]] Qrels read_qrels(const std::filesystem::path& file);

/// The run in `file`, see parse_run, named by the file's stem. Throws Error if it cannot be read.
[[nodiscard]] Run read_run(const std::filesystem::path& file);

/// What is measured of a ranking. Each lies in [0, 1], higher is better.
enum class Measure : std::size_t {
    /// Normalised discounted cumulative gain of the first ten (Järvelin & Kekäläinen 2002): the
    /// gain
    /// is the grade, divided by log2(rank + 1); the ideal ranking is of all judged documents. It is
    /// trec_eval's `ndcg_cut_10`.
    ndcg_at_10,
    /// Average precision: the precision at the rank of each relevant document, 0 for one that is
    /// missing, averaged over the relevant ones; to the end of the ranking. trec_eval's `map`.
    average_precision,
    /// 1 / rank of the first relevant document, 0 if there is none. trec_eval's `recip_rank`.
    reciprocal_rank,
    /// The share of the relevant documents that the first hundred hold. trec_eval's `recall_100`.
    recall_at_100,
    /// The share of the first ten that is relevant; a shorter ranking is divided by ten
    /// nonetheless.
    /// trec_eval's `P_10`.
    precision_at_10,
};

inline constexpr std::array kMeasures = {Measure::ndcg_at_10, Measure::average_precision,
                                         Measure::reciprocal_rank, Measure::recall_at_100,
                                         Measure::precision_at_10};

/// `ndcg@10`, `ap`, `rr`, `recall@100` or `p@10`.
[[nodiscard]] std::string_view to_string(Measure measure);

/// One value for each measure.
template <typename Value>
class PerMeasure {
public:
    [[nodiscard]] Value& operator[](Measure measure) {
        return values_[static_cast<std::size_t>(measure)];
    }
    [[nodiscard]] const Value& operator[](Measure measure) const {
        return values_[static_cast<std::size_t>(measure)];
    }

private:
    std::array<Value, kMeasures.size()> values_{};
};

using Scores = PerMeasure<double>;

/// The scores of one ranking, best first and without repetition. Documents that are not judged
/// count as not relevant. All 0 if no judged document is relevant.
[[nodiscard]] Scores score_ranking(std::span<const std::string> ranking,
                                   const Judgements& judgements);

/// How a run differs from another over the same queries.
struct Comparison {
    double difference = 0;  ///< mean over the queries
    double low = 0;         ///< bounds of the 95 % interval of the mean
    double high = 0;
    double p = 1;  ///< two-sided, that the two runs differ by chance alone
};

/// Compares two runs by the differences of their scores, one a query. `p` is of Fisher's
/// randomization test, which swaps the two runs at random query by query (Smucker, Allan &
/// Carterette 2007): (1 + swaps that differ as much) / (1 + swaps), so never 0 (Phipson & Smyth
/// 2010). The interval is the percentile bootstrap's over queries (Efron & Tibshirani 1993). 10,000
/// swaps and 10,000 samples from a fixed seed: equal input gives equal output on every machine.
/// Without any query all is 0 and p is 1.
[[nodiscard]] Comparison compare_paired(std::span<const double> differences);

/// One run's figures.
struct RunEvaluation {
    std::string name;
    std::map<std::string, Scores, std::less<>> per_query;
    Scores mean;
    /// This run less the first one; nothing for the first one itself.
    std::optional<PerMeasure<Comparison>> versus_first;
};

/// The figures of several runs over the same judgements, in the order given.
struct Evaluation {
    std::vector<RunEvaluation> runs;
};

/// Scores runs and compares each with the first. The queries are those of `qrels` that have a
/// relevant document. One that a run does not hold counts as 0 there (trec_eval does so under `-c`
/// only), and queries that `qrels` does not hold are not looked at. Throws Error if no query has a
/// relevant document.
[[nodiscard]] Evaluation evaluate(const Qrels& qrels, std::span<const Run> runs);

/// `evaluation` as one line of JSON (schema 1), without a line end:
/// {"schema":1,"runs":[{"name","queries","measures":{"ndcg@10",…},"per_query":{query:{…}},
/// "versus_first":{"ndcg@10":{"difference","low","high","p"},…}}]}. `per_query` is written on
/// request, `versus_first` for all runs but the first.
[[nodiscard]] std::string to_json(const Evaluation& evaluation, bool per_query);

}  // namespace casebook
