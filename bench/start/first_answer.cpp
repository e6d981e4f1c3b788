// From the opening of an index to the first answer, each question in a process of its own.
#include <sys/wait.h>
#include <unistd.h>

#include <exception>
#include <iostream>

#include "bench/arguments.hpp"
#include "bench/timing.hpp"
#include "casebook/searcher.hpp"

namespace casebook::bench {
namespace {

constexpr const char* kUsage =
    R"(first_answer DB --queries FILE [--repeat 5]
    Opens the index and asks one line of FILE, in a new process that has used nothing of the library
    before, and so for each line and repetition. Prints for each line the median milliseconds of
    wall clock and of work (what the process itself computed, which a busy machine disturbs least)
    for opening, for the first answer with snippets and a facet, and for the same question again.
)";

/// Milliseconds of the stages, wall clock and work of each.
struct Stages {
    double open[2];
    double first[2];
    double second[2];
};

struct Stopped {
    double wall;
    double work;
};

Stopped now() {
    const auto since = std::chrono::steady_clock::now().time_since_epoch();
    return {std::chrono::duration<double, std::milli>(since).count(), worked() / 1000};
}

void put(const Stopped& begun, const Stopped& ended, double (&stage)[2]) {
    stage[0] = ended.wall - begun.wall;
    stage[1] = ended.work - begun.work;
}

Stages measure(const std::string& index, const std::string& query) {
    SearchRequest request;
    request.query = query;
    request.facets = {{.field = "therapy", .matching = {}}};
    Stages stages{};
    const Stopped start = now();
    const Searcher searcher(index);
    const Stopped opened = now();
    (void)searcher.search(request);
    const Stopped answered = now();
    (void)searcher.search(request);
    put(start, opened, stages.open);
    put(start, answered, stages.first);
    put(answered, now(), stages.second);
    return stages;
}

/// The same in a child, which hands the figures over.
Stages measure_apart(const std::string& index, const std::string& query) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    const pid_t child = ::fork();
    if (child == 0) {
        int status = 1;
        try {
            const Stages stages = measure(index, query);
            status = ::write(ends[1], &stages, sizeof stages) == sizeof stages ? 0 : 1;
        } catch (const std::exception& error) {
            std::cerr << error.what() << std::endl;
        }
        ::_exit(status);
    }
    ::close(ends[1]);
    Stages stages{};
    const bool got = ::read(ends[0], &stages, sizeof stages) == sizeof stages;
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    if (!got || status != 0) throw std::runtime_error("a measurement failed: " + query);
    return stages;
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return percentile(values, 50);
}

void run(const Arguments& arguments) {
    const std::string index = arguments.positional().at(0);
    std::cout << "query\topen wall\topen work\tfirst wall\tfirst work\tagain wall\tagain work\n";
    for (const std::string& query : read_lines(arguments.value("--queries"))) {
        std::vector<double> columns[6];
        for (unsigned round = arguments.count("--repeat", 5); round > 0; --round) {
            const Stages stages = measure_apart(index, query);
            const double all[] = {stages.open[0],  stages.open[1],   stages.first[0],
                                  stages.first[1], stages.second[0], stages.second[1]};
            for (std::size_t column = 0; column < 6; ++column)
                columns[column].push_back(all[column]);
        }
        std::cout << query;
        for (const std::vector<double>& column : columns)
            std::cout << "\t" << std::round(median(column) * 10) / 10;
        std::cout << std::endl;
    }
}

}  // namespace
}  // namespace casebook::bench

int main(int count, char** words) {
    using namespace casebook::bench;
    try {
        const Arguments arguments(count, words, {}, {"--queries", "--repeat"});
        if (arguments.positional().size() != 1) throw UsageError("one index is wanted");
        run(arguments);
        return 0;
    } catch (const UsageError& error) {
        std::cerr << error.what() << "\n" << kUsage;
    } catch (const std::exception& error) {
        std::cerr << error.what() << "\n";
    }
    return 2;
}
