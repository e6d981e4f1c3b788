#include <nlohmann/json.hpp>

#include "casebook/error.hpp"
#include "casebook/impact.hpp"
#include "casebook/search_json.hpp"
#include "catch.hpp"
#include "searcher/impact_weight.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

using Ids = std::vector<std::string>;

CaseReport with_section(CaseReport report, SectionKind kind, std::string text) {
    report.sections.push_back({kind, Language::from_tag("en"), std::move(text)});
    return report;
}

std::vector<CaseReport> ward() {
    std::vector<CaseReport> reports = {
        make_report("globulin", "Hypoplastic leukemia",
                    "He received anti-thymocyte globulin for hypoplastic leukemia and went into "
                    "remission."),
        make_report("infusion", "Donor lymphocyte infusion",
                    "A donor lymphocyte infusion followed the relapse of acute leukemia."),
        make_report("scattered", "Infusion reactions",
                    "Infusion of red cells from a donor; the lymphocyte count fell."),
        with_section(make_report("cites", "Leukemia in an infant", "An infant with leukemia."),
                     SectionKind::references,
                     "1. Someone A. Rituximab in lymphoma. Sample J 2001."),
        with_section(make_report("site", "Liver graft", "A graft of the liver."),
                     SectionKind::furniture, "Similar content: rituximab for everyone."),
        make_report("korean",
                    "\uACF5\uC5EC\uC790\uB9BC\uD504\uAD6C\uC8FC\uC785\uC220\uC758 \uD6A8\uACFC",
                    "\uBC31\uD608\uBCD1\uD658\uC790\uC5D0\uC11C \uC7AC\uBC1C", "ko"),
        make_report("cancer", "", "\u80C3\u764C \u60A3\u8005", "zh"),
    };
    reports[0].year = 2001;
    reports[0].authors = {"Seiji Kojima"};
    reports[0].journal = "Sample J Hematol";
    reports[1].year = 2010;
    reports[1].journal = "Sample J Hematol";
    reports[2].year = 1999;
    return reports;
}

}  // namespace

TEST_CASE("a query finds its reports", "[searcher]") {
    const TemporaryFolder folder;
    const PositionStore store = GENERATE(PositionStore::own, PositionStore::xapian);
    make_index(folder / "db", ward(), {store, {}});
    const Searcher searcher(folder / "db");
    struct Row {
        const char* why;
        const char* query;
        Ids ids;
    };
    const std::vector<Row> rows = {
        {"a solid word meets a hyphenated one", "antithymocyte", {"globulin"}},
        {"and the other way", "anti-thymocyte globulin", {"globulin"}},
        {"a phrase finds its order", "\"donor lymphocyte infusion\"", {"infusion"}},
        {"a phrase with a solid word meets hyphens", "\"antithymocyte globulin\"", {"globulin"}},
        {"a phrase crosses a stop word at its distance",
         "\"infusion of red cells\"",
         {"scattered"}},
        {"words in any order", "infusion donor lymphocyte", {"infusion", "scattered"}},
        {"an excluded word looks at the report's own text",
         "leukemia -rituximab -donor",
         {"globulin", "cites"}},
        {"an excluded phrase", "infusion -\"donor lymphocyte\"", {"scattered"}},
        {"OR", "relapse OR hypoplastic", {"globulin", "infusion"}},
        {"AND is obeyed", "leukemia AND infusion", {"infusion"}},
        {"NEAR looks both ways", "infusion NEAR/2 donor", {"infusion"}},
        {"NEAR counts words", "infusion NEAR/6 donor", {"infusion", "scattered"}},
        {"NEAR to a phrase", "relapse NEAR/3 \"lymphocyte infusion\"", {"infusion"}},
        {"a phrase is no neighbour of itself", "infusion NEAR/1 infusion", {}},
        {"NEAR one of several",
         "(globulin OR lymphocyte) NEAR/3 (leukemia OR count)",
         {"globulin", "scattered"}},
        {"NEAR in a row", "donor NEAR/3 lymphocyte NEAR/1 infusion", {"infusion"}},
        {"a question without what it is wrapped in",
         "which patients with leukemia relapsed after an infusion?",
         {"infusion"}},
        {"a question in plain words", "is there a case of globulin in leukemia", {"globulin"}},
        {"a question about nothing else is about its words", "infants?", {"cites"}},
        {"a star in NEAR", "leuk* NEAR/2 acute", {"infusion"}},
        {"nothing that is NEAR", "donor -(donor NEAR/2 infusion)", {"scattered"}},
        {"a word in the title", "title:infusion", {"infusion", "scattered"}},
        {"a phrase in the title", "title:\"lymphocyte infusion\"", {"infusion"}},
        {"an author by any name", "author:kojima", {"globulin"}},
        {"a range of years", "infusion year:2000..2010", {"infusion"}},
        {"an open range of years", "year:..1999", {"scattered"}},
        {"a language", "lang:ko", {"korean"}},
        {"a field left out", "leukemia -year:2010", {"globulin", "cites"}},
        {"a Korean word inside a longer one", "\uB9BC\uD504\uAD6C\uC8FC\uC785", {"korean"}},
        {"a Korean word with its particle glued on", "\uBC31\uD608\uBCD1", {"korean"}},
        {"one Chinese character, the last of its run", "\u764C", {"cancer"}},
        {"one Chinese character before another", "\u80C3", {"cancer"}},
        {"characters in another order do not match", "\u764C\u80C3", {}},
        {"a query of stop words alone still answers", "of the", {"infusion", "scattered", "site"}},
        {"a word of the reference list", "in:references rituximab", {"cites"}},
        {"a word as typed", "=donor", {"infusion", "scattered"}},
        {"nothing", "zebra", {}},
        {"an empty query asks for all",
         "",
         {"globulin", "infusion", "scattered", "cites", "site", "korean", "cancer"}},
        {"no word in it", "-- ?", {}},
        {"no word between the quotes", "\"\"", {}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why, row.query);
        Ids ids = found(searcher, row.query);
        std::sort(ids.begin(), ids.end());
        Ids expected = row.ids;
        std::sort(expected.begin(), expected.end());
        CHECK(ids == expected);
    }
}

