#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "casebook/analyzer.hpp"
#include "casebook/built_in.hpp"
#include "casebook/report_texts.hpp"
#include "catch.hpp"
#include "fuzz/analysis_probe.hpp"
#include "sample_reports.hpp"
#include "test_data.hpp"
#include "test_seed.hpp"

namespace casebook {
namespace {

std::vector<std::string> restart_words(std::string_view text, const char* language) {
    AnalysisBuffer buffer;
    built_in_analyzer().analyze(text, Language::from_tag(language), buffer);
    std::vector<std::string> words;
    for (const Restart& restart : buffer.restarts())
        words.emplace_back(text.substr(restart.begin, 12));
    return words;
}

/// How many bytes the farthest two neighbours among a text's restarts are apart.
std::size_t widest_gap(std::string_view text, Language language) {
    AnalysisBuffer buffer;
    built_in_analyzer().analyze(text, language, buffer);
    std::size_t widest = 0;
    std::size_t before = 0;
    for (const Restart& restart : buffer.restarts()) {
        widest = std::max(widest, restart.begin - before);
        before = restart.begin;
    }
    return std::max(widest, text.size() - before);
}

}  // namespace

TEST_CASE("a text can be taken up between words that have nothing to do with each other",
          "[analyzers]") {
    const std::string start(kRestartBytes - 6, 'a');
    struct Row {
        const char* why;
        const char* rest;
        const char* language;
        std::vector<std::string> words;
    };
    const std::vector<Row> rows = {
        {"behind punctuation", " cells, then the spleen", "en", {"then the spl"}},
        {"not between the parts of a joined word",
         " cells (anti-thymocyte",
         "en",
         {"anti-thymocy"}},
        {"not behind a prefix that joins across a space",
         " of anti, thymocyte",
         "en",
         {"thymocyte"}},
        {"not around a letter that may be a name", " virus, A (x) 20", "en", {}},
        {"not within a word of characters", "\u767D\u8840\u75C5 \u60A3\u8005", "zh", {}},
        {"behind a mark of Chinese punctuation",
         "\u767D\u8840\u75C5\uFF0C\u60A3\u8005",
         "zh",
         {"\u60A3\u8005"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why, row.rest);
        CHECK(restart_words(start + row.rest, row.language) == row.words);
    }
}

TEST_CASE("the parts of a report's texts give the tokens of the whole", "[analyzers]") {
    AnalysisProbe probe;
    std::size_t restarts = 0;
    for (CaseReport& report : sample_reports()) {
        complete_report(report);
        for (const ReportText& text : texts_of(report)) {
            CAPTURE(report.id);
            CHECK_NOTHROW(probe.check_tokens(text.text, text.language));
            CHECK(widest_gap(text.text, text.language) < 4 * kRestartBytes);
            ++restarts;
        }
    }
    CHECK(restarts > 100);
}

TEST_CASE(
    "the parts of any text of the corpora, a third of them a run, give the tokens of the whole",
    "[analyzers][data][full]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    constexpr unsigned kShare = 3;
    unsigned line_number = make_seed("restarts") % kShare;
    AnalysisProbe probe;
    std::size_t texts = 0;
    std::size_t far_apart = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*data / "corpora" / "cases")) {
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line); ++line_number) {
            if (line_number % kShare != 0) continue;
            ++texts;
            const auto record = nlohmann::json::parse(line);
            const std::string text = record.at("text");
            const Language language = detect_language(text);
            CAPTURE(entry.path().filename(), record.at("id").get<std::string>());
            CHECK_NOTHROW(probe.check_tokens(text, language));
            if (widest_gap(text, language) > 8 * kRestartBytes) ++far_apart;
        }
    }
    CHECK(texts > 7000);
    CHECK(far_apart * 100 < texts);
}

}  // namespace casebook
