#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>

#include "casebook/hash.hpp"
#include "casebook/ingest.hpp"
#include "catch.hpp"
#include "searcher/shard_servers.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"
#include "test_data.hpp"
#include "test_seed.hpp"

namespace casebook {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kQueries = 150;

std::string record(const std::string& id, const std::string& text) {
    const Json json{{"id", id}, {"text", text}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Records of every file of case texts, one in `each`.
std::vector<std::string> sample_of(const std::filesystem::path& cases, std::size_t each,
                                   std::mt19937& random) {
    std::vector<std::string> records;
    for (const auto& entry : std::filesystem::directory_iterator(cases)) {
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) {
            if (line.empty() || random() % each != 0) continue;
            const Json json = Json::parse(line);
            records.push_back(record("s" + std::to_string(records.size()), json.at("text")));
        }
    }
    return records;
}

/// Reports of our own making, where there are no others.
std::vector<std::string> made_reports(std::mt19937& random) {
    static const std::vector<std::string> therapies{"vincristine", "rituximab", "ciclosporin",
                                                    "prednisone",  "dialysis",  "surgery"};
    static const std::vector<std::string> diseases{"aplastic anaemia", "gout", "sarcoidosis",
                                                   "acute lymphoblastic leukaemia", "asthma"};
    static const std::vector<std::string> ends{"achieved complete remission", "died of sepsis",
                                               "improved", "relapsed after two years"};
    const auto one_of = [&](const std::vector<std::string>& list) {
        return list[random() % list.size()];
    };
    std::vector<std::string> records;
    for (int number = 0; number < 1500; ++number) {
        const bool male = random() % 2 == 0;
        std::string text = "A " + std::to_string(1 + random() % 90) + "-year-old " +
                           (male ? "man" : "woman") + " with " + one_of(diseases) +
                           " was treated with " + one_of(therapies) + " and " + one_of(therapies) +
                           ". The patient " + one_of(ends) + ".";
        records.push_back(record("m" + std::to_string(number), text));
    }
    return records;
}

void make_shard_index(const TemporaryFolder& folder, const std::string& name,
                      const std::vector<std::string>& records) {
    std::string lines;
    for (const std::string& line : records)
        lines += line + "\n";
    IngestOptions options;
    options.writer.positions = PositionStore::xapian;
    const auto file = folder.write(name + ".jsonl", lines);
    REQUIRE(ingest(folder / name, {file}, options).added == records.size());
}

/// Words that follow each other in a record, one to three.
std::string words_from(const std::vector<std::string>& records, std::mt19937& random) {
    const std::string text = Json::parse(records[random() % records.size()]).at("text");
    std::size_t at = random() % std::max<std::size_t>(text.size(), 1);
    at = text.find(' ', at);
    std::string query;
    for (std::size_t words = 1 + random() % 3; words > 0 && at < text.size(); --words) {
        const std::size_t end = std::min(text.find(' ', at + 1), text.size());
        query += text.substr(at, end - at);
        at = end;
    }
    return query;
}

SearchRequest random_request(const std::vector<std::string>& records, std::mt19937& random) {
    static const std::vector<std::vector<Filter>> filters{
        {},
        {},
        {{"sex", "male"}},
        {{"therapy", "antibiotic"}},
        {{"therapy", "immunosuppressive therapy"}, {"sex", "female"}},
        {{"outcome", "died"}},
        {{"age", "10..40"}},
        {{"language", "en"}, {"diagnosis", "leukaemia"}}};
    SearchRequest request;
    request.query = random() % 12 == 0 ? "" : words_from(records, random);
    request.filters = filters[random() % filters.size()];
    if (random() % 8 == 0) request.match = MatchRule::any;
    request.with_snippets = false;
    for (const char* facet : {"therapy", "therapy_failed", "therapy_mentioned", "diagnosis",
                              "outcome", "age_group", "sex", "subject", "language"})
        request.facets.push_back({facet, 1000, FacetOrder::count, {}});
    return request;
}

/// The ids in their order.
std::vector<std::string> ranking_of(const SearchResult& result) {
    std::vector<std::string> ids;
    for (const Hit& hit : result.hits)
        ids.push_back(hit.report.id);
    return ids;
}

std::vector<double> scores_of(const SearchResult& result) {
    std::vector<double> scores;
    for (const Hit& hit : result.hits)
        scores.push_back(hit.score);
    return scores;
}

using FacetCounts = std::map<std::string, std::map<std::string, std::size_t>>;

FacetCounts counts_of(const SearchResult& result) {
    FacetCounts counts;
    for (const auto& [facet, values] : result.facets) {
        for (const FacetValue& value : values)
            counts[facet][value.value] = value.count;
    }
    return counts;
}

}  // namespace

TEST_CASE("shards behind stock servers answer as one index does", "[searcher][remote][full]") {
    if (!ShardServers::can_run()) {
        WARN("skipped: xapian-tcpsrv is not installed");
        return;
    }
    std::mt19937 random(make_seed("remote shards"));
    std::vector<std::string> records = made_reports(random);
    SECTION("made reports") {}
    SECTION("reports of the corpora") {
        const auto data = test_data();
        if (!data) {
            WARN("skipped: no test data");
            return;
        }
        records = sample_of(*data / "corpora" / "cases", 8, random);
        REQUIRE(records.size() > 2000);
    }
    std::vector<std::string> shards[2];
    for (const std::string& line : records)
        shards[hash_bytes(line) % 2].push_back(line);
    const TemporaryFolder folder;
    make_shard_index(folder, "whole", records);
    make_shard_index(folder, "first", shards[0]);
    make_shard_index(folder, "second", shards[1]);
    const ShardServers servers({folder / "first", folder / "second"});
    const Searcher local(folder / "whole");
    const Searcher remote(folder.write("stub", servers.stub()));
    std::size_t found = 0;
    std::size_t counted = 0;
    for (int number = 0; number < kQueries; ++number) {
        const SearchRequest request = random_request(records, random);
        CAPTURE(number, request.query, request.filters.size(), to_string(request.match));
        const SearchResult here = local.search(request);
        const SearchResult there = remote.search(request);
        CHECK(there.total == here.total);
        CHECK(ranking_of(there) == ranking_of(here));
        CHECK_THAT(scores_of(there), Catch::Matchers::Approx(scores_of(here)).epsilon(1e-8));
        CHECK(counts_of(there) == counts_of(here));
        found += here.total;
        for (const auto& [facet, values] : counts_of(here))
            counted += values.size();
    }
    CHECK(found > 1000);
    CHECK(counted > 1000);
}

}  // namespace casebook
