#include <algorithm>
#include <cmath>

#include "casebook/error.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/schema.hpp"
#include "catch.hpp"
#include "index_data/xapian_index.hpp"
#include "sample_reports.hpp"
#include "searcher/source_words.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

using Ids = std::vector<std::string>;

class SampleIndex {
public:
    SampleIndex() : reports_(sample_reports()), path_(folder_ / "index") {
        make_index(path_, reports_);
    }
    [[nodiscard]] Searcher searcher() const { return Searcher(path_); }
    [[nodiscard]] const std::vector<CaseReport>& reports() const { return reports_; }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    TemporaryFolder folder_;
    std::vector<CaseReport> reports_;
    std::filesystem::path path_;
};

const SampleIndex& sample() {
    static const SampleIndex index;
    return index;
}

SearchRequest wanting(std::size_t top) {
    SearchRequest request;
    request.top = top;
    return request;
}

Ids ids_of(const SearchResult& result) {
    Ids ids;
    for (const Hit& hit : result.hits)
        ids.push_back(hit.report.id);
    return ids;
}

std::vector<std::pair<std::string, std::size_t>> counts_of(const SearchResult& result) {
    std::vector<std::pair<std::string, std::size_t>> counts;
    for (const auto& [field, values] : result.facets) {
        for (const FacetValue& value : values)
            counts.emplace_back(value.value, value.count);
    }
    return counts;
}

/// Four reports of which two pairs are alike.
std::vector<CaseReport> pairs() {
    return {make_report("aorta-1", "Dissection of the aorta",
                        "A tear of the aorta was repaired with a stent graft."),
            make_report("aorta-2", "Aortic stent graft",
                        "A stent graft in the aorta closed the tear at the arch."),
            make_report("gout-1", "Gout of the thumb", "Urate crystals stood in the thumb."),
            make_report("gout-2", "Crystals in a thumb", "Allopurinol lowered urate in gout.")};
}

}  // namespace

TEST_CASE("a report's like is found, and never itself", "[searcher][similar]") {
    const TemporaryFolder folder;
    make_index(folder / "index", pairs());
    const Searcher searcher(folder / "index");
    for (const auto& [id, like] : std::vector<std::pair<std::string, std::string>>{
             {"aorta-1", "aorta-2"}, {"aorta-2", "aorta-1"}, {"gout-1", "gout-2"}}) {
        CAPTURE(id);
        const auto result = searcher.similar(id, wanting(10));
        REQUIRE(result);
        REQUIRE_FALSE(result->hits.empty());
        CHECK(result->query == id);
        CHECK(result->has_query);
        CHECK(result->hits[0].report.id == like);
        CHECK(std::ranges::count(ids_of(*result), id) == 0);
        CHECK(result->total == result->hits.size());
        CHECK(result->match == MatchRule::any);
    }
    CHECK_FALSE(searcher.similar("nowhere", wanting(10)));
}

TEST_CASE("a report from outside is compared as one inside is", "[searcher][similar]") {
    for (const CaseReport& report : sample().reports()) {
        CAPTURE(report.id);
        const auto inside = sample().searcher().similar(report.id, wanting(20));
        const SearchResult outside = sample().searcher().similar(report, wanting(20));
        REQUIRE(inside);
        CHECK(ids_of(*inside) == ids_of(outside));
        CHECK_FALSE(outside.has_query);
        for (std::size_t at = 0; at < outside.hits.size(); ++at)
            CHECK(inside->hits[at].score == outside.hits[at].score);
    }
}

TEST_CASE("a new report needs no id, and one that shares nothing has no like",
          "[searcher][similar]") {
    const TemporaryFolder folder;
    make_index(folder / "index", pairs());
    const Searcher searcher(folder / "index");
    CHECK(ids_of(searcher.similar(make_report("", "", "The aorta had a tear."), wanting(10)))
              .size() == 2);
    const SearchResult none = searcher.similar(make_report("", "", "Zebrafish swim."), wanting(10));
    CHECK(none.hits.empty());
    CHECK(none.total == 0);
    SearchRequest filtered = wanting(10);
    filtered.filters = {{"language", "en"}};
    CHECK(searcher.similar(make_report("", "", ""), filtered).total == 0);
}

TEST_CASE("the impacts of a source are those that the index keeps", "[searcher][similar]") {
    const OpenIndex index = open_index(sample().path());
    AnalysisBuffer buffer;
    std::size_t compared = 0;
    for (CaseReport report : sample().reports()) {
        complete_report(report);
        CAPTURE(report.id);
        const std::string id = make_term(TermClass::id, report.id);
        const auto all = index.database.get_doccount();
        const Xapian::docid document = *index.database.postlist_begin(id);
        for (const SourceWord& word :
             choose_words(report, index.database, index.identity.ranking, {}, buffer)) {
            if (word.term.empty()) continue;
            CAPTURE(word.text);
            auto term = index.database.termlist_begin(document);
            term.skip_to(word.term);
            REQUIRE(term != index.database.termlist_end(document));
            REQUIRE(*term == word.term);
            const double holding = term.get_termfreq();
            const double odds = (all - holding + 0.5) / (holding + 0.5);
            const double idf = std::log(odds < 2 ? odds * 0.5 + 1 : odds);
            CHECK(word.term_weight == Approx(idf * term.get_wdf() / kImpactLevels));
            ++compared;
        }
    }
    CHECK(compared > 100);
}

