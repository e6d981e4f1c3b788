// What it costs to explain the hits of a query, and how often reading a report in stretches tells
// what reading all of it tells.

#include <time.h>

#include <algorithm>
#include <iostream>
#include <set>

#include "bench/arguments.hpp"
#include "bench/timing.hpp"
#include "casebook/searcher.hpp"
#include "casebook/stored_report.hpp"
#include "hit_explainer.hpp"
#include "passages.hpp"
#include "request_reading.hpp"
#include "snippets.hpp"

namespace casebook::bench {
namespace {

constexpr const char* kUsage =
    R"(snippet_times DB --queries FILE [--repeat 5] [--top 10]
    FILE holds a query a line. Prints, as JSON: the milliseconds of processor time that explaining the hits of a query
    takes (median, 95th percentile) when the reports are read in stretches and in full, and what
    decoding them takes anyway; and of the hits whose own text is longer than what is read, the
    share whose passages show as much of the query and the share whose `matched` is the same.
)";

/// A hit as it is before it is explained.
struct Loaded {
    Xapian::Document document;
    Hit hit;
};

/// A query with its hits.
struct Question {
    ReadQuery query;
    std::vector<RankedDocument> hits;
};

struct Tally {
    std::size_t hits = 0;
    std::size_t longer = 0;  ///< than what is read
    std::size_t same_passages = 0;
    double coverage = 0;  ///< sum of shares of what the passages could show
    std::size_t same_matched = 0;
    std::size_t same_units = 0;  ///< `matched` names the same units, if not the same places
    std::uint64_t text_bytes = 0;
    std::uint64_t read_bytes = 0;
    std::size_t most_read = 0;
};

class Comparison {
public:
    Comparison(const std::string& path, const Arguments& arguments)
        : searcher_(path), pool_(path), handle_(pool_.borrow()) {
        pool_.refresh(*handle_);
        for (const std::string& line : read_lines(arguments.value("--queries")))
            questions_.push_back(ask(line, arguments.count("--top", 10)));
    }

    nlohmann::ordered_json run(unsigned repeat) {
        Tally tally;
        for (const Question& question : questions_)
            compare(question, tally);
        std::vector<double> decoding;
        std::vector<double> stretches;
        std::vector<double> full;
        for (unsigned pass = 0; pass < repeat; ++pass) {
            for (const Question& question : questions_) {
                std::vector<Loaded> hits;
                decoding.push_back(time([&] { hits = load(question); }));
                stretches.push_back(time([&] { explain(question, hits); }));
                full.push_back(time([&] { explain_in_full(question, hits); }));
            }
        }
        const auto share = [&](std::size_t count) {
            return static_cast<double>(count) /
                   static_cast<double>(std::max<std::size_t>(tally.longer, 1));
        };
        return {{"queries", questions_.size()},
                {"hits", tally.hits},
                {"bytes_a_hit", tally.text_bytes / std::max<std::size_t>(tally.hits, 1)},
                {"bytes_read_a_hit", tally.read_bytes / std::max<std::size_t>(tally.hits, 1)},
                {"most_bytes_read", tally.most_read},
                {"decoding_ms", spread(decoding)},
                {"stretches_ms", spread(stretches)},
                {"full_ms", spread(full)},
                {"longer_hits", tally.longer},
                {"same_coverage", share(tally.same_passages)},
                {"coverage",
                 tally.coverage / static_cast<double>(std::max<std::size_t>(tally.longer, 1))},
                {"same_matched", share(tally.same_matched)},
                {"same_units", share(tally.same_units)}};
    }

private:
    Question ask(const std::string& line, std::size_t top) {
        SearchRequest request;
        request.query = line;
        request.top = top;
        request.with_snippets = false;
        Question question;
        question.query =
            read_request(*handle_, settled(request), SpellingCorrector::Use::searching);
        for (const Hit& hit : searcher_.search(request).hits) {
            const std::string id = make_term(TermClass::id, hit.report.id);
            question.hits.push_back(
                {*handle_->index.database.postlist_begin(id), hit.score, hit.partial, {}});
        }
        return question;
    }

    /// Processor time, which other programs on the machine disturb less than wall time.
    static double now() {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
    }

    template <typename Action>
    static double time(Action action) {
        const double start = now();
        action();
        return now() - start;
    }

    static nlohmann::ordered_json spread(std::vector<double>& times) {
        std::ranges::sort(times);
        return {{"p50", percentile(times, 50)}, {"p95", percentile(times, 95)}};
    }

    [[nodiscard]] std::vector<Loaded> load(const Question& question) const {
        std::vector<Loaded> loaded;
        for (const RankedDocument& candidate : question.hits) {
            Loaded hit;
            hit.document = handle_->index.database.get_document(candidate.document);
            hit.hit.partial = candidate.partial;
            hit.hit.report = decode_report(hit.document.get_data());
            loaded.push_back(std::move(hit));
        }
        return loaded;
    }

