#include <algorithm>
#include <cmath>
#include <iostream>
#include <map>

#include "catch.hpp"
#include "temporary_folder.hpp"
#include "test_seed.hpp"
#include "vector_reports.hpp"

namespace casebook {
namespace {

double cosine(const std::vector<float>& left, const std::vector<float>& right) {
    double product = 0;
    double left_squares = 0;
    double right_squares = 0;
    for (std::size_t at = 0; at < left.size(); ++at) {
        product += double{left[at]} * double{right[at]};
        left_squares += double{left[at]} * double{left[at]};
        right_squares += double{right[at]} * double{right[at]};
    }
    return product / std::sqrt(left_squares * right_squares);
}

/// One question, and what of it a reader of the reports can check by hand.
struct Question {
    SearchRequest request;
    std::string without;  ///< a word that the query excludes; or none
    std::string year;     ///< that a filter wants; or none

    [[nodiscard]] bool lets_through(const CaseReport& report) const {
        return (without.empty() || !holds(report, without)) &&
               (year.empty() || std::to_string(*report.year) == year);
    }
};

struct WantedHit {
    std::string id;
    double score;
    bool partial;
};

/// The answer made of the ranking by words, all reports' vectors, and the formula.
class BruteForce {
public:
    BruteForce(const Searcher& searcher, const std::vector<CaseReport>& reports,
               const Question& question)
        : options_(question.request.fusion) {
        SearchRequest words = question.request;
        words.embedding.clear();
        words.facets.clear();
        words.offset = 0;
        words.top = 100'000;
        if (!words.query.empty()) rank_words(searcher.search(words));
        std::vector<std::pair<double, std::string>> near;
        for (const CaseReport& report : reports) {
            if (report.embedding.empty() || !question.lets_through(report)) continue;
            near.emplace_back(-cosine(report.embedding, question.request.embedding), report.id);
        }
        std::sort(near.begin(), near.end());
        if (near.size() > options_.depth) near.resize(options_.depth);
        for (std::size_t at = 0; at < near.size(); ++at)
            vector_rank_[near[at].second] = at + 1;
    }

    /// Every hit in order.
    [[nodiscard]] std::vector<WantedHit> hits() const {
        std::vector<WantedHit> whole;
        std::vector<WantedHit> partial;
        for (const auto& [id, rank] : vector_rank_)
            whole.push_back({id, score(id), false});
        for (const auto& [id, rank] : words_rank_) {
            if (vector_rank_.contains(id)) continue;
            const bool is_partial = rank > words_total_;
            (is_partial ? partial : whole).push_back({id, score(id), is_partial});
        }
        for (auto* list : {&whole, &partial}) {
            std::sort(list->begin(), list->end(), [](const WantedHit& a, const WantedHit& b) {
                return a.score != b.score ? a.score > b.score : a.id < b.id;
            });
        }
        whole.insert(whole.end(), partial.begin(), partial.end());
        return whole;
    }

private:
    void rank_words(const SearchResult& result) {
        words_total_ = result.total;
        for (const Hit& hit : result.hits)
            words_rank_[hit.report.id] = hit.rank;
    }

    [[nodiscard]] double score(const std::string& id) const {
        double score = 0;
        const auto near = vector_rank_.find(id);
        if (near != vector_rank_.end())
            score += 1 / (options_.k + static_cast<double>(near->second));
        const auto word = words_rank_.find(id);
        const bool counts = word != words_rank_.end() &&
                            (near == vector_rank_.end() || word->second <= options_.depth);
        if (counts) score += 1 / (options_.k + static_cast<double>(word->second));
        return score;
    }