TEST_CASE("a part that is a stop word in some language does not loosen a joined word",
          "[searcher]") {
    const TemporaryFolder folder;
    make_index(
        folder / "db",
        {make_report("cytokine", "", "He was given IL-2 and two other drugs."),
         make_report("other", "", "He was 2 years old and had no drugs at all."),
         make_report("italian", "", "Il paziente di 2 anni, all'ingresso, stava bene.", "it"),
         make_report("leukemia", "", "A relapse of ALL was treated.")});
    const Searcher searcher(folder / "db");
    CHECK(found(searcher, "IL-2") == Ids{"cytokine"});
    CHECK(found(searcher, "\"IL-2 and two\"") == Ids{"cytokine"});
    CHECK(found(searcher, "IL2") == Ids{"cytokine"});
    CHECK(found(searcher, "ALL") == Ids{"leukemia"});
    // An article that is elided in Italian is no word of its own.
    CHECK(found(searcher, "all") == Ids{"other"});
}

TEST_CASE("a phrase under a filter is held by exactly the reports that have it", "[searcher]") {
    const TemporaryFolder folder;
    std::vector<CaseReport> reports;
    std::size_t expected = 0;
    for (int number = 0; number < 300; ++number) {
        const char* text = number % 3 == 0   ? "spleen liver"
                           : number % 3 == 1 ? "liver spleen"
                                             : "spleen kidney liver";
        reports.push_back(make_report("r" + std::to_string(number), "", text));
        reports.back().year = number % 7 < 2 ? 2001 : 2002;
        if (number % 3 == 0 && number % 7 < 2) ++expected;
    }
    make_index(folder / "db", reports);
    CHECK(ask(Searcher(folder / "db"), "\"spleen liver\" year:2001").total == expected);
    CHECK(ask(Searcher(folder / "db"), "\"spleen liver\"").total == 100);
}

TEST_CASE("a word that stands only in references or on the site makes a partial hit",
          "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", ward());
    const SearchResult result = ask(Searcher(folder / "db"), "rituximab");
    CHECK(result.total == 0);
    REQUIRE(result.hits.size() == 2);
    for (const Hit& hit : result.hits) {
        CHECK(hit.partial);
        CHECK(hit.partial_reason == (hit.report.id == "cites" ? "references" : "furniture"));
        for (const Snippet& snippet : hit.snippets) {
            CHECK(is_own_text(snippet.section));
            CHECK(snippet.highlights.empty());
        }
    }
}

