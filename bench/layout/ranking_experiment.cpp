#include "ranking_experiment.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <ostream>
#include <string>
#include <unordered_map>
#include <vector>

#include "collection.hpp"
#include "impact.hpp"
#include "known_items.hpp"
#include "stop_words.hpp"
#include "text.hpp"

namespace layout {
namespace {

constexpr std::size_t kDepth = 10;
constexpr std::size_t kEstimateBytes = 1'000'000;
constexpr double kSkeletonShare = 0.5;  // of a word's weight

struct Posting {
    std::uint32_t document = 0;
    std::uint32_t frequency = 0;
};

/// Term frequencies kept exactly, so that any rule can be scored without building an index again.
struct Inverted {
    const TestCollection* collection = nullptr;
    std::unordered_map<std::string, std::vector<Posting>> lists;
    std::vector<double> lengths;
    double average = 0;
    double estimate = 0;  ///< average over the records that begin in the first megabyte
};

using Bag = std::unordered_map<std::string, std::uint32_t>;

struct Analysis {
    Bag terms;
    double length = 0;
};

/// What a collection is indexed with.
struct Setting {
    bool with_skeletons = false;
    StopWords stop_words;  ///< besides the tokenizer's English ones
};

Analysis analyze(Tokenizer& tokenizer, const Record& record, const Setting& setting) {
    std::vector<Token> tokens;
    const auto next = tokenizer.tokenize(record.title, 1, tokens);
    tokenizer.tokenize(record.text, next + 100, tokens);
    Analysis analysis;
    for (const auto& token : tokens) {
        if (token.word->is_stop_word || setting.stop_words.contains(token.word->surface)) continue;
        analysis.length += 1;
        ++analysis.terms[token.word->stem];
        if (setting.with_skeletons && !token.word->skeleton.empty()) {
            ++analysis.terms["~" + token.word->skeleton];
        }
    }
    return analysis;
}

Inverted invert(Tokenizer& tokenizer, const TestCollection& collection, const Setting& setting) {
    Inverted inverted;
    inverted.collection = &collection;
    std::size_t bytes = 0;
    double early_words = 0;
    double early_records = 0;
    for (std::uint32_t document = 0; document < collection.records.size(); ++document) {
        const auto& record = collection.records[document];
        const auto analysis = analyze(tokenizer, record, setting);
        for (const auto& [term, count] : analysis.terms) {
            inverted.lists[term].push_back({document, count});
        }
        inverted.lengths.push_back(analysis.length);
        inverted.average += analysis.length;
        if (bytes < kEstimateBytes) {
            early_words += analysis.length;
            early_records += 1;
        }
        bytes += record.title.size() + record.text.size();
    }
    inverted.average /= static_cast<double>(inverted.lengths.size());
    inverted.estimate = early_words / early_records;
    return inverted;
}

struct Trial {
    std::string average_name;
    ImpactRule rule;
    std::optional<Spacing> spacing;  ///< none: exact, no levels
};

/// Xapian's idf, which never falls below 0.
double idf(double documents, double holders) {
    double odds = (documents - holders + 0.5) / (holders + 0.5);
    if (odds < 2) odds = odds * 0.5 + 1;
    return std::log(odds);
}

double impact_of(const Trial& trial, double frequency, double length) {
    const double share = saturated(trial.rule, frequency, length);
    if (!trial.spacing) return share;
    return share_of(trial.rule, level_of(trial.rule, share, *trial.spacing), *trial.spacing);
}

bool is_dropped(const TestCollection& collection, const std::string& query,
                const std::string& document) {
    if (!collection.drops_query_language) return false;
    const auto suffix = query.substr(query.rfind('_'));
    return document.ends_with(suffix);
}

using Ranking = std::vector<std::uint32_t>;

Ranking rank(const Inverted& inverted, const Trial& trial, const Bag& terms,
             const std::string& query) {
    const auto documents = static_cast<double>(inverted.lengths.size());
    std::vector<double> scores(inverted.lengths.size(), 0.0);
    for (const auto& [term, count] : terms) {
        const auto found = inverted.lists.find(term);
        if (found == inverted.lists.end()) continue;
        double weight = idf(documents, static_cast<double>(found->second.size())) * 2.0 * count /
                        (1.0 + count);  // k3 = 1
        if (term.starts_with('~')) weight *= kSkeletonShare;
        for (const auto& posting : found->second) {
            scores[posting.document] +=
                weight * impact_of(trial, posting.frequency, inverted.lengths[posting.document]);
        }
    }
    Ranking order;
    for (std::uint32_t document = 0; document < scores.size(); ++document) {
        if (scores[document] <= 0) continue;
        if (is_dropped(*inverted.collection, query, inverted.collection->records[document].id)) {
            continue;
        }
        order.push_back(document);
    }
    const auto kept = std::min(kDepth, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(),
                      [&](auto left, auto right) {
                          return std::pair(-scores[left], left) < std::pair(-scores[right], right);
                      });
    order.resize(kept);
    return order;
}

double ndcg_of(const TestCollection& collection, const std::string& query, const Ranking& ranking) {
    const auto judged = collection.judgements.find(query);
    if (judged == collection.judgements.end()) return -1;
    std::vector<int> ideal;
    for (const auto& [document, grade] : judged->second)
        ideal.push_back(grade);
    std::vector<int> grades;
    for (const auto document : ranking) {
        const auto found = judged->second.find(collection.records[document].id);
        grades.push_back(found == judged->second.end() ? 0 : found->second);
    }
    return ndcg(grades, std::move(ideal), kDepth);
}

double overlap(const Ranking& left, const Ranking& right) {
    if (right.empty()) return 1;
    std::size_t shared = 0;
    for (const auto document : left) {
        shared += std::count(right.begin(), right.end(), document) > 0 ? 1 : 0;
    }
    return static_cast<double>(shared) / static_cast<double>(right.size());
}

struct Outcome {
    double ndcg = 0;
    std::vector<Ranking> rankings;
    std::vector<double> per_query;
};

Outcome run_trial(const Inverted& inverted, const std::vector<Bag>& queries, const Trial& trial) {
    Outcome outcome;
    double judged = 0;
    for (std::size_t index = 0; index < queries.size(); ++index) {
        const auto& query = inverted.collection->queries[index].first;
        auto ranking = rank(inverted, trial, queries[index], query);
        const double value = ndcg_of(*inverted.collection, query, ranking);
        outcome.rankings.push_back(std::move(ranking));
        if (value < 0) continue;
        outcome.per_query.push_back(value);
        outcome.ndcg += value;
        judged += 1;
    }
    outcome.ndcg /= judged;
    return outcome;
}

/// Of the mean difference between two runs over the same queries.
double standard_error(const Outcome& left, const Outcome& right) {
    const auto count = static_cast<double>(left.per_query.size());
    double sum = 0;
    double squares = 0;
    for (std::size_t index = 0; index < left.per_query.size(); ++index) {
        const double difference = left.per_query[index] - right.per_query[index];
        sum += difference;
        squares += difference * difference;
    }
    const double mean = sum / count;
    return std::sqrt(std::max(0.0, squares / count - mean * mean) / count);
}

std::vector<std::pair<std::string, double>> averages_of(const Inverted& inverted) {
    std::vector<std::pair<std::string, double>> averages = {{"true", inverted.average},
                                                            {"first-MB", inverted.estimate}};
    for (const int fixed : {100, 120, 150, 200, 250, 300, 400}) {
        averages.emplace_back(std::to_string(fixed), fixed);
    }
    return averages;
}

std::vector<Trial> make_trials(const Inverted& inverted) {
    std::vector<Trial> trials;
    for (const auto& [name, average] : averages_of(inverted)) {
        for (const double k1 : {0.9, 1.2, 1.6}) {
            for (const double b : {0.4, 0.5, 0.6, 0.75}) {
                trials.push_back({name, {k1, b, average, 0.5, 127}, Spacing::linear});
            }
        }
    }
    const double average = inverted.average;
    for (const double k1 : {0.9, 1.2}) {
        for (const double b : {0.4, 0.75}) {
            trials.push_back({"true", {k1, b, average, 0.5, 0}, std::nullopt});
        }
        trials.push_back({"200", {k1, 0.4, 200, 0.5, 0}, std::nullopt});
    }
    for (const int levels : {15, 31, 63, 255}) {
        trials.push_back({"true", {1.2, 0.75, average, 0.5, levels}, Spacing::linear});
        trials.push_back({"200", {0.9, 0.4, 200, 0.5, levels}, Spacing::linear});
    }
    for (const auto spacing : {Spacing::square_root, Spacing::logarithmic}) {
        for (const int levels : {31, 63, 127}) {
            trials.push_back({"true", {1.2, 0.75, average, 0.5, levels}, spacing});
            trials.push_back({"200", {0.9, 0.4, 200, 0.5, levels}, spacing});
        }
    }
    for (const double floor : {0.0, 0.25, 1.0}) {
        trials.push_back({"true", {1.2, 0.75, average, floor, 0}, std::nullopt});
        trials.push_back({"200", {0.9, 0.4, 200, floor, 127}, Spacing::linear});
    }
    return trials;
}

std::string name_of(const std::optional<Spacing>& spacing) {
    if (!spacing) return "exact";
    static const std::array<const char*, 3> names = {"linear", "square-root", "logarithmic"};
    return names[static_cast<std::size_t>(*spacing)];
}

std::string name_of(const TestCollection& collection, const Setting& setting) {
    return collection.name + (setting.stop_words.empty() ? "" : "+stops") +
           (setting.with_skeletons ? "+skeletons" : "");
}

void run_collection(Tokenizer& tokenizer, const TestCollection& collection, const Setting& setting,
                    std::ostream& table) {
    const auto inverted = invert(tokenizer, collection, setting);
    std::vector<Bag> queries;
    for (const auto& [id, text] : collection.queries) {
        queries.push_back(analyze(tokenizer, {id, "", text, ""}, setting).terms);
    }
    const Trial stock{"true", {1.2, 0.75, inverted.average, 0.5, 0}, std::nullopt};
    const auto reference = run_trial(inverted, queries, stock);
    for (const auto& trial : make_trials(inverted)) {
        const auto outcome = run_trial(inverted, queries, trial);
        double shared = 0;
        for (std::size_t index = 0; index < queries.size(); ++index) {
            shared += overlap(outcome.rankings[index], reference.rankings[index]);
        }
        const auto& rule = trial.rule;
        table << name_of(collection, setting) << '\t' << inverted.average << '\t'
              << trial.average_name << '\t' << rule.average_length << '\t' << rule.k1 << '\t'
              << rule.b << '\t' << rule.shortest_share << '\t' << name_of(trial.spacing) << '\t'
              << rule.levels << '\t' << outcome.ndcg << '\t' << outcome.ndcg - reference.ndcg
              << '\t' << standard_error(outcome, reference) << '\t'
              << shared / static_cast<double>(queries.size()) << '\n';
    }
}

}  // namespace

void run_ranking_experiment(const std::filesystem::path& data, std::ostream& table) {
    table << "collection\ttrue_average\taverage\taverage_length\tk1\tb\tfloor\tspacing\tlevels\t"
             "ndcg10\tagainst_stock\tstandard_error\toverlap10\n";
    Tokenizer tokenizer;
    for (const auto* name : {"nfcorpus", "zh-qa-knownitem"}) {
        run_collection(tokenizer, read_collection(data / "bench" / name), {}, table);
    }
    for (const auto target :
         {Target::abstracts, Target::full_texts, Target::full_texts_alone, Target::long_reports}) {
        run_collection(tokenizer, make_known_items(data, target, 1), {}, table);
    }
    for (const auto* name : {"casimedicos", "e3c-crosslingual"}) {
        const auto collection = read_collection(data / "bench" / name);
        const auto stop_words = read_stop_words(data, tokenizer, collection.records);
        run_collection(tokenizer, collection, {true, {}}, table);
        run_collection(tokenizer, collection, {false, stop_words}, table);
        run_collection(tokenizer, collection, {true, stop_words}, table);
    }
}

}  // namespace layout
