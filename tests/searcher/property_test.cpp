#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "casebook/built_in.hpp"
#include "casebook/ingest.hpp"
#include "casebook/report_texts.hpp"
#include "catch.hpp"
#include "searcher/corpora_index.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"
#include "test_data.hpp"
#include "test_seed.hpp"

namespace casebook {
namespace {

/// Up to `each` random records of every file of case texts, as they stand there.
std::vector<nlohmann::json> sample_records(const std::filesystem::path& data, std::size_t each,
                                           std::mt19937& random) {
    std::vector<nlohmann::json> records;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(data / "corpora" / "cases"))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
        std::ifstream file(path);
        std::vector<std::string> lines;
        for (std::string line; std::getline(file, line);)
            lines.push_back(line);
        std::shuffle(lines.begin(), lines.end(), random);
        lines.resize(std::min(lines.size(), each));
        for (const std::string& line : lines)
            records.push_back(nlohmann::json::parse(line));
    }
    return records;
}

std::filesystem::path write_records(const TemporaryFolder& folder,
                                    const std::vector<nlohmann::json>& records) {
    std::string lines;
    for (std::size_t number = 0; number < records.size(); ++number) {
        nlohmann::json record = records[number];
        record["id"] = "n" + std::to_string(number);
        lines += record.dump() + "\n";
    }
    return folder.write("in.jsonl", lines);
}

/// The words of a text as they are written: what lies under each token that is no part of another.
std::vector<std::string> written_words(const ReportText& text) {
    AnalysisBuffer buffer;
    built_in_analyzer().analyze(text.text, text.language, buffer);
    std::vector<std::string> words;
    for (const Token& token : buffer.tokens()) {
        words.emplace_back(text.text.substr(token.begin, token.end - token.begin));
    }
    return words;
}

bool finds(const Searcher& searcher, const std::string& query, const std::string& id) {
    SearchRequest request;
    request.synonyms = false;
    request.query = query;
    request.filters = {{"id", id}};
    request.with_snippets = false;
    const SearchResult result = searcher.search(request);
    return result.total == 1;
}

}  // namespace

TEST_CASE("any word of any indexed text finds it, and the text is stored to the byte",
          "[searcher][data][full]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    std::mt19937 random(make_seed("own words"));
    const TemporaryFolder folder;
    const auto records = sample_records(*data, 60, random);
    const IngestReport account = ingest(folder / "db", {write_records(folder, records)}, {});
    REQUIRE(account.rejected == 0);
    REQUIRE(account.added == records.size());
    const Searcher searcher(folder / "db");
    std::size_t asked = 0;
    for (std::size_t number = 0; number < records.size(); ++number) {
        const std::string id = "n" + std::to_string(number);
        const auto report = searcher.find_report(id);
        REQUIRE(report);
        REQUIRE(report->report.sections.size() == 1);
        CHECK(report->report.sections.front().text ==
              records[number].at("text").get<std::string>());
        for (const ReportText& text : texts_of(report->report)) {
            const std::vector<std::string> words = written_words(text);
            for (std::size_t pick = 0; pick < 8 && !words.empty(); ++pick) {
                const std::string& word = words[random() % words.size()];
                CAPTURE(records[number].at("id").get<std::string>(), word);
                CHECK(finds(searcher, word, id));
                CHECK(finds(searcher, "\"" + word + "\"", id));
                ++asked;
            }
        }
    }
    CHECK(asked > 1000);
}

TEST_CASE("any words in a row find their text as a phrase, by either store of positions",
          "[searcher][data][full]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    std::mt19937 random(make_seed("phrases"));
    const TemporaryFolder folder;
    const auto records = sample_records(*data, 25, random);
    const auto input = write_records(folder, records);
    IngestOptions xapian_positions;
    xapian_positions.writer.positions = PositionStore::xapian;
    (void)ingest(folder / "own", {input}, {});
    (void)ingest(folder / "xapian", {input}, xapian_positions);
    const Searcher own(folder / "own");
    const Searcher xapian(folder / "xapian");
    for (std::size_t number = 0; number < records.size(); ++number) {
        const std::string id = "n" + std::to_string(number);
        const std::string text = records[number].at("text").get<std::string>();
        const auto report = own.find_report(id);
        AnalysisBuffer buffer;
        built_in_analyzer().analyze(text, report->report.sections.front().language, buffer);
        std::vector<Token> words;
        for (const Token& token : buffer.tokens()) {
            if (token.kind == TokenKind::word || token.kind == TokenKind::number)
                words.push_back(token);
        }
        for (int pick = 0; pick < 4 && words.size() > 4; ++pick) {
            const std::size_t first = random() % (words.size() - 3);
            std::string phrase =
                text.substr(words[first].begin, words[first + 2].end - words[first].begin);
            if (phrase.find('"') != std::string::npos || phrase.size() > 120) continue;
            std::replace(phrase.begin(), phrase.end(), '\n', ' ');
            CAPTURE(records[number].at("id").get<std::string>(), phrase);
            CHECK(finds(own, "\"" + phrase + "\"", id));
            CHECK(finds(xapian, "\"" + phrase + "\"", id));
            CHECK(ask(own, "\"" + phrase + "\"").total <= ask(xapian, "\"" + phrase + "\"").total);
        }
    }
}

TEST_CASE("every question of the Chinese collection gets an answer", "[searcher][data][full]") {
    // Whole questions are ORs of words with alternatives: what OP_MAX crashed on.
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    const TemporaryFolder folder;
    const auto set = *data / "bench" / "zh-qa-knownitem";
    (void)ingest(folder / "db", {set / "corpus.jsonl"}, {});
    const Searcher searcher(folder / "db");
    std::ifstream topics(set / "queries.tsv");
    std::size_t questions = 0;
    for (std::string line; std::getline(topics, line); ++questions) {
        SearchRequest request;
        request.synonyms = false;
        request.query = line.substr(line.find('\t') + 1);
        request.match = MatchRule::any;
        request.with_snippets = false;
        CHECK_FALSE(searcher.rank(request).empty());
        CHECK(searcher.search(request).total > 0);
    }
    CHECK(questions == 500);
}

TEST_CASE("no well-formed record of the corpora is rejected", "[indexer][data][full]") {
    const CorporaIndex* corpora = corpora_index();
    if (corpora == nullptr) {
        WARN("skipped: no test data");
        return;
    }
    std::size_t lines = 0;
    for (const auto& entry : std::filesystem::directory_iterator(corpora->reports)) {
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);)
            ++lines;
    }
    const IngestReport& account = corpora->account;
    CHECK(account.rejected == 0);
    CHECK(account.added + account.replaced + account.unchanged + account.same == lines);
    // A data set's DOI stands on all its texts and makes none of them the other.
    const auto& shared = account.shared_identifiers;
    CHECK(std::any_of(shared.begin(), shared.end(),
                      [](const SharedIdentifier& identifier) { return identifier.texts == 757; }));
    CHECK(check_index(corpora->path).problems.empty());
}

}  // namespace casebook