TEST_CASE("a case finds its translation by what the words share", "[searcher][similar]") {
    const TemporaryFolder folder;
    make_index(
        folder / "index",
        {make_report("en", "Splenomegaly", "Splenomegaly with severe thrombocytopenia."),
         make_report("es", "Esplenomegalia", "Esplenomegalia con trombocitopenia grave.", "es"),
         make_report("fr", "Spl\u00e9nom\u00e9galie",
                     "Spl\u00e9nom\u00e9galie avec une thrombocytop\u00e9nie s\u00e9v\u00e8re.",
                     "fr"),
         make_report("other", "Fractura", "Fractura abierta del f\u00e9mur izquierdo.", "es")});
    for (const std::string id : {"en", "es", "fr"}) {
        CAPTURE(id);
        const auto result = Searcher(folder / "index").similar(id, wanting(10));
        CHECK(result->total == 2);
        for (const Hit& hit : result->hits) {
            CHECK(hit.report.id != "other");
            CHECK(std::ranges::any_of(hit.matched, [](const MatchedUnit& matched) {
                return matched.kind == EvidenceKind::cognate;
            }));
        }
    }
}

TEST_CASE("words that many reports hold, numbers and words of one report ask for nothing",
          "[searcher][similar]") {
    std::vector<CaseReport> reports;
    for (int number = 0; number < 300; ++number)
        reports.push_back(make_report(
            "r" + std::to_string(number), "Everywhere",
            number < 25 ? "Seldom 4711 unlike" + std::to_string(number) + "x" : "Nothing."));
    reports.push_back(make_report("last", "Everywhere", "Seldom 4711 seen once: hapax."));
    const TemporaryFolder folder;
    make_index(folder / "index", reports);
    const OpenIndex index = open_index(folder / "index");
    AnalysisBuffer buffer;
    SourceWordRule rule;
    rule.held_by_more = 1;
    CaseReport source = reports.back();
    complete_report(source);
    Ids texts;
    for (const SourceWord& word :
         choose_words(source, index.database, index.identity.ranking, rule, buffer))
        texts.push_back(word.text);
    CHECK(texts == Ids{"Seldom"});
}

TEST_CASE("a hit names the shared words that count most, and shows them", "[searcher][similar]") {
    const auto result = sample().searcher().similar("sample-en-02", wanting(10));
    REQUIRE(result);
    REQUIRE_FALSE(result->hits.empty());
    for (const Hit& hit : result->hits) {
        CAPTURE(hit.report.id);
        CHECK_FALSE(hit.partial);
        CHECK_FALSE(hit.matched.empty());
        CHECK(hit.matched.size() <= 10);
        CHECK_FALSE(hit.snippets.empty());
    }
    SearchRequest bare = wanting(10);
    bare.with_snippets = false;
    const auto plain = sample().searcher().similar("sample-en-02", bare);
    CHECK(ids_of(*plain) == ids_of(*result));
    CHECK(plain->hits[0].matched.empty());
}

TEST_CASE("equal likeness is ordered by id", "[searcher][similar]") {
    const TemporaryFolder folder;
    std::vector<CaseReport> reports;
    for (const std::string id : {"c", "a", "d", "b"})
        reports.push_back(make_report(id, "Twins", "Equal words stand here."));
    make_index(folder / "index", reports);
    const auto result = Searcher(folder / "index").similar("c", wanting(10));
    CHECK(ids_of(*result) == Ids{"a", "b", "d"});
}

TEST_CASE("filters, facets, order and pages work as in a search", "[searcher][similar]") {
    const Searcher searcher = sample().searcher();
    const std::string id = "sample-en-02";
    SearchRequest request = wanting(kAllHits);
    request.facets = {{"language", 50}};
    const auto all = searcher.similar(id, request);
    REQUIRE(all);
    CHECK(all->hits.size() == all->total);
    std::size_t counted = 0;
    for (const FacetValue& value : all->facets.at("language")) {
        CAPTURE(value.value);
        SearchRequest filtered = request;
        filtered.filters = {{"language", value.value}};
        const auto some = searcher.similar(id, filtered);
        CHECK(some->total == value.count);
        CHECK(counts_of(*some) == counts_of(*all));
        for (const Hit& hit : some->hits)
            CHECK(hit.report.languages.size() > 0);
        counted += some->total;
    }
    CHECK(counted >= all->total);
    SearchRequest page = wanting(3);
    page.offset = 2;
    const Ids whole = ids_of(*all);
    CHECK(ids_of(*searcher.similar(id, page)) == Ids(whole.begin() + 2, whole.begin() + 5));
    CHECK(searcher.similar(id, page)->hits[0].rank == 3);
    page.filters = {{"flavour", "sweet"}};
    CHECK_THROWS_AS(searcher.similar(id, page), Error);
    page.filters.clear();
    page.facets = {{"flavour", 3}};
    CHECK_THROWS_AS(searcher.similar(id, page), Error);
}

}  // namespace casebook
