#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "catch.hpp"
#include "fuzz/abbreviation_probe.hpp"
#include "fuzz/analysis_probe.hpp"
#include "fuzz/message_probe.hpp"
#include "fuzz/query_probe.hpp"
#include "fuzz/reader_probe.hpp"
#include "fuzz/thesaurus_probe.hpp"
#include "fuzz/vocabulary_probe.hpp"

namespace casebook {
namespace {

/// Runs `probe` on every file of a corpus; returns how many there were.
template <typename Probe>
std::size_t replay(const char* corpus, Probe& probe) {
    std::size_t files = 0;
    const auto folder = std::filesystem::path(CASEBOOK_SOURCE_DIR) / "tests/fuzz/corpus" / corpus;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        CAPTURE(entry.path().filename().string());
        CHECK_NOTHROW(probe.check(bytes));
        ++files;
    }
    return files;
}

}  // namespace

TEST_CASE("what is promised of every abbreviation holds for the fuzzed texts",
          "[analyzers][fuzz]") {
    AbbreviationProbe probe;
    CHECK(replay("abbreviations", probe) >= 20);
}

TEST_CASE("what is promised of every text holds for the fuzzed ones", "[analyzers][fuzz]") {
    AnalysisProbe probe;
    CHECK(replay("analyzer", probe) >= 20);
}

TEST_CASE("what is promised of every reply holds for the fuzzed messages", "[mcp][fuzz]") {
    MessageProbe probe;
    CHECK(replay("message", probe) >= 15);
}

TEST_CASE("what is promised of every query holds for the fuzzed ones", "[searcher][fuzz]") {
    QueryProbe probe;
    CHECK(replay("query", probe) >= 20);
}

TEST_CASE("what is promised of every file holds for the fuzzed ones", "[indexer][fuzz]") {
    ReaderProbe probe;
    CHECK(replay("reader", probe) >= 40);
}

TEST_CASE("what is promised of every thesaurus holds for the fuzzed ones", "[thesaurus][fuzz]") {
    ThesaurusProbe probe;
    CHECK(replay("thesaurus", probe) >= 20);
}

TEST_CASE("what is promised of every vocabulary holds for the fuzzed ones",
          "[vocabularies][fuzz]") {
    VocabularyProbe probe;
    CHECK(replay("vocabulary", probe) >= 20);
}

}  // namespace casebook