    void explain(const Question& question, std::vector<Loaded>& hits) {
        HitExplainer explainer(*handle_, question.query, question.hits);
        for (Loaded& loaded : hits)
            explainer.explain(loaded.document, loaded.hit);
    }

    void explain_in_full(const Question& question, std::vector<Loaded>& hits) {
        EvidenceFinder finder(question.query, handle_->buffer);
        const UnitClues clues(question.query, handle_->index.database, handle_->languages,
                              handle_->buffer);
        TextCutter cutter;
        for (Loaded& loaded : hits) {
            Hit& hit = loaded.hit;
            const std::vector<ReportText> texts = texts_of(hit.report);
            std::vector<Evidence> evidence = finder.find(texts);
            sort_evidence(evidence);
            hit.snippets =
                make_snippets(hit.report, texts, evidence, all_of(texts), clues.weights(), cutter);
            hit.matched = make_matched(question.query, texts, evidence);
        }
    }

    [[nodiscard]] static std::vector<Stretch> all_of(const std::vector<ReportText>& texts) {
        std::vector<Stretch> all;
        for (std::size_t text = 0; text < texts.size(); ++text)
            all.push_back({text, 0, static_cast<std::uint32_t>(texts[text].text.size()), 0});
        return all;
    }

    /// What the passages show: the weights of the units in them.
    static double coverage(const CaseReport& report, const std::vector<ReportText>& texts,
                           std::vector<Evidence> evidence, const std::vector<double>& weights) {
        leave_out_titles(report, texts, evidence);
        std::set<std::size_t> shown;
        for (const Passage& passage : choose_passages(texts, evidence, weights, kSnippetsPerHit)) {
            for (std::size_t at = passage.first; at <= passage.last; ++at)
                shown.insert(evidence[at].unit);
        }
        double sum = 0;
        for (const std::size_t unit : shown)
            sum += weights[unit];
        return sum;
    }

    void compare(const Question& question, Tally& tally) {
        EvidenceFinder finder(question.query, handle_->buffer);
        std::vector<Xapian::docid> documents;
        for (const RankedDocument& hit : question.hits)
            documents.push_back(hit.document);
        ReportReader reader(question.query, *handle_, documents);
        for (const Loaded& loaded : load(question)) {
            const CaseReport& report = loaded.hit.report;
            const std::vector<ReportText> texts = texts_of(report);
            std::vector<Evidence> all = finder.find(texts);
            sort_evidence(all);
            const ReadEvidence read = reader.read(report, loaded.document, texts, reader.units());
            std::size_t bytes = 0;
            for (const ReportText& text : texts)
                bytes += is_own_text(text.kind) ? text.text.size() : 0;
            ++tally.hits;
            tally.text_bytes += bytes;
            tally.read_bytes += read.bytes;
            tally.most_read = std::max(tally.most_read, read.bytes);
            if (bytes <= ReportReader::kShortReport) continue;
            ++tally.longer;
            const std::vector<double>& weights = reader.weights();
            const double given = coverage(report, texts, read.evidence, weights);
            const double expected = coverage(report, texts, all, weights);
            if (given + kRounding >= expected) ++tally.same_passages;
            tally.coverage += expected > 0 ? given / expected : 1.0;
            compare_matched(make_matched(question.query, texts, all),
                            make_matched(question.query, texts, read.evidence), tally);
        }
    }

    static void compare_matched(const std::vector<MatchedUnit>& expected,
                                const std::vector<MatchedUnit>& given, Tally& tally) {
        const auto same_unit = [](const MatchedUnit& left, const MatchedUnit& right) {
            return left.unit == right.unit;
        };
        const auto same = [](const MatchedUnit& left, const MatchedUnit& right) {
            return left.unit == right.unit && left.kind == right.kind &&
                   left.section == right.section && left.text == right.text;
        };
        if (std::ranges::equal(given, expected, same_unit)) ++tally.same_units;
        if (std::ranges::equal(given, expected, same)) ++tally.same_matched;
    }

    static constexpr double kRounding = 1e-9;

    Searcher searcher_;
    HandlePool pool_;
    HandlePool::Loan handle_;
    std::vector<Question> questions_;
};

}  // namespace
}  // namespace casebook::bench

int main(int count, char** words) {
    using namespace casebook::bench;
    try {
        const Arguments arguments(count, words, {}, {"--queries", "--repeat", "--top"});
        if (arguments.positional().size() != 1) throw UsageError("DB is needed");
        Comparison comparison(arguments.positional().front(), arguments);
        std::cout << comparison.run(arguments.count("--repeat", 5)).dump(2) << std::endl;
        return 0;
    } catch (const UsageError& error) {
        std::cerr << "snippet_times: " << error.what() << "\n\n" << kUsage;
    } catch (const std::exception& error) {
        std::cerr << "snippet_times: " << error.what() << '\n';
    }
    return 2;
}
