#include <string>
#include <vector>

#include "../catch.hpp"
#include "reader_harness.hpp"

using namespace casebook;
using namespace std::string_literals;

namespace {

CaseReport read_text(const std::string& text) {
    const ReadFiles reading = read_bytes(text, {}, "folder/some.name.txt");
    REQUIRE(reading.rejections.empty());
    REQUIRE(reading.reports.size() == 1);
    return reading.reports.front();
}

}  // namespace

TEST_CASE("a short first line above a blank one is the title", "[indexer][text]") {
    struct Row {
        std::string why;
        std::string text;
        std::string title;
    };
    const std::vector<Row> rows = {
        {"a title", "Green nails in a beekeeper\n\nHe came in spring.",
         "Green nails in a beekeeper"},
        {"a question", "Green nails?\n\nHe came in spring.", "Green nails?"},
        {"no blank line", "Green nails\nHe came in spring.", ""},
        {"a sentence", "He had green nails.\n\nHe came in spring.", ""},
        {"a heading", "Case report\n\nHe came in spring.", ""},
        {"too long", std::string(300, 'a') + "\n\nHe came in spring.", ""},
        {"nothing behind it", "Green nails\n\n", ""},
        {"one line", "Green nails", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const CaseReport report = read_text(row.text);
        CHECK(report.title == row.title);
        CHECK(report.id == "some.name");
        CHECK_FALSE(report.sections.empty());
    }
}

TEST_CASE("all of a text is in its title and sections", "[indexer][text]") {
    const CaseReport report = read_text(
        "Title here\n\n  First.\r\n\r\nCaso clínico:\nSecond.\n\n- third\nBibliografía\n1. One.\n");
    CHECK(report.title == "Title here");
    CHECK(kinds_of(report) == "body case references");
    CHECK(report.sections[0].text == "  First.");
    CHECK(report.sections[1].text == "Caso clínico:\nSecond.\n\n- third");
    CHECK(report.sections[2].text == "Bibliografía\n1. One.");
}

TEST_CASE("a text in another encoding is read", "[indexer][text]") {
    CHECK(read_text("Doente com febre h\xE1 tr\xEAs dias e dor tor\xE1"
                    "cica.")
              .sections.front()
              .text == "Doente com febre há três dias e dor torácica.");
}

TEST_CASE("what is no text is rejected by name", "[indexer][text]") {
    CHECK(reason_of("") == "empty");
    CHECK(reason_of(" \n\t\n") == "empty");
    CHECK(contains(reason_of("\x89PNG\r\n\x1a\nrest"), "PNG image"));
    CHECK(contains(reason_of("\x7F"
                             "ELF\x02\x01"),
                   "ELF program"));
    CHECK(contains(reason_of("\x1F\x8B\x08"), "cannot be read"));
    CHECK(contains(reason_of("%PDF-1.4\n"), "PDF"));
    CHECK(contains(reason_of("PK\x03\x04"), "cannot be read"));
    CHECK(contains(reason_of("\x01\x02\x03\x04\x05\x06 what"), "binary data"));
    CHECK(contains(reason_of("<?xml version=\"1.0\"?><feed/>"), "XML that is neither JATS"));
    CHECK(contains(reason_of("\xEF\xBB\xBF<!DOCTYPE html><p>"), "neither title nor text"));
}

TEST_CASE("a text above the limit is rejected", "[indexer][text]") {
    ReadOptions options;
    options.max_record = 100000;
    CHECK(contains(reason_of(std::string(300000, 'a'), options), "larger than --max-record"));
}

TEST_CASE("a forced format is obeyed", "[indexer][text]") {
    ReadOptions options;
    options.format = InputFormat::text;
    CHECK(read_bytes("{\"text\":\"x\"}", options).reports.front().sections.front().text ==
          "{\"text\":\"x\"}");
    options.format = InputFormat::jsonl;
    CHECK(read_bytes("just words", options).rejections.size() == 1);
    CHECK(parse_input_format("page") == InputFormat::page);
    CHECK_THROWS_AS(parse_input_format("word"), std::runtime_error);
}

TEST_CASE("a plain text that speaks of a journal is no page", "[indexer][text]") {
    const CaseReport report = read_text(
        "Some notes\n\nWe searched PubMed and Google Scholar.\n\nReferences\n1. A B. Title. J X. "
        "2003;1:2-3.\n");
    CHECK(kinds_of(report) == "body references");
}
