#include <algorithm>
#include <random>
#include <set>

#include "casebook/embedding.hpp"
#include "casebook/schema.hpp"
#include "catch.hpp"
#include "index_data/xapian_index.hpp"
#include "temporary_folder.hpp"
#include "vector_reports.hpp"
#include "vector_table.hpp"

namespace casebook {
namespace {

/// Vectors around a few centres, as those of texts are.
std::vector<float> clustered(std::mt19937& random, std::size_t length) {
    std::mt19937 centre(random() % 50);
    std::normal_distribution<float> place;  // each draws two numbers at once and keeps one
    std::normal_distribution<float> noise;
    std::vector<float> vector(length);
    for (float& number : vector)
        number = place(centre) + 0.5F * noise(random);
    return vector;
}

std::set<Xapian::docid> documents_of(const std::vector<Neighbour>& neighbours) {
    std::set<Xapian::docid> documents;
    for (const Neighbour& neighbour : neighbours)
        documents.insert(neighbour.document);
    return documents;
}

/// An index as the library makes it, but for texts, which would take minutes.
void make_vectors(const std::filesystem::path& path, std::size_t count, std::size_t length) {
    std::mt19937 random(5);
    CaseReport first = make_report("first", "", "A fever.");
    first.embedding = clustered(random, length);
    make_index(path, {first});
    Xapian::WritableDatabase database(path.string(), Xapian::DB_OPEN);
    database.begin_transaction();
    for (std::size_t number = 1; number < count; ++number) {
        Xapian::Document document;
        document.add_value(static_cast<Xapian::valueno>(ValueSlot::id),
                           "v" + std::to_string(number));
        document.add_value(static_cast<Xapian::valueno>(ValueSlot::embedding),
                           encode_embedding(clustered(random, length)));
        database.add_document(document);
    }
    database.commit_transaction();
}

}  // namespace

TEST_CASE("nearest reports are told by cosine, equal ones by id", "[embedding][vectors]") {
    const TemporaryFolder folder;
    std::vector<CaseReport> reports;
    const std::vector<std::pair<std::string, std::vector<float>>> rows = {
        {"c", {2, 2}}, {"b", {1, 1}}, {"a", {0, 3}}, {"d", {-1, -1}}, {"e", {}}};
    for (const auto& [id, vector] : rows) {
        reports.push_back(make_report(id, "", "A fever."));
        reports.back().embedding = vector;
    }
    make_index(folder / "index", reports);
    const Searcher searcher(folder / "index");
    SearchRequest request;
    request.embedding = {5, 5};
    const SearchResult result = searcher.search(request);
    CHECK(found(result) == std::vector<std::string>{"b", "c", "a", "d"});
    CHECK(result.total == 4);
    CHECK(*result.hits[0].fusion->similarity == Approx(1));
    CHECK(*result.hits[2].fusion->similarity == Approx(0.7071).epsilon(1e-4));
    CHECK(*result.hits[3].fusion->similarity == Approx(-1));
    CHECK(result.hits[0].matched.empty());
    CHECK_FALSE(result.hits[0].fusion->words_rank);
}

TEST_CASE("a graph finds nearly all of the nearest, and none that is filtered out",
          "[full][embedding][vectors]") {
    constexpr std::size_t kLength = 48;
    constexpr std::size_t kRows = VectorTable::kMostScanned + 2'000;
    const TemporaryFolder folder;
    make_vectors(folder / "index", kRows, kLength);
    const OpenIndex index = open_index(folder / "index");
    const VectorTable exact(index, "index");
    VectorTable graphed(index, "index");
    graphed.make_graph();
    std::vector<Xapian::docid> most;
    std::vector<Xapian::docid> few;
    for (Xapian::docid document = 1; document <= kRows; ++document) {
        if (document % 50 != 0) most.push_back(document);
        if (document % 50 == 0) few.push_back(document);
    }
    std::mt19937 random(9);
    std::size_t same = 0;
    std::size_t asked = 0;
    for (int round = 0; round < 100; ++round) {
        const std::vector<float> query = clustered(random, kLength);
        for (const std::vector<Xapian::docid>* among :
             {static_cast<std::vector<Xapian::docid>*>(nullptr), &most, &few}) {
            const auto wanted = documents_of(exact.nearest(query, 20, among, nullptr));
            const auto got = documents_of(graphed.nearest(query, 20, among, nullptr));
            REQUIRE(got.size() == 20);
            if (among == &few) CHECK(got == wanted);  // so few are looked at one by one
            for (const Xapian::docid document : got) {
                if (among != nullptr)
                    CHECK(std::binary_search(among->begin(), among->end(), document));
                same += wanted.contains(document) ? 1 : 0;
                ++asked;
            }
        }
    }
    INFO(same << " of " << asked);
    CHECK(static_cast<double>(same) > 0.98 * static_cast<double>(asked));
}

TEST_CASE("to prepare neighbours of a small index is nothing", "[embedding][vectors]") {
    const TemporaryFolder folder;
    VectorReports random(3);
    make_index(folder / "index", {random.report(1), random.report(2)});
    Searcher(folder / "index").prepare_neighbours();
}

}  // namespace casebook
