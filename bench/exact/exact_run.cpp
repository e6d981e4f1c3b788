// The exact path of the ranking, for ablations: the index's words and the searcher's reading of
// queries, ranked by BM25F of exact frequencies where casebook ranks by impacts of 127 levels.

#include <algorithm>
#include <cmath>
#include <exception>
#include <filesystem>
#include <iostream>
#include <limits>
#include <string>
#include <vector>

#include "bench/arguments.hpp"
#include "bench/trec_ids.hpp"
#include "casebook/error.hpp"
#include "casebook/report_reader.hpp"
#include "exact_index.hpp"
#include "exact_weight.hpp"
#include "interfaces/cli/trec_topics.hpp"
#include "searcher/compiled_query.hpp"
#include "searcher/handle_pool.hpp"
#include "searcher/query_tree.hpp"
#include "searcher/read_query.hpp"
#include "tests/temporary_folder.hpp"

namespace casebook::bench {
namespace {

constexpr const char* kUsage =
    R"(exact_run FILE.jsonl... --topics FILE.tsv [--top 1000] [--tag exact] [--drop-same-language]
          [--k1 0.9] [--b 0.4] [--average true|NUMBER]
    Prints a TREC run: the topics (`id TAB query` on a line) ranked by exact BM25F over the reports,
    as `casebook run --match any` reads and joins their words. --average is the average length in
    tokens, `true` that of the reports. --drop-same-language leaves out the documents whose id ends
    in the same language as the topic's.
)";

RankingConstants read_constants(const Arguments& arguments, double true_average) {
    RankingConstants constants;
    constants.k1 = arguments.number("--k1", constants.k1);
    constants.b = arguments.number("--b", constants.b);
    const bool is_true = arguments.value("--average", "true") == "true";
    constants.average_length = is_true ? true_average : arguments.number("--average", true_average);
    if (constants.average_length == 0) throw UsageError("--average: not above 0");
    return constants;
}

/// Indexes all files at `path`; the average length of a report.
double build_index(const std::vector<std::string>& files, const std::filesystem::path& path) {
    ExactIndexBuilder builder(path);
    const ReportSink sink{
        [&](CaseReport&& report, const RecordOrigin&) { builder.add(std::move(report)); },
        [](Rejection&& rejection) {
            throw Error(ErrorCode::invalid_argument, rejection.origin.file + ":" +
                                                         std::to_string(rejection.origin.record) +
                                                         ": " + rejection.reason);
        }};
    for (const std::string& file : files)
        read_reports(file, {InputFormat::jsonl}, sink);
    builder.finish();
    return builder.average_length();
}

std::string id_of(const Xapian::Document& document) {
    return document.get_value(static_cast<Xapian::valueno>(ValueSlot::id));
}

/// Refuses documents whose id ends in a language: `train0_en` for "en".
class OtherLanguages : public Xapian::MatchDecider {
public:
    explicit OtherLanguages(std::string language) : language_(std::move(language)) {}
    bool operator()(const Xapian::Document& document) const override {
        return language_.empty() || language_suffix(id_of(document)) != language_;
    }

private:
    std::string language_;
};

/// The query that `casebook run --match any` ranks by: any condition, whole or in part.
Xapian::Query make_query(const CompiledQuery& compiled) {
    std::vector<Xapian::Query> conditions;
    for (const CompiledCondition& condition : compiled.conditions) {
        if (!condition.stop) conditions.push_back(condition.loose);
    }
    if (conditions.empty()) return {};
    Xapian::Query query = combine(Xapian::Query::OP_OR, conditions);
    if (!compiled.unwanted.empty()) {
        query = Xapian::Query(Xapian::Query::OP_AND_NOT, query, compiled.unwanted.query);
    }
    return compiled.filtered ? Xapian::Query(Xapian::Query::OP_FILTER, query, compiled.filter)
                             : query;
}

/// Programs order a run by its scores and ties by id: each is written below the one before it.
void print_hits(const Xapian::MSet& hits, const std::string& topic, const std::string& tag) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    double above = kInfinity;
    for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
        above = std::min(hit.get_weight(), std::nextafter(above, -kInfinity));
        std::cout << encode_spaces(topic) << " Q0 " << encode_spaces(id_of(hit.get_document()))
                  << ' ' << hit.get_rank() + 1 << ' ' << above << ' ' << tag << '\n';
    }
}

void rank_topics(const Arguments& arguments, const std::filesystem::path& path,
                 const RankingConstants& constants) {
    HandlePool pool(path);
    const HandlePool::Loan handle = pool.borrow();
    pool.refresh(*handle);
    const QueryCompiler compiler(handle->index.database, PositionAccess::own);
    Xapian::Enquire enquire(handle->index.database);
    enquire.set_weighting_scheme(ExactWeight(constants));
    enquire.set_sort_by_relevance_then_value(static_cast<Xapian::valueno>(ValueSlot::id), false);
    const unsigned top = arguments.count("--top", 1000);
    const std::string tag = arguments.value("--tag", "exact");
    for (const cli::Topic& topic : cli::read_topics(arguments.value("--topics"))) {
        FilterMaker filters(*handle);
        const ReadQuery read = read_query(parse_query(topic.query), QueryManner::plain,
                                          handle->languages, handle->buffer, filters);
        enquire.set_query(make_query(compiler.compile(read)));
        const OtherLanguages others(language_suffix(topic.id));
        const auto* const decider = arguments.has("--drop-same-language") ? &others : nullptr;
        print_hits(enquire.get_mset(0, top, 0, nullptr, decider), topic.id, tag);
    }
}

void run(const Arguments& arguments) {
    if (arguments.positional().empty()) throw UsageError("FILE is needed");
    const TemporaryFolder folder;
    const double average = build_index(arguments.positional(), folder / "exact.db");
    std::cout.precision(std::numeric_limits<double>::max_digits10);
    rank_topics(arguments, folder / "exact.db", read_constants(arguments, average));
    if (!std::cout.flush()) throw Error(ErrorCode::io, "cannot write the output");
}

}  // namespace
}  // namespace casebook::bench

int main(int count, char** words) {
    using namespace casebook::bench;
    try {
        run(Arguments(count, words, {"--drop-same-language"},
                      {"--topics", "--top", "--tag", "--k1", "--b", "--average"}));
        return 0;
    } catch (const UsageError& error) {
        std::cerr << "exact_run: " << error.what() << "\n\n" << kUsage;
    } catch (const Xapian::Error& error) {
        std::cerr << "exact_run: " << error.get_description() << '\n';
    } catch (const std::exception& error) {
        std::cerr << "exact_run: " << error.what() << '\n';
    }
    return 2;
}
