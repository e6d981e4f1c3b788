// The figures behind docs/decisions/0001-index-layout.md. Usage:
//   layout_experiment ranking [--data DIR]
//   layout_experiment classes|shapes|positions|latency|commit|peer
//                     --work DIR [--rounds N] [--reuse] CORPUS
// Prints a TSV. DIR of --data defaults to $CASEBOOK_TEST_DATA; CORPUS is a JSONL file made by
// bench/make_corpus.py.

#include <cstdlib>
#include <exception>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>

#include <xapian.h>

#include "experiments.hpp"
#include "ranking_experiment.hpp"

namespace {

struct Options {
    std::string experiment;
    std::string data;
    std::string corpus;
    layout::Bench bench;
};

Options parse_options(int count, char** words) {
    Options options;
    if (const char* data = std::getenv("CASEBOOK_TEST_DATA")) options.data = data;
    for (int index = 1; index < count; ++index) {
        const std::string word = words[index];
        const auto value = [&]() -> std::string {
            if (index + 1 == count) throw std::runtime_error(word + " needs a value");
            return words[++index];
        };
        if (word == "--data")
            options.data = value();
        else if (word == "--work")
            options.bench.work = value();
        else if (word == "--rounds")
            options.bench.rounds = std::stoi(value());
        else if (word == "--reuse")
            options.bench.reuse = true;
        else if (options.experiment.empty())
            options.experiment = word;
        else
            options.corpus = word;
    }
    return options;
}

void run(Options& options) {
    using Experiment = void (*)(const layout::Bench&, std::ostream&);
    static const std::map<std::string, Experiment> experiments = {
        {"classes", layout::run_class_experiment},      {"shapes", layout::run_shape_experiment},
        {"positions", layout::run_position_experiment}, {"latency", layout::run_latency_experiment},
        {"commit", layout::run_commit_experiment},      {"peer", layout::run_peer_experiment}};
    if (options.experiment == "ranking") {
        if (options.data.empty()) throw std::runtime_error("set CASEBOOK_TEST_DATA or pass --data");
        return layout::run_ranking_experiment(options.data, std::cout);
    }
    const auto found = experiments.find(options.experiment);
    if (found == experiments.end()) {
        throw std::runtime_error("no such experiment: '" + options.experiment +
                                 "' (ranking, classes, shapes, positions, latency, commit, peer)");
    }
    if (options.bench.work.empty() || options.corpus.empty()) {
        throw std::runtime_error(options.experiment + " needs --work DIR and a corpus");
    }
    std::filesystem::create_directories(options.bench.work);
    options.bench.records = layout::read_records(options.corpus);
    found->second(options.bench, std::cout);
}

}  // namespace

int main(int count, char** words) {
    try {
        auto options = parse_options(count, words);
        run(options);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "layout_experiment: " << error.what() << '\n';
    } catch (const Xapian::Error& error) {
        std::cerr << "layout_experiment: " << error.get_description() << '\n';
    }
    return 2;
}
