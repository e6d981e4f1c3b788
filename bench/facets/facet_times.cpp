// What exact facets cost beside the plain search: over queries that match a small and a large part
// of an index.

#include <unistd.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "bench/arguments.hpp"
#include "bench/timing.hpp"
#include "casebook/schema.hpp"
#include "casebook/searcher.hpp"

namespace casebook::bench {
namespace {

constexpr const char* kUsage =
    R"(facet_times DB [--facets therapy,diagnosis,outcome] [--runs 7] [--repeat 15]
    Makes queries that match about 1, 10, 75 and 100 % of the reports, of one or many words, and of
    none (all reports, and all but those with a word), and times each in --runs interleaved runs:
    the plain search for ten hits, the same with exact facets whose sets of reports are at hand, and
    with facets just after opening (columns read, no set at hand). A table of medians over the runs,
    of wall clock and of work; a run's figure is the median of --repeat searches, of one where
    nothing is at hand.
)";

struct Sample {
    double wall = 0;
    double work = 0;
};

/// A query, and the share of the reports that it matches.
struct Question {
    std::string name;
    SearchRequest request;
    std::size_t hits = 0;
};

struct Timed {
    std::vector<Sample> plain;
    std::vector<Sample> cached;
    std::vector<Sample> cold;
};

template <typename Action>
Sample time_of(Action action) {
    const double begun = worked();
    const auto start = std::chrono::steady_clock::now();
    action();
    const std::chrono::duration<double, std::micro> lasted =
        std::chrono::steady_clock::now() - start;
    return {lasted.count(), worked() - begun};
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values[values.size() / 2];
}

std::vector<double> column_of(const std::vector<Sample>& samples, double Sample::*part) {
    std::vector<double> values;
    for (const Sample& sample : samples)
        values.push_back(sample.*part);
    return values;
}

Sample median_of(const std::vector<Sample>& samples) {
    return {median(column_of(samples, &Sample::wall)), median(column_of(samples, &Sample::work))};
}

SearchRequest request_for(const std::string& words) {
    SearchRequest request;
    request.query = words;
    request.match = MatchRule::any;
    request.with_snippets = false;
    request.feedback = false;
    request.correct = false;
    request.synonyms = false;
    return request;
}

using Stems = std::vector<std::pair<Xapian::doccount, std::string>>;

/// Stems by frequency, the most frequent first.
Stems frequent_stems(const Xapian::Database& database) {
    const std::string prefix(row_of(TermClass::stem).prefix);
    const Xapian::doccount least = database.get_doccount() / 200;
    Stems stems;
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix);
         ++term) {
        const std::string stem = (*term).substr(prefix.size());
        const bool word = stem.size() > 3 &&
                          std::ranges::all_of(stem, [](char c) { return c >= 'a' && c <= 'z'; });
        if (word && term.get_termfreq() > least) stems.emplace_back(term.get_termfreq(), stem);
    }
    std::ranges::sort(stems, std::greater<>());
    return stems;
}

/// The stem whose number of reports is nearest to `wanted`.
const std::string& nearest_stem(const Stems& stems, std::size_t wanted) {
    return std::ranges::min_element(
               stems, {},
               [&](const auto& stem) {
                   return std::abs(static_cast<double>(stem.first) - static_cast<double>(wanted));
               })
        ->second;
}

/// Names it by the share that it matches.
Question make_question(const Searcher& searcher, const Xapian::Database& database,
                       const std::string& words, const std::string& kind) {
    Question question;
    question.request = request_for(words);
    question.hits = searcher.search(question.request).total;
    std::ostringstream name;
    name.precision(3);
    name << 100.0 * static_cast<double>(question.hits) /
                static_cast<double>(database.get_doccount())
         << " %, " << kind;
    question.name = name.str();
    return question;
}

/// One word where one is enough, else as many frequent ones as it takes.
Question question_of_words(const Searcher& searcher, const Xapian::Database& database,
                           double share) {
    const auto wanted = static_cast<std::size_t>(share * database.get_doccount());
    const Stems stems = frequent_stems(database);
    std::string words;
    std::size_t hits = 0;
    if (share <= 0.1) {
        words = nearest_stem(stems, wanted);
        hits = searcher.search(request_for(words)).total;
    }
    for (std::size_t next = 0; hits < wanted && next < std::min<std::size_t>(stems.size(), 40);
         ++next) {
        words += " " + stems[next].second;
        hits = searcher.search(request_for(words)).total;
    }
    return make_question(searcher, database, words, "words");
}

/// All reports but those with a word, or all.
Question question_of_rest(const Searcher& searcher, const Xapian::Database& database,
                          double share) {
    if (share >= 1) return make_question(searcher, database, "", "no word");
    const auto left_out = static_cast<std::size_t>((1 - share) * database.get_doccount());
    return make_question(searcher, database, "-" + nearest_stem(frequent_stems(database), left_out),
                         "not a word");
}

SearchRequest with_facets(SearchRequest request, const std::vector<std::string>& facets) {
    for (const std::string& facet : facets)
        request.facets.push_back({facet, 10, FacetOrder::count, {}});
    return request;
}

