#include "casebook/evaluation.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iterator>
#include <numeric>
#include <random>
#include <system_error>
#include <tuple>
#include <utility>

#include "casebook/encoding.hpp"
#include "casebook/error.hpp"

namespace casebook {
namespace {

constexpr std::size_t kGainDepth = 10;
constexpr std::size_t kPrecisionDepth = 10;
constexpr std::size_t kRecallDepth = 100;
constexpr std::size_t kResamples = 10'000;
constexpr std::uint64_t kSeed = 20'070'901;

/// Where a record stands, for messages.
struct Place {
    std::string_view source;
    std::size_t line;
};

[[noreturn]] void reject(Place place, const std::string& trouble) {
    throw Error(ErrorCode::invalid_argument,
                std::string(place.source) + ":" + std::to_string(place.line) + ": " + trouble);
}

template <std::size_t Count>
std::array<std::string_view, Count> split_fields(std::string_view line, Place place,
                                                 const char* form) {
    constexpr std::string_view kSpace = " \t\r\v\f";
    std::array<std::string_view, Count> fields;
    std::size_t count = 0;
    for (auto begin = line.find_first_not_of(kSpace); begin != std::string_view::npos;) {
        const auto end = std::min(line.find_first_of(kSpace, begin), line.size());
        if (count < Count) {
            fields[count] = line.substr(begin, end - begin);
        }
        ++count;
        begin = line.find_first_not_of(kSpace, end);
    }
    if (count != Count) {
        reject(place,
               "expected '" + std::string(form) + "', found " + std::to_string(count) + " fields");
    }
    return fields;
}

template <typename Number>
Number parse_number(std::string_view text, Place place, const char* what) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        reject(place, std::string("the ") + what + " is not a number in range");
    }
    return number;
}

/// Calls `take(line, place)` for each line that holds more than white space.
template <typename Take>
void for_each_line(std::istream& lines, std::string_view source, Take take) {
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        std::string_view text = line;
        if (number == 1 && text.starts_with("\xEF\xBB\xBF")) {
            text.remove_prefix(3);
        }
        if (text.find_first_not_of(" \t\r\v\f") != std::string_view::npos) {
            take(text, Place{source, number});
        }
    }
    if (lines.bad()) {
        throw Error(ErrorCode::io, std::string(source) + ": cannot be read to its end");
    }
}

std::ifstream open_file(const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::exists(file, ignored)) {
        throw Error(ErrorCode::not_found, file.string() + ": no such file");
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream || std::filesystem::is_directory(file, ignored)) {
        throw Error(ErrorCode::io, file.string() + ": cannot be read");
    }
    return stream;
}

struct ScoredDocument {
    std::string id;
    double score;
    std::size_t line;
};

/// The ids in trec_eval's order.
std::vector<std::string> rank_documents(std::vector<ScoredDocument> documents,
                                        std::string_view source) {
    std::ranges::sort(documents, {}, [](const ScoredDocument& document) {
        return std::pair<const std::string&, std::size_t>(document.id, document.line);
    });
    const auto twice = std::ranges::adjacent_find(documents, {}, &ScoredDocument::id);
    if (twice != documents.end()) {
        reject({source, std::next(twice)->line},
               "the document was ranked for this query before, in line " +
                   std::to_string(twice->line));
    }
    std::ranges::reverse(documents);
    std::ranges::stable_sort(documents, std::ranges::greater(), &ScoredDocument::score);
    std::vector<std::string> ids;
    ids.reserve(documents.size());
    for (ScoredDocument& document : documents) {
        ids.push_back(std::move(document.id));
    }
    return ids;
}

double discount(std::size_t rank) {
    return std::log2(static_cast<double>(rank) + 1);
}

double share(std::size_t part, std::size_t whole) {
    return static_cast<double>(part) / static_cast<double>(whole);
}

double ideal_gain(const Judgements& judgements) {
    std::vector<int> grades;
    for (const auto& [document, grade] : judgements) {
        if (grade > 0) {
            grades.push_back(grade);
        }
    }
    std::ranges::sort(grades, std::ranges::greater());
    double gain = 0;
    for (std::size_t rank = 1; rank <= std::min(grades.size(), kGainDepth); ++rank) {
        gain += grades[rank - 1] / discount(rank);
    }
    return gain;
}

std::size_t count_relevant(const Judgements& judgements) {
    const auto count = std::ranges::count_if(
        judgements, [](const auto& judgement) { return judgement.second > 0; });
    return static_cast<std::size_t>(count);
}