TEST_CASE("reports that only cite a word bring no others that resemble them", "[searcher]") {
    const TemporaryFolder folder;
    std::vector<CaseReport> reports = {
        with_section(make_report("cites", "Ankle sprain", "A sprained ankle."),
                     SectionKind::references, "1. Someone A. Rituximab."),
        make_report("resembles", "Ankle sprain", "A sprained ankle.")};
    // Feedback leaves words alone that many reports have.
    for (int number = 0; number < 40; ++number)
        reports.push_back(make_report("w" + std::to_string(number), "Wrist", "A broken wrist."));
    make_index(folder / "db", reports);
    const SearchResult result = ask(Searcher(folder / "db"), "rituximab");
    REQUIRE(result.hits.size() == 1);
    CHECK(result.hits.front().report.id == "cites");
}

TEST_CASE("partial hits follow the first tier and pages join up", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", ward());
    const Searcher searcher(folder / "db");
    SearchRequest request;
    request.synonyms = false;
    request.query = "leukemia infusion";
    const SearchResult whole = searcher.search(request);
    CHECK(whole.total == 1);
    REQUIRE(whole.hits.size() == 4);
    CHECK(whole.hits[0].report.id == "infusion");
    request.top = 1;
    for (std::size_t page = 0; page < whole.hits.size(); ++page) {
        request.offset = page;
        const SearchResult one = searcher.search(request);
        REQUIRE(one.hits.size() == 1);
        CHECK(one.hits[0].report.id == whole.hits[page].report.id);
        CHECK(one.hits[0].rank == page + 1);
        CHECK(one.hits[0].partial == (page > 0));
    }
    request.offset = 0;
    request.top = kAllHits;
    CHECK(searcher.search(request).hits.size() == 1);
}

TEST_CASE("the match rule says which reports are of the first tier", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", ward());
    const Searcher searcher(folder / "db");
    CHECK(ask(searcher, "leukemia infusion", MatchRule::any).total == 4);
    CHECK(ask(searcher, "leukemia infusion", MatchRule::all).total == 1);
    const SearchResult relaxed =
        ask(searcher, "hypoplastic leukemia remission zebra globulin received");
    CHECK(relaxed.match == MatchRule::most);
    CHECK(relaxed.match_required == Approx(0.75));
    const SearchResult most = ask(searcher, "donor lymphocyte infusion relapse", MatchRule::most);
    CHECK(found(most) == Ids{"infusion"});
}

TEST_CASE("ties of rank are broken by id", "[searcher]") {
    const TemporaryFolder folder;
    std::vector<CaseReport> reports;
    for (const char* id : {"m", "c", "x", "a"})
        reports.push_back(make_report(id, "", "The same spleen."));
    make_index(folder / "db", reports);
    CHECK(found(Searcher(folder / "db"), "spleen") == Ids{"a", "c", "m", "x"});
}

TEST_CASE("an empty query is answered with every report, in an order that stays", "[searcher]") {
    const TemporaryFolder folder;
    const PositionStore store = GENERATE(PositionStore::own, PositionStore::xapian);
    std::vector<CaseReport> reports;
    for (int number = 0; number < 97; ++number) {
        reports.push_back(make_report("r" + std::to_string(number * 31 % 97 + 100), "",
                                      number % 3 == 0 ? "A spleen." : "A liver."));
        // All but a few of one year: whole pages of it tie.
        if (number % 10 != 0) reports.back().year = number % 20 == 1 ? 2003 : 2001;
        reports.back().journal = number % 2 == 0 ? "Even Journal" : "Odd Journal";
    }
    make_index(folder / "db", reports, {store, {}});
    const Searcher searcher(folder / "db");
    const std::string query = GENERATE("", " \t");
    SearchRequest request;
    request.query = query;
    request.sort = GENERATE(SortOrder::relevance, SortOrder::year);
    request.facets = {{"journal", 10}, {"year", 10}};
    std::sort(reports.begin(), reports.end(), [&](const CaseReport& left, const CaseReport& right) {
        if (request.sort == SortOrder::year && left.year != right.year)
            return left.year > right.year;
        return left.id < right.id;
    });
    Ids expected;
    for (const CaseReport& report : reports)
        expected.push_back(report.id);

    Ids seen;
    for (request.offset = 0; request.offset < 100; request.offset += 7) {
        request.top = 7;
        const SearchResult page = searcher.search(request);
        CHECK(page.total == 97);
        CHECK(page.diagnostics.empty());
        for (const Hit& hit : page.hits) {
            CHECK_FALSE(hit.partial);
            seen.push_back(hit.report.id);
        }
    }
    CHECK(seen == expected);
    request.offset = 0;
    request.top = kAllHits;
    const SearchResult all = searcher.search(request);
    CHECK(all.hits.size() == 97);
    for (const char* facet : {"journal", "year"}) {
        for (const FacetValue& value : all.facets.at(facet)) {
            SearchRequest click = request;
            click.filters = {{facet, value.value}};
            const SearchResult narrowed = searcher.search(click);
            CHECK(narrowed.total == value.count);
            CHECK(narrowed.facets.at(facet).size() == all.facets.at(facet).size());
        }
    }
}