std::vector<std::string> split_names(const std::string& list) {
    std::vector<std::string> names;
    std::istringstream parts(list);
    for (std::string name; std::getline(parts, name, ',');)
        names.push_back(name);
    return names;
}

/// Memory of this process in bytes.
double resident_bytes() {
    std::ifstream file("/proc/self/statm");
    double pages = 0;
    file >> pages >> pages;
    return pages * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

void ask(const Searcher& searcher, const SearchRequest& request) {
    if (searcher.search(request).timed_out) throw std::runtime_error("a search ran out of time");
}

class FacetTimes {
public:
    FacetTimes(std::string path, std::vector<std::string> facets, unsigned runs, unsigned repeat)
        : path_(std::move(path)), facets_(std::move(facets)), runs_(runs), repeat_(repeat) {}

    void run() {
        const Xapian::Database database(path_);
        reports_ = database.get_doccount();
        const Searcher searcher(path_);
        for (const double share : {0.01, 0.1, 0.75, 1.0})
            questions_.push_back(question_of_words(searcher, database, share));
        for (const double share : {0.75, 1.0})
            questions_.push_back(question_of_rest(searcher, database, share));
        timed_.resize(questions_.size());
        time_columns();
        for (unsigned turn = 0; turn < runs_; ++turn) {
            for (std::size_t i = 0; i < questions_.size(); ++i)
                time_question(searcher, questions_[i], timed_[i]);
        }
        print();
    }

private:
    /// How long the first facets take that need every column.
    void time_columns() {
        const Searcher fresh(path_);
        const SearchRequest rare = request_for("qzxqzx");
        ask(fresh, rare);
        const double before = resident_bytes();
        const Sample first = time_of([&] { ask(fresh, with_facets(rare, facets_)); });
        std::printf("columns of %zu facets over %zu reports: %.0f ms, %.0f ms of work, %.1f MB\n\n",
                    facets_.size(), reports_, first.wall / 1e3, first.work / 1e3,
                    (resident_bytes() - before) / 1e6);
    }

    void time_question(const Searcher& searcher, const Question& question, Timed& timed) const {
        const SearchRequest faceted = with_facets(question.request, facets_);
        ask(searcher, faceted);
        std::vector<Sample> plain;
        std::vector<Sample> cached;
        for (unsigned turn = 0; turn < repeat_; ++turn) {
            plain.push_back(time_of([&] { ask(searcher, question.request); }));
            cached.push_back(time_of([&] { ask(searcher, faceted); }));
        }
        timed.plain.push_back(median_of(plain));
        timed.cached.push_back(median_of(cached));
        const Searcher fresh(path_);
        ask(fresh, with_facets(request_for("qzxqzx"), facets_));
        ask(fresh, question.request);
        timed.cold.push_back(time_of([&] { ask(fresh, faceted); }));
    }

    /// The ratio to the plain search of the same run: median, least and greatest of the runs.
    static std::string ratios(const std::vector<Sample>& dividend,
                              const std::vector<Sample>& divisor, double Sample::*part) {
        std::vector<double> values;
        for (std::size_t i = 0; i < dividend.size(); ++i)
            values.push_back(dividend[i].*part / (divisor[i].*part));
        std::ranges::sort(values);
        char text[64];
        std::snprintf(text, sizeof(text), "%.2f (%.2f-%.2f)", values[values.size() / 2],
                      values.front(), values.back());
        return text;
    }

    void print() const {
        std::printf(
            "| matches | plain, us | work, us | cached | cached, work | cold | cold, work |\n"
            "| --- | --- | --- | --- | --- | --- | --- |\n");
        for (std::size_t i = 0; i < questions_.size(); ++i) {
            const Timed& timed = timed_[i];
            const Sample plain = median_of(timed.plain);
            std::printf("| %s | %.0f | %.0f | %s | %s | %s | %s |\n", questions_[i].name.c_str(),
                        plain.wall, plain.work,
                        ratios(timed.cached, timed.plain, &Sample::wall).c_str(),
                        ratios(timed.cached, timed.plain, &Sample::work).c_str(),
                        ratios(timed.cold, timed.plain, &Sample::wall).c_str(),
                        ratios(timed.cold, timed.plain, &Sample::work).c_str());
        }
    }

    std::string path_;
    std::vector<std::string> facets_;
    unsigned runs_;
    unsigned repeat_;
    std::size_t reports_ = 0;
    std::vector<Question> questions_;
    std::vector<Timed> timed_;
};

}  // namespace
}  // namespace casebook::bench

int main(int count, char** words) {
    using namespace casebook::bench;
    try {
        const Arguments arguments(count, words, {}, {"--facets", "--runs", "--repeat"});
        if (arguments.positional().size() != 1) throw UsageError("DB is needed");
        FacetTimes(arguments.positional().front(),
                   split_names(arguments.value("--facets", "therapy,diagnosis,outcome")),
                   arguments.count("--runs", 7), arguments.count("--repeat", 15))
            .run();
        return 0;
    } catch (const UsageError& error) {
        std::cerr << "facet_times: " << error.what() << "\n\n" << kUsage;
    } catch (const std::exception& error) {
        std::cerr << "facet_times: " << error.what() << '\n';
    } catch (const Xapian::Error& error) {
        std::cerr << "facet_times: " << error.get_description() << '\n';
    }
    return 2;
}