/// Two-sided p of the randomization test, see compare_paired.
double randomization_p(std::span<const double> differences) {
    // Room for rounding, so that a sum of the same figures in other signs counts as equal.
    constexpr double kRounding = 1e-9;
    const double observed = std::abs(std::accumulate(differences.begin(), differences.end(), 0.0));
    std::mt19937_64 random(kSeed);
    std::size_t as_extreme = 0;
    for (std::size_t round = 0; round < kResamples; ++round) {
        double sum = 0;
        std::uint64_t signs = 0;
        for (std::size_t i = 0; i < differences.size(); ++i) {
            signs = i % 64 == 0 ? random() : signs >> 1;
            sum += (signs & 1) != 0 ? differences[i] : -differences[i];
        }
        as_extreme += std::abs(sum) >= observed - kRounding ? 1U : 0U;
    }
    return share(1 + as_extreme, 1 + kResamples);
}

/// Bounds of the 95 % percentile interval of the mean.
std::pair<double, double> bootstrap_interval(std::span<const double> differences) {
    constexpr std::size_t kTail = kResamples / 40;
    std::mt19937_64 random(kSeed);
    std::vector<double> means(kResamples);
    for (double& mean : means) {
        double sum = 0;
        for (std::size_t i = 0; i < differences.size(); ++i) {
            // Not std::uniform_int_distribution, whose figures differ between libraries.
            sum += differences[((random() >> 32) * differences.size()) >> 32];
        }
        mean = sum / static_cast<double>(differences.size());
    }
    std::ranges::sort(means);
    return {means[kTail], means[kResamples - 1 - kTail]};
}

Scores mean_scores(const RunEvaluation& run) {
    Scores mean;
    for (const Measure measure : kMeasures) {
        double sum = 0;
        for (const auto& [query, scores] : run.per_query) {
            sum += scores[measure];
        }
        mean[measure] = sum / static_cast<double>(run.per_query.size());
    }
    return mean;
}

PerMeasure<Comparison> compare_runs(const RunEvaluation& first, const RunEvaluation& run) {
    PerMeasure<Comparison> comparisons;
    for (const Measure measure : kMeasures) {
        std::vector<double> differences;
        for (const auto& [query, scores] : run.per_query) {
            differences.push_back(scores[measure] - first.per_query.at(query)[measure]);
        }
        comparisons[measure] = compare_paired(differences);
    }
    return comparisons;
}

/// Writes `text` as a JSON string. Where it is not UTF-8, each byte beyond ASCII becomes U+FFFD.
void append_string(std::string& json, std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    const bool well_formed = find_ill_formed_utf8(text) == std::string_view::npos;
    json += '"';
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == '"' || letter == '\\') {
            json += '\\';
            json += letter;
        } else if (byte < 0x20) {
            json += "\\u00";
            json += kHex[byte >> 4];
            json += kHex[byte & 0xF];
        } else {
            json += byte < 0x80 || well_formed ? std::string(1, letter) : "\\ufffd";
        }
    }
    json += '"';
}

void append_number(std::string& json, double number) {
    std::array<char, 32> digits{};
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    assert(result.ec == std::errc());
    json.append(digits.data(), result.ptr);
}

/// Writes `"key":` after a comma, or after nothing if it is the object's first.
void append_key(std::string& json, std::string_view key) {
    if (json.back() != '{') {
        json += ',';
    }
    append_string(json, key);
    json += ':';
}

void append_scores(std::string& json, const Scores& scores) {
    json += '{';
    for (const Measure measure : kMeasures) {
        append_key(json, to_string(measure));
        append_number(json, scores[measure]);
    }
    json += '}';
}

void append_comparison(std::string& json, const Comparison& comparison) {
    json += '{';
    for (const auto& [key, value] :
         {std::pair("difference", comparison.difference), std::pair("low", comparison.low),
          std::pair("high", comparison.high), std::pair("p", comparison.p)}) {
        append_key(json, key);
        append_number(json, value);
    }
    json += '}';
}

void append_run(std::string& json, const RunEvaluation& run, bool per_query) {
    json += '{';
    append_key(json, "name");
    append_string(json, run.name);
    append_key(json, "queries");
    json += std::to_string(run.per_query.size());
    append_key(json, "measures");
    append_scores(json, run.mean);
    if (per_query) {
        append_key(json, "per_query");
        json += '{';
        for (const auto& [query, scores] : run.per_query) {
            append_key(json, query);
            append_scores(json, scores);
        }
        json += '}';
    }
    if (run.versus_first) {
        append_key(json, "versus_first");
        json += '{';
        for (const Measure measure : kMeasures) {
            append_key(json, to_string(measure));
            append_comparison(json, (*run.versus_first)[measure]);
        }
        json += '}';
    }
    json += '}';
}

}  // namespace