TEST_CASE("of one year and rank, the id decides", "[searcher]") {
    const TemporaryFolder folder;
    std::vector<CaseReport> reports;
    for (const char* id : {"m", "c", "x", "a", "n", "b"}) {
        reports.push_back(make_report(id, "", "The same spleen."));
        reports.back().year = 2001;
    }
    make_index(folder / "db", reports);
    SearchRequest request;
    request.query = "spleen";
    request.sort = SortOrder::year;
    request.offset = 1;
    request.top = 2;
    const SearchResult result = Searcher(folder / "db").search(request);
    REQUIRE(result.hits.size() == 2);
    CHECK(result.hits[0].report.id == "b");
    CHECK(result.hits[1].report.id == "c");
}

TEST_CASE("filters narrow and facets count what a click gives", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", ward());
    const Searcher searcher(folder / "db");
    SearchRequest request;
    request.synonyms = false;
    request.query = "infusion OR globulin";
    request.facets = {{"journal", 10}, {"year", 10}};
    const SearchResult open = searcher.search(request);
    REQUIRE(open.facets.at("journal").size() == 1);
    CHECK(open.facets.at("journal")[0].label == "Sample J Hematol");
    for (const FacetValue& value : open.facets.at("year")) {
        SearchRequest click = request;
        click.filters = {{"year", value.value}};
        const SearchResult narrowed = searcher.search(click);
        CHECK(narrowed.total == value.count);
        CHECK(narrowed.facets.at("year").size() == open.facets.at("year").size());
    }
    request.filters = {{"year", "2001"}, {"year", "1999"}};
    CHECK(searcher.search(request).total == 2);
    request.filters = {{"colour", "red"}};
    CHECK_THROWS_AS(searcher.search(request), Error);
    CHECK_THROWS_AS(searcher.rank(request), Error);
}

TEST_CASE("highlights are spans of their snippet that hold the query's words", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", ward());
    const Searcher searcher(folder / "db");
    for (const std::string query :
         {"anti-thymocyte leukemia", "\"donor lymphocyte infusion\" relapse",
          "\uBC31\uD608\uBCD1 \uC7AC\uBC1C"}) {
        CAPTURE(query);
        const SearchResult result = ask(searcher, query);
        REQUIRE(result.total == 1);
        const Hit& hit = result.hits.front();
        CHECK(hit.matched.size() == 2);
        std::size_t highlights = 0;
        for (const Snippet& snippet : hit.snippets) {
            std::size_t before = 0;
            for (const Highlight& highlight : snippet.highlights) {
                CHECK(highlight.begin >= before);
                CHECK(highlight.begin < highlight.end);
                CHECK(highlight.end <= snippet.text.size());
                before = highlight.end;
                ++highlights;
            }
        }
        CHECK(highlights >= 2);
    }
}

TEST_CASE("a title that was inferred gets no weight as a title", "[searcher]") {
    const TemporaryFolder folder;
    CaseReport titled =
        make_report("titled", "Zebra spleen", "A man was well. He had a cold and a cough.");
    CaseReport untitled =
        make_report("untitled", "", "Zebra spleen. A man was well. He had a cold and a cough.");
    make_index(folder / "db", {titled, untitled});
    CHECK(found(Searcher(folder / "db"), "title:zebra") == Ids{"titled"});
}

