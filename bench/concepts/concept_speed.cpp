// What the recognition of concepts adds to the analysis of texts, on one core, and how fast a
// compiled thesaurus opens.

#include <chrono>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "bench/arguments.hpp"
#include "casebook/built_in.hpp"
#include "casebook/concept_finder.hpp"
#include "casebook/language.hpp"
#include "casebook/thesaurus_compiler.hpp"

namespace casebook::bench {
namespace {

constexpr const char* kUsage =
    R"(concept_speed [--thesaurus PATH] [--repeat 5] FILE.jsonl…
    Analyses `title` and `text` of every record as an indexer of one thread would, with and without
    the recognition of concepts, in turns. PATH is a compiled thesaurus or a folder of rows; without
    it, the built-in one. Figures are processor time, of the best pass of each.
)";

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

struct Text {
    std::string text;
    Language language;
};
using Report = std::vector<Text>;

std::vector<Report> read_reports(const std::vector<std::string>& names) {
    std::vector<Report> reports;
    for (const std::string& name : names) {
        std::ifstream file(name);
        if (!file) throw std::runtime_error(name + ": cannot be read");
        for (std::string line; std::getline(file, line);) {
            const auto record = nlohmann::json::parse(line);
            Report report;
            for (const char* field : {"title", "text"}) {
                const auto text = record.find(field);
                if (text == record.end() || !text->is_string()) continue;
                report.push_back({*text, detect_language(text->get<std::string>())});
            }
            reports.push_back(std::move(report));
        }
    }
    return reports;
}

void analyze(const Report& report, AnalysisBuffer& buffer, std::vector<std::size_t>& ends) {
    buffer.trim();
    ends.clear();
    for (const Text& text : report) {
        built_in_analyzer().analyze(text.text, text.language, buffer);
        ends.push_back(buffer.tokens().size());
    }
}

/// Time of the processor that this thread took: other programs on the machine do not count.
double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

/// Seconds of the processor for all reports; `mentions` counts what was found.
double pass(const std::vector<Report>& reports, const Thesaurus* thesaurus, std::size_t& mentions) {
    AnalysisBuffer buffer;
    std::optional<ConceptFinder> finder;
    if (thesaurus != nullptr) finder.emplace(*thesaurus, built_in_analyzer());
    std::vector<std::size_t> ends;
    mentions = 0;
    const double start = processor_seconds();
    for (const Report& report : reports) {
        analyze(report, buffer, ends);
        if (!finder) continue;
        finder->begin_report();
        std::size_t first = 0;
        for (std::size_t number = 0; number < report.size(); ++number) {
            const std::span<const Token> tokens(buffer.tokens());
            finder->add_text(report[number].text, report[number].language, buffer,
                             tokens.subspan(first, ends[number] - first));
            first = ends[number];
        }
        mentions += finder->finish_report().size();
    }
    return processor_seconds() - start;
}

/// Opens or compiles; tells what that took.
Thesaurus open_thesaurus(const std::string& path, std::string& bytes) {
    if (!std::filesystem::is_directory(path)) return Thesaurus::open(path);
    const auto start = Clock::now();
    const ThesaurusFolder folder = load_thesaurus_folder(path);
    const double load = seconds_since(start);
    CompiledThesaurus compiled = compile_thesaurus(folder.source, built_in_analyzer());
    std::cout << "read in " << load << " s, compiled in " << seconds_since(start) - load << " s, "
              << folder.problems.size() + compiled.problems.size() << " problems\n";
    bytes = std::move(compiled.bytes);
    return Thesaurus::from_bytes(bytes, path);
}

void report_opening(const std::string& path) {
    if (path.empty() || std::filesystem::is_directory(path)) return;
    const auto start = Clock::now();
    const Thesaurus thesaurus = Thesaurus::open(path);
    const bool found = thesaurus.find_concept("none").has_value();
    std::cout << "opened, and looked an id up, in " << seconds_since(start) * 1e3 << " ms"
              << (found ? "!" : "") << "\n";
}

void measure(const Arguments& arguments) {
    if (arguments.positional().empty()) throw UsageError("FILE is missing");
    const std::string path = arguments.value("--thesaurus", "");
    report_opening(path);
    std::string bytes;
    Thesaurus opened;
    if (!path.empty()) opened = open_thesaurus(path, bytes);
    const Thesaurus& thesaurus = path.empty() ? built_in_thesaurus() : opened;
    const ThesaurusStatistics statistics = thesaurus.statistics();
    std::cout << statistics.concepts << " concepts, " << statistics.terms << " terms, "
              << static_cast<double>(statistics.bytes) / 1e6 << " MB\n";
    const std::vector<Report> reports = read_reports(arguments.positional());
    double size = 0;
    for (const Report& report : reports) {
        for (const Text& text : report)
            size += static_cast<double>(text.text.size()) / 1e6;
    }
    double alone = 1e9;
    double with = 1e9;
    std::size_t mentions = 0;
    for (unsigned repeat = 0; repeat < arguments.count("--repeat", 5); ++repeat) {
        alone = std::min(alone, pass(reports, nullptr, mentions));
        with = std::min(with, pass(reports, &thesaurus, mentions));
    }
    std::cout << std::fixed << std::setprecision(2) << size << " MB in " << reports.size()
              << " reports, " << mentions << " mentions\nanalysis alone " << size / alone
              << " MB/s, with concepts " << size / with << " MB/s: recognition adds "
              << (with / alone - 1) * 100 << " %\n";
}

}  // namespace
}  // namespace casebook::bench

int main(int count, char** words) {
    using namespace casebook::bench;
    try {
        measure(Arguments(count, words, {}, {"--thesaurus", "--repeat"}));
        return 0;
    } catch (const UsageError& error) {
        std::cerr << "concept_speed: " << error.what() << "\n\n" << kUsage;
    } catch (const std::exception& error) {
        std::cerr << "concept_speed: " << error.what() << '\n';
    }
    return 2;
}
