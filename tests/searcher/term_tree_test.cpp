#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "casebook/schema.hpp"
#include "catch.hpp"
#include "searcher/compiled_query.hpp"
#include "searcher/corpora_index.hpp"
#include "searcher/handle_pool.hpp"
#include "searcher/impact_weight.hpp"
#include "searcher/ranked_hits.hpp"
#include "searcher/request_reading.hpp"
#include "searcher/tree_source.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"
#include "test_seed.hpp"

namespace casebook {
namespace {

using Weights = std::map<Xapian::docid, double>;

/// Every report that a query holds.
Weights all_of_index(const Xapian::Database& database, const Xapian::Query& query) {
    Weights weights;
    if (query.empty()) return weights;
    Xapian::Enquire enquire(database);
    enquire.set_query(query);
    enquire.set_weighting_scheme(ImpactWeight());
    const Xapian::doccount all = database.get_doccount();
    const Xapian::MSet hits = enquire.get_mset(0, all, all);
    for (auto hit = hits.begin(); hit != hits.end(); ++hit)
        weights[*hit] = hit.get_weight();
    return weights;
}

Xapian::Query source_of(std::vector<Tree> trees, std::vector<Tree> helpers = {}) {
    return Xapian::Query((new TreeSource(std::move(trees), std::move(helpers)))->release());
}

/// What a tree holds, told the plain way: report by report, out of tables.
Weights evaluate(const Xapian::Database& database, const TermTree& tree) {
    using Kind = TermTree::Kind;
    if (tree.kind == Kind::term)
        return all_of_index(database, source_of({tree_of_term(tree.term.term, tree.term.factor)}));
    Weights weights;
    if (tree.kind == Kind::list) {
        for (std::size_t at = 0; at < tree.list->documents.size(); ++at)
            weights[tree.list->documents[at]] = tree.list->weights[at];
        return weights;
    }
    std::map<Xapian::docid, std::size_t> held;
    for (std::size_t part = 0; part < tree.parts.size(); ++part) {
        for (const auto& [document, weight] : evaluate(database, *tree.parts[part])) {
            const bool known = weights.contains(document);
            if (tree.kind == Kind::raised && part > 0 && !known) continue;
            if (tree.kind == Kind::first && known) continue;
            const double added = tree.kind == Kind::scaled ? weight * tree.factor : weight;
            double& sum = weights[document];
            sum = tree.kind == Kind::best ? std::max(sum, added)
                                          : (tree.kind == Kind::flat ? tree.factor : sum + added);
            ++held[document];
        }
    }
    Weights in_order;
    if (tree.kind == Kind::whole)
        in_order = all_of_index(
            database, Xapian::Query((new SequenceSource(*tree.sequence, true))->release()));
    std::erase_if(weights, [&](const auto& entry) {
        const bool all = tree.kind == Kind::all || tree.kind == Kind::whole;
        return (all && held[entry.first] < tree.parts.size()) ||
               (tree.kind == Kind::whole && !in_order.contains(entry.first));
    });
    return weights;
}

/// The way's tree against its evaluation, and against the reports that Xapian's operators find.
/// What these weigh is another matter: they count some reports twice (docs/decisions).
void check_way(const Xapian::Database& database, const Way& way) {
    const Weights walked = all_of_index(database, source_of({way.tree}));
    const Weights expected = evaluate(database, *way.tree);
    const Weights asked = all_of_index(database, way.query);
    REQUIRE(walked.size() == expected.size());
    REQUIRE(walked.size() == asked.size());
    bool alike = true;
    bool weighs_alike = true;
    for (const auto& [document, weight] : expected) {
        const auto found = walked.find(document);
        alike = alike && found != walked.end() && asked.contains(document);
        weighs_alike = weighs_alike && alike && found->second == Approx(weight).margin(1e-9);
    }
    CHECK(alike);
    CHECK(weighs_alike);
}

/// Beginnings of answers, which the matcher finds by leaving out what weighs too little, against
/// all of the answer put in order.
void check_beginnings(const Xapian::Database& database, const Xapian::Query& query) {
    constexpr auto kId = static_cast<Xapian::valueno>(ValueSlot::id);
    std::vector<std::pair<double, std::string>> expected;
    for (const auto& [document, weight] : all_of_index(database, query))
        expected.emplace_back(-weight, database.get_document(document).get_value(kId));
    std::sort(expected.begin(), expected.end());
    for (const std::size_t count : {1, 10, 40}) {
        HitsWish wish;
        wish.count = count;
        const RankedHits found = find_hits(database, query, wish);
        REQUIRE(found.hits.size() == std::min(count, expected.size()));
        for (std::size_t at = 0; at < found.hits.size(); ++at) {
            const auto& [document, weight] = found.hits[at];
            CHECK(weight == -expected[at].first);
            CHECK(database.get_document(document).get_value(kId) == expected[at].second);
        }
    }
}

/// Asks a query part by part, both ways.
void check_query(IndexHandle& handle, const std::string& text, bool synonyms) {
    CAPTURE(text, synonyms);
    SearchRequest request;
    request.query = text;
    request.synonyms = synonyms;
    const ReadQuery read = read_request(handle, request, SpellingCorrector::Use::searching);
    const Xapian::Database& database = handle.index.database;
    const CompiledQuery compiled =
        QueryCompiler(database, PositionAccess::own, &handle.lists).compile(read);
    std::vector<Tree> trees;
    for (const CompiledCondition& condition : compiled.conditions) {
        for (const Way* way : {&condition.strict, &condition.loose, &condition.elsewhere}) {
            if (way->tree == nullptr) continue;
            check_way(database, *way);
            trees.push_back(way->tree);
        }
        if (condition.strict.tree == nullptr) continue;
        const Weights held = all_of_index(database, condition.presence);
        const Weights flatly = all_of_index(database, source_of({flat(condition.strict.tree, 2)}));
        REQUIRE(held.size() == flatly.size());
        for (const auto& [document, weight] : flatly) {
            CHECK(weight == 2);
            CHECK(held.contains(document));
        }
    }
    if (trees.empty()) return;
    check_beginnings(database, source_of(trees));
    const auto middle = trees.begin() + static_cast<std::ptrdiff_t>((trees.size() + 1) / 2);
    check_beginnings(database, source_of({trees.begin(), middle}, {middle, trees.end()}));
}

/// A query out of a text: some characters in a row, as they stand or quoted.
std::string some_words(const std::string& text, std::mt19937& random) {
    std::size_t begin = random() % text.size();
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)
        --begin;
    std::size_t end = std::min(text.size(), begin + 4 + random() % 60);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        ++end;
    std::string words = text.substr(begin, end - begin);
    std::erase_if(words, [](char byte) { return byte == '"' || byte == '\n'; });
    return random() % 6 == 0 ? '"' + words + '"' : words;
}

}  // namespace