TEST_CASE("the JSON of an answer has the keys of the contract in order", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", ward());
    const Searcher searcher(folder / "db");
    const auto json = nlohmann::ordered_json::parse(to_json(ask(searcher, "leukemia \"open")));
    const auto keys = [](const nlohmann::ordered_json& object) {
        std::vector<std::string> names;
        for (const auto& [name, value] : object.items())
            names.push_back(name);
        return names;
    };
    CHECK(keys(json) == Ids{"schema", "query", "revision", "read_as", "suggestion", "diagnostics",
                            "match", "match_required", "total", "took_ms", "timed_out", "hits",
                            "facets"});
    CHECK(keys(json["hits"][0]) == Ids{"rank", "score", "partial", "partial_reason", "id", "title",
                                       "title_inferred", "authors", "journal", "year", "doi",
                                       "languages", "snippets", "facts", "matched"});
    CHECK(keys(json["hits"][0]["facts"]) == Ids{"therapy", "therapy_failed", "therapy_mentioned",
                                                "diagnosis", "outcome", "patients", "article_type",
                                                "subject"});
    CHECK(keys(json["read_as"][0]) == Ids{"text", "begin", "end", "concept", "label", "type"});
    const auto shown = nlohmann::ordered_json::parse(to_json(*searcher.find_report("globulin")));
    CHECK(shown["sections"][0]["kind"] == "abstract");
    CHECK_FALSE(searcher.find_report("nobody"));
}

TEST_CASE("our weight agrees with the stock weight of the same form", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", ward());
    const Xapian::Database database((folder / "db").string());
    const Xapian::Query query(Xapian::Query::OP_OR, Xapian::Query("leukemia"),
                              Xapian::Query("infus"));
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(ImpactWeight());
    const Xapian::MSet ours = enquire.get_mset(0, 10);
    enquire.set_weighting_scheme(Xapian::BM25Weight(1e6, 0, 1, 0, 0.5));
    const Xapian::MSet stock = enquire.get_mset(0, 10);
    REQUIRE(ours.size() == stock.size());
    for (Xapian::doccount hit = 0; hit < ours.size(); ++hit) {
        CHECK(*ours[hit] == *stock[hit]);
        CHECK(ours[hit].get_weight() * kImpactLevels ==
              Approx(stock[hit].get_weight()).epsilon(1e-3));
    }
}

TEST_CASE("a star stands for letters", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", {make_report("one", "", "Acute leukaemia was found."),
                               make_report("two", "", "Leukopenia and mild anemia."),
                               make_report("three", "", "Hypoglycemia after insulin."),
                               make_report("four", "", "He was well.")});
    const Searcher searcher(folder / "db");
    CHECK(found(searcher, "leuk*") == Ids{"one", "two"});
    CHECK(found(searcher, "LEUK*") == Ids{"one", "two"});
    CHECK(found(searcher, "*emia") == Ids{"one", "three", "two"});
    CHECK(found(searcher, "h*glycemia") == Ids{"three"});
    CHECK(found(searcher, "leuk* -leukop*") == Ids{"one"});
    CHECK(found(searcher, "(leuk* OR hypo*) NOT anemia") == Ids{"one", "three"});
    SECTION("and too few letters find nothing, and say so") {
        for (const char* query : {"a*", "*", "****", "le*"}) {
            const SearchResult result = ask(searcher, query);
            CAPTURE(query);
            CHECK(result.total == 0);
            CHECK(result.diagnostics.size() == 1);
        }
    }
    SECTION("every hit shows the words") {
        for (const Hit& hit : ask(searcher, "leuk*").hits) {
            REQUIRE(hit.matched.size() == 1);
            CHECK(hit.matched.front().kind == EvidenceKind::form);
            CHECK(hit.matched.front().unit == "leuk*");
        }
    }
}

TEST_CASE("the boolean mode relaxes nothing", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db",
               {make_report("both", "", "Leukemia treated with rituximab."),
                make_report("one", "", "Leukemia in remission."),
                make_report("spanish", "", "Varias neoplasias con leucemia.", "es")});
    const Searcher searcher(folder / "db");
    SearchRequest request;
    request.synonyms = false;
    request.boolean = true;
    request.query = "leukemia rituximab";
    const SearchResult result = searcher.search(request);
    CHECK(found(result) == Ids{"both"});
    CHECK(result.hits.size() == 1);
    CHECK(result.total == 1);
    request.query = "neoplasia";
    CHECK(searcher.search(request).total == 1);
    request.query = "leukemya";  // would be corrected
    CHECK(searcher.search(request).total == 0);
    request.query = "leukemic";  // a cognate of leucemia
    CHECK(searcher.search(request).total == 0);
}

}  // namespace casebook
