// How fast texts become terms, on one core, and what memory that takes.

#include <sys/resource.h>

#include <chrono>
#include <exception>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "bench/arguments.hpp"
#include "casebook/analyzer.hpp"
#include "casebook/built_in.hpp"
#include "casebook/language.hpp"

namespace casebook::bench {
namespace {

constexpr const char* kUsage =
    R"(analysis_speed [--repeat 3] FILE.jsonl…
    Analyses the `title` and `text` of every record, in the order of the files, as an indexer of one
    thread would: each file in MB/s of text, best of the repeats, then all, with the time of language
    detection apart and the memory that the analysis added at its peak.
)";

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Collection {
    std::string name;
    std::vector<std::string> texts;
    std::size_t bytes = 0;
};

Collection read_collection(const std::string& name) {
    std::ifstream file(name);
    if (!file) throw std::runtime_error(name + ": cannot be read");
    Collection collection{name.substr(name.find_last_of('/') + 1), {}, 0};
    for (std::string line; std::getline(file, line);) {
        const auto record = nlohmann::json::parse(line);
        for (const char* field : {"title", "text"}) {
            const auto text = record.find(field);
            if (text == record.end() || !text->is_string()) continue;
            collection.texts.push_back(*text);
            collection.bytes += collection.texts.back().size();
        }
    }
    return collection;
}

struct Times {
    double detection = 0;
    double analysis = 0;
    std::size_t tokens = 0;
};

Times analyze(const Collection& collection, AnalysisBuffer& buffer) {
    Times times;
    for (const std::string& text : collection.texts) {
        auto start = Clock::now();
        const Language language = detect_language(text);
        times.detection += seconds_since(start);
        start = Clock::now();
        buffer.trim();
        built_in_analyzer().analyze(text, language, buffer);
        times.analysis += seconds_since(start);
        times.tokens += buffer.tokens().size();
    }
    return times;
}

void print_row(const std::string& name, std::size_t bytes, const Times& times) {
    const double megabytes = static_cast<double>(bytes) / 1e6;
    std::cout << std::left << std::setw(24) << name << std::right << std::fixed
              << std::setprecision(2) << std::setw(9) << megabytes << std::setprecision(1)
              << std::setw(12) << megabytes / times.analysis << std::setw(12)
              << megabytes / times.detection << std::setw(12) << times.tokens << '\n';
}

void measure(const Arguments& arguments) {
    if (arguments.positional().empty()) throw UsageError("FILE is missing");
    std::vector<Collection> collections;
    for (const std::string& name : arguments.positional())
        collections.push_back(read_collection(name));
    const double before = peak_megabytes();
    std::map<std::string, Times> best;
    Times best_of_all;
    for (unsigned pass = 0; pass < arguments.count("--repeat", 3); ++pass) {
        AnalysisBuffer buffer;  // as cold as an indexer's at its start
        Times all;
        for (const Collection& collection : collections) {
            const Times times = analyze(collection, buffer);
            all.analysis += times.analysis;
            all.detection += times.detection;
            all.tokens += times.tokens;
            Times& kept = best[collection.name];
            if (pass == 0 || times.analysis < kept.analysis) kept = times;
        }
        if (pass == 0 || all.analysis < best_of_all.analysis) best_of_all = all;
    }
    std::cout << "text                           MB   analysis   detection      tokens\n"
                 "                                        MB/s        MB/s\n";
    std::size_t bytes = 0;
    for (const Collection& collection : collections) {
        print_row(collection.name, collection.bytes, best[collection.name]);
        bytes += collection.bytes;
    }
    print_row("all", bytes, best_of_all);
    std::cout << "memory added at the peak: " << peak_megabytes() - before << " MB\n";
}

}  // namespace
}  // namespace casebook::bench

int main(int count, char** words) {
    using namespace casebook::bench;
    try {
        measure(Arguments(count, words, {}, {"--repeat"}));
        return 0;
    } catch (const UsageError& error) {
        std::cerr << "analysis_speed: " << error.what() << "\n\n" << kUsage;
    } catch (const std::exception& error) {
        std::cerr << "analysis_speed: " << error.what() << '\n';
    }
    return 2;
}