TEST_CASE("a list of reports keeps the best weight of each, however few or many terms give it",
          "[searcher]") {
    const TemporaryFolder folder;
    std::vector<CaseReport> reports;
    for (int number = 0; number < 60; ++number) {
        std::string text = "remission";
        if (number % 2 == 0) text += " relapse relapse";
        if (number % 30 == 0) text += " apheresis";
        reports.push_back(make_report("r" + std::to_string(number), "A course", text));
    }
    make_index(folder / "db", reports);
    const Xapian::Database database((folder / "db").string());
    const ReportList many = merge_reports(database, {{"remiss", 1}, {"relaps", 2}});
    REQUIRE(many.documents.size() == 60);
    CHECK(std::is_sorted(many.documents.begin(), many.documents.end()));
    CHECK(many.weights[0] > many.weights[1]);
    CHECK(many.greatest == *std::max_element(many.weights.begin(), many.weights.end()));
    const ReportList few = merge_reports(database, {{"apheresi", 1}});
    CHECK(few.documents == std::vector<Xapian::docid>{1, 31});
    CHECK(merge_reports(database, {{"nowhere", 1}}).documents.empty());
}

TEST_CASE("lists of reports are merged once a revision", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", {make_report("r1", "A course", "remission relapse")});
    const Xapian::Database database((folder / "db").string());
    ReportListCache cache;
    const std::vector<WeighedTerm> terms{{"remiss", 1}, {"relaps", 1}};
    const auto list = cache.list_of(database, terms);
    CHECK(cache.list_of(database, terms) == list);
    CHECK(cache.list_of(database, {{"remiss", 1}}) != list);
    CHECK(cache.list_of(database, {{"remiss", 1}, {"relaps", 2}}) != list);
    cache.clear();
    CHECK(cache.list_of(database, terms) != list);
}

TEST_CASE("trees of terms hold and weigh what they say, and beginnings of answers are exact",
          "[searcher][data][full]") {
    const CorporaIndex* corpora = corpora_index();
    if (corpora == nullptr) {
        WARN("skipped: no test data");
        return;
    }
    std::mt19937 random(make_seed("trees"));
    HandlePool pool(corpora->path);
    const HandlePool::Loan handle = pool.borrow();
    pool.refresh(*handle);
    std::size_t asked = 0;
    for (const auto& entry : std::filesystem::directory_iterator(corpora->reports)) {
        std::ifstream file(entry.path());
        std::vector<std::string> lines;
        for (std::string line; std::getline(file, line);)
            lines.push_back(line);
        for (int pick = 0; pick < 40; ++pick) {
            const auto record = nlohmann::json::parse(lines[random() % lines.size()]);
            const std::string text = record.at("text").get<std::string>();
            if (text.empty()) continue;
            check_query(*handle, some_words(text, random), pick % 2 == 0);
            ++asked;
        }
    }
    CHECK(asked > 100);
}

}  // namespace casebook