Qrels parse_qrels(std::istream& lines, std::string_view source) {
    Qrels qrels;
    for_each_line(lines, source, [&](std::string_view line, Place place) {
        const auto [query, iteration, document, grade] =
            split_fields<4>(line, place, "query 0 document grade");
        const bool is_new = qrels[std::string(query)]
                                .emplace(document, parse_number<int>(grade, place, "grade"))
                                .second;
        if (!is_new) {
            reject(place, "the document was judged for this query before");
        }
    });
    if (qrels.empty()) {
        throw Error(ErrorCode::invalid_argument, std::string(source) + ": holds no judgements");
    }
    return qrels;
}

Run parse_run(std::istream& lines, std::string_view source, std::string name) {
    std::map<std::string, std::vector<ScoredDocument>, std::less<>> scored;
    for_each_line(lines, source, [&](std::string_view line, Place place) {
        const auto [query, q0, document, rank, text, tag] =
            split_fields<6>(line, place, "query Q0 document rank score tag");
        const auto score = parse_number<double>(text, place, "score");
        if (!std::isfinite(score)) {
            reject(place, "the score is not finite");
        }
        scored[std::string(query)].push_back({std::string(document), score, place.line});
    });
    Run run{std::move(name), {}};
    for (auto& [query, documents] : scored) {
        run.rankings.emplace(query, rank_documents(std::move(documents), source));
    }
    return run;
}

Qrels read_qrels(const std::filesystem::path& file) {
    std::ifstream stream = open_file(file);
    return parse_qrels(stream, file.string());
}

Run read_run(const std::filesystem::path& file) {
    std::ifstream stream = open_file(file);
    return parse_run(stream, file.string(), file.stem().string());
}

std::string_view to_string(Measure measure) {
    switch (measure) {
        case Measure::ndcg_at_10:
            return "ndcg@10";
        case Measure::average_precision:
            return "ap";
        case Measure::reciprocal_rank:
            return "rr";
        case Measure::recall_at_100:
            return "recall@100";
        case Measure::precision_at_10:
            return "p@10";
    }
    assert(false);
    return {};
}

Scores score_ranking(std::span<const std::string> ranking, const Judgements& judgements) {
    Scores scores;
    const std::size_t relevant = count_relevant(judgements);
    if (relevant == 0) {
        return scores;
    }
    double gain = 0;
    double precisions = 0;
    std::size_t found = 0;
    std::size_t found_early = 0;
    std::size_t found_in_ten = 0;
    for (std::size_t rank = 1; rank <= ranking.size(); ++rank) {
        const auto judged = judgements.find(ranking[rank - 1]);
        if (judged == judgements.end() || judged->second <= 0) {
            continue;
        }
        ++found;
        precisions += share(found, rank);
        found_early += rank <= kRecallDepth ? 1U : 0U;
        found_in_ten += rank <= kPrecisionDepth ? 1U : 0U;
        gain += rank <= kGainDepth ? judged->second / discount(rank) : 0;
        if (found == 1) {
            scores[Measure::reciprocal_rank] = share(1, rank);
        }
    }
    scores[Measure::ndcg_at_10] = gain / ideal_gain(judgements);
    scores[Measure::average_precision] = precisions / static_cast<double>(relevant);
    scores[Measure::recall_at_100] = share(found_early, relevant);
    scores[Measure::precision_at_10] = share(found_in_ten, kPrecisionDepth);
    return scores;
}

Comparison compare_paired(std::span<const double> differences) {
    if (differences.empty()) {
        return {};
    }
    Comparison comparison;
    comparison.difference = std::accumulate(differences.begin(), differences.end(), 0.0) /
                            static_cast<double>(differences.size());
    std::tie(comparison.low, comparison.high) = bootstrap_interval(differences);
    comparison.p = randomization_p(differences);
    return comparison;
}

Evaluation evaluate(const Qrels& qrels, std::span<const Run> runs) {
    Evaluation evaluation;
    for (const Run& run : runs) {
        RunEvaluation& result = evaluation.runs.emplace_back();
        result.name = run.name;
        for (const auto& [query, judgements] : qrels) {
            if (count_relevant(judgements) == 0) {
                continue;
            }
            const auto ranking = run.rankings.find(query);
            result.per_query[query] = ranking == run.rankings.end()
                                          ? Scores()
                                          : score_ranking(ranking->second, judgements);
        }
        if (result.per_query.empty()) {
            throw Error(ErrorCode::invalid_argument,
                        "no query of the judgements has a relevant document");
        }
        result.mean = mean_scores(result);
        if (evaluation.runs.size() > 1) {
            result.versus_first = compare_runs(evaluation.runs.front(), result);
        }
    }
    return evaluation;
}

std::string to_json(const Evaluation& evaluation, bool per_query) {
    std::string json = R"({"schema":1,"runs":[)";
    for (std::size_t i = 0; i < evaluation.runs.size(); ++i) {
        json += i == 0 ? "" : ",";
        append_run(json, evaluation.runs[i], per_query);
    }
    json += "]}";
    return json;
}

}  // namespace casebook