    FusionOptions options_;
    std::map<std::string, std::size_t> words_rank_;
    std::map<std::string, std::size_t> vector_rank_;
    std::size_t words_total_ = 0;
};

Question make_question(VectorReports& random) {
    Question question;
    SearchRequest& request = question.request;
    request.synonyms = false;
    request.correct = false;
    request.with_snippets = false;
    request.embedding = random.vector();
    request.feedback = random.below(2) == 0;
    const std::size_t words = random.below(4);
    for (std::size_t word = 0; word < words; ++word)
        request.query += (word == 0 ? "" : " ") + random.word();
    if (words > 0 && random.below(3) == 0) {
        question.without = random.word();
        request.query += " -" + question.without;
    }
    if (random.below(3) == 0) {
        question.year = std::to_string(2000 + random.below(4));
        request.filters = {{"year", question.year}};
    }
    request.match = random.below(3) == 0 ? MatchRule::any : MatchRule::automatic;
    request.fusion.depth = 1 + random.below(40);
    request.fusion.k = random.below(2) == 0 ? 60 : 1;
    request.top = 1 + random.below(30);
    request.offset = random.below(3) == 0 ? random.below(60) : 0;
    request.facets = {{.field = "year", .limit = 100, .matching = {}}};
    return question;
}

void check_hits(const SearchResult& result, const std::vector<WantedHit>& wanted,
                const SearchRequest& request) {
    const std::size_t first = std::min(request.offset, wanted.size());
    const std::size_t last = std::min(wanted.size(), first + request.top);
    REQUIRE(result.hits.size() == last - first);
    for (std::size_t at = first; at < last; ++at) {
        const Hit& hit = result.hits[at - first];
        CAPTURE(at);
        CHECK(hit.report.id == wanted[at].id);
        CHECK(hit.score == Approx(wanted[at].score).epsilon(1e-12));
        CHECK(hit.partial == wanted[at].partial);
        CHECK(hit.rank == at + 1);
    }
}

/// Facets leave their own filter out: where it is the year's, the set is another, whose counts are
/// those of the search without it.
std::map<std::string, std::size_t> count_years(const std::vector<WantedHit>& hits,
                                               const std::vector<CaseReport>& reports) {
    std::map<std::string, std::size_t> years;
    std::map<std::string, const CaseReport*> by_id;
    for (const CaseReport& report : reports)
        by_id[report.id] = &report;
    for (const WantedHit& hit : hits) {
        if (!hit.partial) ++years[std::to_string(*by_id.at(hit.id)->year)];
    }
    return years;
}

void check_question(const Searcher& searcher, const std::vector<CaseReport>& reports,
                    const Question& question) {
    CAPTURE(question.request.query, question.year, question.request.fusion.depth,
            question.request.top, question.request.offset);
    const SearchResult result = searcher.search(question.request);
    const std::vector<WantedHit> wanted = BruteForce(searcher, reports, question).hits();
    CHECK(result.total ==
          static_cast<std::size_t>(std::count_if(
              wanted.begin(), wanted.end(), [](const WantedHit& hit) { return !hit.partial; })));
    check_hits(result, wanted, question.request);
    Question any_year = question;
    any_year.year.clear();
    any_year.request.filters.clear();
    any_year.request.match = result.match;
    const auto years = count_years(BruteForce(searcher, reports, any_year).hits(), reports);
    std::map<std::string, std::size_t> counted;
    for (const FacetValue& value : result.facets.at("year"))
        counted[value.value] = value.count;
    CHECK(counted == years);
}

}  // namespace

TEST_CASE("a fusion is what the formula makes of the words' ranking and of all vectors",
          "[embedding][fusion]") {
    VectorReports random(make_seed("fusion"));
    const TemporaryFolder folder;
    std::vector<CaseReport> reports;
    for (std::size_t number = 0; number < 200; ++number)
        reports.push_back(random.report(number));
    make_index(folder / "index", reports);
    const Searcher searcher(folder / "index");
    for (int round = 0; round < 150; ++round)
        check_question(searcher, reports, make_question(random));
    SECTION("also when reports were deleted, replaced and added since") {
        IndexWriter writer(folder / "index");
        for (std::size_t number = 0; number < 60; ++number) {
            reports[number] = random.report(number);
            writer.add(reports[number]);
        }
        for (std::size_t number = 0; number < 40; ++number) {
            writer.remove(reports.back().id);
            reports.pop_back();
        }
        reports.push_back(random.report(1000));
        writer.add(reports.back());
        const Question before = make_question(random);
        const SearchResult uncommitted = searcher.search(before.request);
        writer.commit();
        for (int round = 0; round < 100; ++round)
            check_question(searcher, reports, make_question(random));
        CHECK(searcher.search(before.request).revision != uncommitted.revision);
    }
}

TEST_CASE("pages of a fusion follow each other, by relevance and by year", "[embedding][fusion]") {
    VectorReports random(make_seed("fusion_pages"));
    const TemporaryFolder folder;
    std::vector<CaseReport> reports;
    for (std::size_t number = 0; number < 150; ++number)
        reports.push_back(random.report(number));
    make_index(folder / "index", reports);
    const Searcher searcher(folder / "index");
    for (const SortOrder sort : {SortOrder::relevance, SortOrder::year}) {
        Question question = make_question(random);
        question.request.query = "fever OR rash OR gout";
        question.request.filters.clear();
        question.request.fusion.depth = 25;
        question.request.sort = sort;
        question.request.offset = 0;
        question.request.top = kAllHits;
        const SearchResult all = searcher.search(question.request);
        REQUIRE(all.hits.size() == all.total);
        REQUIRE(all.total > 40);
        if (sort == SortOrder::year) {
            CHECK(std::is_sorted(all.hits.begin(), all.hits.end(), [](const Hit& a, const Hit& b) {
                return a.report.year > b.report.year;
            }));
        }
        std::vector<std::string> pages;
        question.request.top = 7;
        for (; question.request.offset < all.total; question.request.offset += 7) {
            for (const Hit& hit : searcher.search(question.request).hits) {
                if (!hit.partial) pages.push_back(hit.report.id);
            }
        }
        CHECK(pages == found(all));
        std::vector<std::string> ranked;
        question.request.offset = 0;
        question.request.top = kAllHits;
        for (const RankedId& id : searcher.rank(question.request))
            ranked.push_back(id.id);
        CHECK(ranked == found(all));
    }
}

TEST_CASE("a search with a vector ends at its deadline", "[embedding][fusion]") {
    VectorReports random(7);
    const TemporaryFolder folder;
    std::vector<CaseReport> reports;
    for (std::size_t number = 0; number < 50; ++number)
        reports.push_back(random.report(number));
    make_index(folder / "index", reports);
    const Searcher searcher(folder / "index");
    SearchRequest request;
    request.query = "fever";
    request.embedding = random.vector();
    request.deadline = std::chrono::steady_clock::now();
    const SearchResult cut = searcher.search(request);
    CHECK(cut.timed_out);
    request.query.clear();
    CHECK(searcher.search(request).timed_out);
}

}  // namespace casebook
