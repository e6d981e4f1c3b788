// How long casebook takes to answer, in process: the counterpart of `stock_xapian time-queries`.

#include <cstddef>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/arguments.hpp"
#include "bench/timing.hpp"
#include "casebook/searcher.hpp"

namespace casebook::bench {
namespace {

constexpr const char* kUsage =
    R"(query_times time-queries DB --queries FILE [--mode or|and|phrase|prefix | --defaults] [--ids]
            [--no-synonyms] [--repeat 5] [--top 10]
    Prints percentiles of the time from query text to answer, in microseconds, as JSON. FILE holds
    a query a line; the first pass over it warms up and is not counted. An answer is the exact
    number of hits and the reports of the first ones; with --ids the first ones' ids alone, which is
    what stock_xapian times. --defaults is a search as a user makes it, with snippets. In mode prefix
    a line is the beginning of a word. --no-synonyms leaves concepts out.
)";

/// The question that `mode` makes of a line.
SearchRequest make_request(const std::string& mode, const std::string& line, std::size_t top) {
    SearchRequest request;
    request.query = mode == "phrase" ? '"' + line + '"' : mode == "prefix" ? line + "*" : line;
    request.top = top;
    request.with_snippets = mode == "defaults";
    request.feedback = mode == "defaults";
    request.correct = mode == "defaults";
    if (mode == "or" || mode == "prefix") {
        request.match = MatchRule::any;
    } else if (mode == "and" || mode == "phrase") {
        request.match = MatchRule::all;
    } else if (mode != "defaults") {
        throw UsageError(mode + ": no such mode");
    }
    return request;
}

void time_queries(const Arguments& arguments) {
    const std::vector<std::string>& words = arguments.positional();
    if (words.size() != 2 || words.front() != "time-queries") {
        throw UsageError("time-queries and DB are needed");
    }
    const std::string mode =
        arguments.has("--defaults") ? "defaults" : arguments.value("--mode", "or");
    const bool ids = arguments.has("--ids");
    std::vector<SearchRequest> requests;
    for (const std::string& line : read_lines(arguments.value("--queries"))) {
        requests.push_back(make_request(mode, line, arguments.count("--top", 10)));
        requests.back().synonyms = !arguments.has("--no-synonyms");
    }
    const Searcher searcher(words.back());
    const auto answer = [&](const SearchRequest& request) {
        return ids ? searcher.rank(request).size() : searcher.search(request).hits.size();
    };
    std::cout << time_answers(mode, requests, arguments.count("--repeat", 5), answer) << std::endl;
    if (!std::cout) {
        throw std::runtime_error("cannot write the output");
    }
}

}  // namespace
}  // namespace casebook::bench

int main(int count, char** words) {
    using namespace casebook::bench;
    try {
        time_queries(Arguments(count, words, {"--defaults", "--ids", "--no-synonyms"},
                               {"--queries", "--mode", "--repeat", "--top"}));
        return 0;
    } catch (const UsageError& error) {
        std::cerr << "query_times: " << error.what() << "\n\n" << kUsage;
    } catch (const std::exception& error) {
        std::cerr << "query_times: " << error.what() << '\n';
    }
    return 2;
}
