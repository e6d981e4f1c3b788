#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "casebook/built_in.hpp"
#include "casebook/error.hpp"
#include "casebook/index_writer.hpp"
#include "catch.hpp"
#include "searcher/corpora_index.hpp"
#include "searcher/facet_columns.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"
#include "test_seed.hpp"

namespace casebook {
namespace {

using Counts = std::map<std::string, std::size_t>;

const std::vector<CaseReport>& three_patients() {
    static const std::vector<CaseReport> reports{
        make_report("boy", "Relapse in a boy",
                    "A 13-year-old boy with acute lymphoblastic leukemia was treated with "
                    "vincristine. He achieved complete remission."),
        make_report("woman", "Remission in a woman",
                    "A 34-year-old woman with acute myeloid leukemia received cytarabine. She "
                    "died of sepsis."),
        make_report("two", "Two siblings",
                    "Two patients are described. Patient 1, a 5-year-old girl with aplastic "
                    "anemia, was treated with cyclosporine. Patient 2, a 40-year-old man with "
                    "aplastic anemia, received antithymocyte globulin."),
        make_report("nobody", "A review", "Leukemia is a group of diseases.")};
    return reports;
}

SearchRequest request_for(const std::string& query, std::vector<Filter> filters = {},
                          const std::vector<std::string>& facets = {}) {
    SearchRequest request;
    request.query = query;
    request.match = MatchRule::all;
    request.filters = std::move(filters);
    for (const std::string& facet : facets)
        request.facets.push_back({facet, kAllHits, FacetOrder::count, {}});
    return request;
}

std::set<std::string> ids_with(const Searcher& searcher, std::vector<Filter> filters,
                               const std::string& query = "") {
    SearchRequest request = request_for(query, std::move(filters));
    request.top = kAllHits;
    std::set<std::string> ids;
    for (const Hit& hit : searcher.search(request).hits)
        ids.insert(hit.report.id);
    return ids;
}

Counts counts_of(const SearchResult& result, const std::string& facet) {
    Counts counts;
    for (const FacetValue& value : result.facets.at(facet))
        counts[value.value] = value.count;
    return counts;
}

using Ids = std::set<std::string>;

}  // namespace

TEST_CASE("a facet whose own filter is all that was asked counts every report",
          "[searcher][facets]") {
    const TemporaryFolder folder;
    make_index(folder / "db", three_patients());
    const Searcher searcher(folder / "db");
    const SearchResult result =
        searcher.search(request_for("", {{"outcome", "died"}}, {"outcome", "sex"}));
    CHECK(result.total == 1);
    CHECK(counts_of(result, "outcome") == Counts{{"died", 1}, {"complete remission", 1}});
    CHECK(counts_of(result, "sex") == Counts{{"female", 1}});
}

TEST_CASE("filters over facts find the patients that they tell of", "[searcher][facets]") {
    const TemporaryFolder folder;
    make_index(folder / "db", three_patients());
    const Searcher searcher(folder / "db");
    struct Row {
        const char* why;
        std::vector<Filter> filters;
        Ids found;
    };
    const Row rows[] = {
        {"a therapy by its name", {{"therapy", "vincristine"}}, {"boy"}},
        {"by a brand", {{"therapy", "Oncovin"}}, {"boy"}},
        {"by its name in Korean", {{"therapy", "\uBE48\uD06C\uB9AC\uC2A4\uD2F4"}}, {"boy"}},
        {"by what is broader", {{"therapy", "immunosuppressive therapy"}}, {"two"}},
        {"that one alone", {{"therapy", "immunosuppressive therapy", true}}, {}},
        {"two values are OR",
         {{"therapy", "vincristine"}, {"therapy", "cytarabine"}},
         {"boy", "woman"}},
        {"two fields are AND", {{"therapy", "vincristine"}, {"sex", "female"}}, {}},
        {"a diagnosis rolls up", {{"diagnosis", "leukemia"}}, {"boy", "woman"}},
        {"an outcome", {{"outcome", "complete remission"}}, {"boy"}},
        {"an age", {{"age", "13"}}, {"boy"}},
        {"a range of ages", {{"age", "5..13"}}, {"boy", "two"}},
        {"a range open above", {{"age", "34.."}}, {"two", "woman"}},
        {"a group", {{"age_group", "adolescent"}}, {"boy"}},
        {"age and sex of one patient", {{"age", "..10"}, {"sex", "female"}}, {"two"}},
        {"not of two", {{"age", "..10"}, {"sex", "male"}}, {}},
        {"group and sex of one patient", {{"age_group", "adult"}, {"sex", "male"}}, {"two"}},
        {"not of two either", {{"age_group", "preschool child"}, {"sex", "male"}}, {}},
        {"what names nothing", {{"therapy", "xyzzy"}}, {}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(ids_with(searcher, row.filters) == row.found);
    }
    CHECK(ids_with(searcher, {}, "sex:female age:..10 anemia") == Ids{"two"});
    CHECK(ids_with(searcher, {{"sex", "male"}}, "age:..10 anemia").empty());
    CHECK(ids_with(searcher, {}, "therapy:Oncovin leukemia") == Ids{"boy"});
    CHECK(ids_with(searcher, {}, "leukemia -therapy:vincristine") == Ids{"nobody", "woman"});
    CHECK_THROWS_AS(searcher.search(request_for("leukemia", {{"flavour", "sweet"}})), Error);
    CHECK_THROWS_AS(searcher.search(request_for("leukemia", {}, {"author"})), Error);
}

TEST_CASE("facets count patients and concepts as filters find them", "[searcher][facets]") {
    const TemporaryFolder folder;
    make_index(folder / "db", three_patients());
    const Searcher searcher(folder / "db");
    const auto counts = [&](const std::string& facet, std::vector<Filter> filters = {}) {
        filters.push_back({"language", "en"});
        return counts_of(searcher.search(request_for("", filters, {facet})), facet);
    };
    CHECK(counts("sex") == Counts{{"female", 2}, {"male", 2}});
    CHECK(counts("age_group") == Counts{{"adolescent", 1}, {"adult", 2}, {"preschool child", 1}});
    CHECK(counts("age_group", {{"sex", "male"}}) == Counts{{"adolescent", 1}, {"adult", 1}});
    CHECK(counts("sex", {{"age", "..13"}}) == Counts{{"female", 1}, {"male", 1}});
    CHECK(counts("sex", {{"sex", "male"}}) == counts("sex"));
    const Counts therapies = counts("therapy");
    const std::string immunosuppressive(
        built_in_thesaurus().id(*built_in_thesaurus().find_concept("CB000006")));
    REQUIRE(therapies.count(immunosuppressive) == 1);
    CHECK(therapies.at(immunosuppressive) == 1);
    SECTION("by label, and only what matches") {
        SearchRequest request = request_for("", {{"language", "en"}});
        request.facets = {{"therapy", 100, FacetOrder::label, "Oncovin"}};
        const SearchResult result = searcher.search(request);
        REQUIRE(result.facets.at("therapy").size() == 1);
        CHECK(result.facets.at("therapy")[0].label == "vincristine");
        request.facets = {{"diagnosis", 100, FacetOrder::label, ""}};
        const auto values = searcher.search(request).facets.at("diagnosis");
        CHECK(std::is_sorted(values.begin(), values.end(),
                             [](const FacetValue& left, const FacetValue& right) {
                                 return left.label < right.label;
                             }));
    }
}

namespace {

/// The concept and all that a report which has it counts for, told by the relations alone.
std::set<std::string> family_of(const std::string& id) {
    const Thesaurus& thesaurus = built_in_thesaurus();
    std::set<std::string> family{id};
    const auto number = thesaurus.find_concept(id);
    if (!number) return family;
    for (const auto& neighbours : {thesaurus.broader(*number), thesaurus.includes(*number)}) {
        for (const ConceptNumber next : neighbours)
            family.merge(family_of(std::string(thesaurus.id(next))));
    }
    return family;
}

/// Values of a facet that a hit has, from what it shows.
std::set<std::string> values_of(const Hit& hit, const std::string& facet,
                                const std::vector<Filter>& filters) {
    std::set<std::string> values;
    const auto add_concepts = [&](const std::vector<HitConcept>& concepts) {
        static std::map<std::string, std::set<std::string>> families;
        for (const HitConcept& known : concepts) {
            auto& family = families[known.concept_id];
            if (family.empty()) family = family_of(known.concept_id);
            values.insert(family.begin(), family.end());
        }
    };
    const HitFacts& facts = hit.facts;
    if (facet == "therapy") add_concepts(facts.therapy);
    if (facet == "therapy_mentioned") add_concepts(facts.therapy_mentioned);
    if (facet == "diagnosis") add_concepts(facts.diagnosis);
    for (const OutcomeState state : facts.outcome) {
        if (facet == "outcome") values.insert(std::string(to_string(state)));
    }
    for (const StoredPatient& patient : facts.patients) {
        const bool asked = std::all_of(filters.begin(), filters.end(), [&](const Filter& filter) {
            return filter.field != "sex" || facet == "sex" ||
                   (patient.sex && to_string(*patient.sex) == filter.value);
        });
        if (!asked) continue;
        if (facet == "age_group" && patient.age_group)
            values.insert(std::string(to_string(*patient.age_group)));
        if (facet == "sex" && patient.sex) values.insert(std::string(to_string(*patient.sex)));
    }
    for (const Language& language : hit.report.languages) {
        if (facet == "language") values.insert(std::string(language.code()));
    }
    return values;
}

const std::vector<std::string>& compared_facets() {
    static const std::vector<std::string> facets{
        "therapy", "therapy_mentioned", "diagnosis", "outcome", "age_group", "sex", "language"};
    return facets;
}

}  // namespace

TEST_CASE("sets of reports are joined, taken apart and counted", "[searcher][facets]") {
    std::mt19937 chance(make_seed("document sets"));
    for (const Xapian::docid last : {1U, 63U, 64U, 65U, 500U}) {
        std::set<Xapian::docid> expected[2];
        DocumentSet sets[2] = {DocumentSet(last), DocumentSet(last)};
        for (int i = 0; i < 2; ++i) {
            for (Xapian::docid document = 1; document <= last; ++document) {
                if (chance() % 3 != 0) continue;
                expected[i].insert(document);
                sets[i].add(document);
            }
        }
        const auto members = [](const DocumentSet& set) {
            std::set<Xapian::docid> found;
            set.for_each([&](Xapian::docid document) { found.insert(document); });
            return found;
        };
        CHECK(members(sets[0]) == expected[0]);
        CHECK(sets[0].count() == expected[0].size());
        std::size_t others = 0;
        sets[0].for_each_other([&](Xapian::docid document) {
            others += expected[0].count(document) == 0 && document <= last ? 1 : 0;
        });
        CHECK(others == last + 1 - expected[0].size());
        DocumentSet both = sets[0];
        both.keep_only(sets[1]);
        DocumentSet any = sets[0];
        any.add_all(sets[1]);
        DocumentSet rest = sets[0];
        rest.remove_all(sets[1]);
        for (Xapian::docid document = 0; document <= last + 70; ++document) {
            const bool left = expected[0].count(document) != 0;
            const bool right = expected[1].count(document) != 0;
            CHECK(both.holds(document) == (left && right));
            CHECK(any.holds(document) == (left || right));
            CHECK(rest.holds(document) == (left && !right));
        }
    }
}

TEST_CASE("sets that were not used for long are forgotten first", "[searcher][facets]") {
    const DocumentSet set(1000);
    FacetColumns columns(3 * set.bytes());
    int made = 0;
    const auto ask = [&](const char* key) {
        return columns.documents(key, [&] {
            ++made;
            return set;
        });
    };
    for (const char* key : {"a", "b", "c", "a", "b", "c"})
        ask(key);
    CHECK(made == 3);
    ask("a");
    ask("d");  // takes the place of b
    CHECK(made == 4);
    ask("a");
    ask("c");
    CHECK(made == 4);
    ask("b");
    CHECK(made == 5);
}

TEST_CASE("facets count few, many and nearly all reports exactly", "[searcher][facets]") {
    std::mt19937 chance(make_seed("facet shares"));
    const char* const therapies[] = {"vincristine", "rituximab", "cyclosporine", "dialysis"};
    const char* const rare[] = {"alpha", "bravo", "charlie", "delta"};
    std::vector<CaseReport> reports;
    for (int number = 0; number < 400; ++number) {
        std::string text =
            "The patient was treated with " + std::string(therapies[chance() % 4]) + ". Common";
        if (chance() % 4 != 0) text += " frequent";
        text += number % 100 == 0 ? " seldom" : "";
        text += " " + std::string(rare[chance() % 4]) + ".";
        reports.push_back(make_report("r" + std::to_string(number), "", text));
    }
    const TemporaryFolder folder;
    make_index(folder / "db", reports);
    {
        IndexWriter writer(folder / "db");
        for (int number = 0; number < 400; number += 7)
            writer.remove("r" + std::to_string(number));
        writer.commit();
    }
    const Searcher searcher(folder / "db");
    for (const char* query : {"common", "frequent", "seldom", "alpha bravo", "alpha frequent",
                              "\"common frequent\"", "frequent -alpha", "therapy:rituximab",
                              "alpha OR (bravo frequent)", "common frequent alpha bravo charlie"}) {
        for (const MatchRule match : {MatchRule::all, MatchRule::any, MatchRule::most}) {
            for (const std::vector<Filter>& filters :
                 {std::vector<Filter>{}, {{"therapy", "rituximab"}}, {{"language", "en"}}}) {
                CAPTURE(query, to_string(match), filters.size());
                SearchRequest request = request_for(query, filters, {"therapy", "language"});
                request.match = match;
                const SearchResult counted = searcher.search(request);
                for (const char* facet : {"therapy", "language"}) {
                    SearchRequest all = request_for(query, filters);
                    all.match = counted.match;
                    std::erase_if(all.filters,
                                  [&](const Filter& asked) { return asked.field == facet; });
                    all.top = kAllHits;
                    all.with_snippets = false;
                    Counts expected;
                    for (const Hit& hit : searcher.search(all).hits) {
                        if (hit.partial) continue;
                        for (const std::string& value : values_of(hit, facet, filters))
                            ++expected[value];
                    }
                    CHECK(counts_of(counted, facet) == expected);
                }
            }
        }
    }
}

TEST_CASE("facet counts equal brute force over the corpora", "[searcher][facets][full]") {
    const CorporaIndex* corpora = corpora_index();
    if (corpora == nullptr) {
        WARN("skipped: no test data");
        return;
    }
    REQUIRE(corpora->account.added > 20'000);
    const Searcher searcher(corpora->path);
    std::mt19937 chance(make_seed("facets"));
    const std::vector<std::string> queries{"fever",    "tumor resection", "dolor",  "leukemia",
                                           "diabetes", "chirurgie",       "anemia", "\u764C"};
    const std::vector<std::vector<Filter>> filters{{},
                                                   {{"sex", "male"}},
                                                   {{"therapy", "antibiotic"}},
                                                   {{"outcome", "died"}, {"sex", "female"}}};
    std::size_t compared = 0;
    for (const std::string& query : queries) {
        for (const std::vector<Filter>& filter : filters) {
            const SearchResult counted =
                searcher.search(request_for(query, filter, compared_facets()));
            for (const std::string& facet : compared_facets()) {
                CAPTURE(query, facet, filter.size());
                SearchRequest all = request_for(query, filter);
                std::erase_if(all.filters,
                              [&](const Filter& asked) { return asked.field == facet; });
                all.top = kAllHits;
                all.with_snippets = false;
                Counts expected;
                for (const Hit& hit : searcher.search(all).hits) {
                    for (const std::string& value : values_of(hit, facet, filter))
                        ++expected[value];
                }
                const Counts counts = counts_of(counted, facet);
                CHECK(counts == expected);
                compared += counts.size();
                if (counts.empty()) continue;
                // A click gives what the count tells.
                auto clicked = counts.begin();
                std::advance(clicked, static_cast<std::ptrdiff_t>(chance() % counts.size()));
                all.filters.push_back({facet, clicked->first});
                all.top = 1;
                CAPTURE(clicked->first);
                CHECK(searcher.search(all).total == clicked->second);
            }
        }
    }
    CHECK(compared > 1000);
}

}  // namespace casebook
