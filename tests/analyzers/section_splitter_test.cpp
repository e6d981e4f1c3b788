#include <string>
#include <vector>

#include "../catch.hpp"
#include "casebook/built_in.hpp"
#include "casebook/error.hpp"
#include "casebook/section_splitter.hpp"

using namespace casebook;

namespace {

const HeadingTable& headings() {
    static const HeadingTable table = parse_heading_table(built_in::headings_tsv());
    return table;
}

std::string kind_of(std::string_view line) {
    const auto heading = headings().find(line);
    return heading ? std::string(to_string(heading->kind)) : "none";
}

}  // namespace

TEST_CASE("a line that is a known heading is found however it is dressed",
          "[analyzers][sections]") {
    struct Row {
        std::string why;
        std::string line;
        std::string kind;
    };
    const std::vector<Row> rows = {
        {"plain", "Discussion", "discussion"},
        {"capitals and a colon", "CASE REPORT:", "case"},
        {"numbered", "2. Case presentation", "case"},
        {"numbered in two steps", "3.1 Results", "results"},
        {"Roman number", "IV. Conclusions", "conclusion"},
        {"a letter", "b) Methods", "methods"},
        {"markup", "## References", "references"},
        {"German", "Kasuistik", "case"},
        {"French", "Résumé", "abstract"},
        {"decomposed accents", "Re\xCC\x81sume\xCC\x81", "abstract"},
        {"Spanish", "CASO CLÍNICO", "case"},
        {"Italian", "Discussione", "discussion"},
        {"Portuguese", "Relato de caso", "case"},
        {"Russian", "Клиническое наблюдение", "case"},
        {"Chinese in brackets", "【病例资料】", "case"},
        {"Chinese colon", "讨论：", "discussion"},
        {"wide Japanese digits", "１．はじめに", "introduction"},
        {"Japanese, plain", "考察", "discussion"},
        {"Korean", "고찰", "discussion"},
        {"Basque with a full stop", "AURREKARIAK.", "case"},
        {"several in one", "Antecedentes, enfermedad actual y exploración física", "case"},
        {"a sentence is none", "Discussion of this case is difficult.", "none"},
        {"one of the parts is unknown", "History and philosophy", "none"},
        {"a letter of a word is no number", "a case", "none"},
        {"empty", "", "none"},
        {"punctuation", "---", "none"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why, row.line);
        CHECK(kind_of(row.line) == row.kind);
    }
}

TEST_CASE("a split text loses nothing but blank lines between its parts", "[analyzers][sections]") {
    const std::string text =
        "\n  Opening words.\n\nIntroduction\nOne.\r\n\r\n2. Case report:\n  "
        "Two.\n\nThree.\nTreatment\nFour.\n\n\n";
    const auto sections = split_sections(text, headings());
    REQUIRE(sections.size() == 3);
    CHECK(sections[0] == Section{SectionKind::body, Language(), "  Opening words."});
    CHECK(sections[1] == Section{SectionKind::introduction, Language(), "Introduction\nOne."});
    CHECK(sections[2] == Section{SectionKind::case_presentation, Language(),
                                 "2. Case report:\n  Two.\n\nThree.\nTreatment\nFour."});
    std::size_t at = 0;
    for (const Section& section : sections) {
        const std::size_t begin = text.find(section.text, at);
        REQUIRE(begin != std::string::npos);
        CHECK(text.substr(at, begin - at).find_first_not_of(" \r\n") == std::string::npos);
        at = begin + section.text.size();
    }
    CHECK(text.find_first_not_of(" \r\n", at) == std::string::npos);
}

TEST_CASE("a text without headings is one section, a blank one none", "[analyzers][sections]") {
    CHECK(split_sections("just words", headings()).size() == 1);
    CHECK(split_sections("just words", headings(), SectionKind::abstract).front().kind ==
          SectionKind::abstract);
    CHECK(split_sections(" \n\n", headings()).empty());
    CHECK(split_sections("", headings()).empty());
}

TEST_CASE("a broken heading table is refused with its line", "[analyzers][sections]") {
    try {
        (void)parse_heading_table("case\ten\tCase\nno tabs");
        FAIL("accepted");
    } catch (const Error& error) {
        CHECK(std::string(error.what()).find("line 2") != std::string::npos);
    }
    CHECK_THROWS_AS(parse_heading_table("nonsense\ten\tCase"), Error);
    CHECK(parse_heading_table("# comment\n\ncase\ten\tCase\n").size() == 1);
}

TEST_CASE("section kinds and their names are one to one", "[analyzers][sections]") {
    for (std::size_t i = 0; i < kSectionKindCount; ++i) {
        const auto kind = static_cast<SectionKind>(i);
        CHECK(parse_section_kind(to_string(kind)) == kind);
    }
    CHECK(to_string(SectionKind::case_presentation) == "case");
    CHECK_FALSE(parse_section_kind("Case"));
}
