#include <sstream>
#include <string>
#include <vector>

#include "../catch.hpp"
#include "../test_data.hpp"
#include "analyzers/byte_source.hpp"
#include "analyzers/line_reader.hpp"
#include "reader_harness.hpp"

using namespace casebook;
using namespace std::string_literals;

namespace {

CaseReport read_one(const std::string& json) {
    const ReadFiles reading = read_bytes(json);
    REQUIRE(reading.rejections.empty());
    REQUIRE(reading.reports.size() == 1);
    return reading.reports.front();
}

/// `size` bytes of "a" with a short record before and behind, made on the fly.
class HugeLine final : public ByteSource {
public:
    explicit HugeLine(std::uint64_t size) : left_(size) {}

    std::size_t read(char* out, std::size_t capacity) override {
        if (const std::size_t got = text_.copy(out, capacity, at_); got > 0 || left_ == 0) {
            at_ += got;
            return got;
        }
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(capacity, left_));
        std::fill_n(out, count, 'a');
        left_ -= count;
        if (left_ == 0) text_ += "\nbehind\n";
        return count;
    }

private:
    std::string text_ = "before\n";
    std::size_t at_ = 0;
    std::uint64_t left_;
};

}  // namespace

TEST_CASE("the known keys of a record fill its fields", "[indexer][jsonl]") {
    const CaseReport report = read_one(
        R"({"id":"x 1","title":" T ","text":"  Body.\n\n","language":"en-GB","authors":["A B","C D"],"journal":"J",)"
        R"("date":"2003-06-30","doi":"https://doi.org/10.5555/ABC.","pmid":123,"keywords":"a; b;","volume":7,)"
        R"("pages":"1-2","article_type":"case report","translated_title":"TT","translated_authors":"E; F","abstract":"Sum."})");
    CHECK(report.id == "x 1");
    CHECK(report.title == "T");
    CHECK(report.translated_title == "TT");
    CHECK(joined(report.authors) == "A B; C D");
    CHECK(joined(report.translated_authors) == "E; F");
    CHECK(report.journal == "J");
    CHECK(report.year == 2003);
    CHECK(report.volume == "7");
    CHECK(report.pages == "1-2");
    CHECK(report.doi == "10.5555/abc");
    CHECK(report.pmid == "123");
    CHECK(joined(report.keywords) == "a; b");
    CHECK(report.extra.empty());
    const Language english = Language::from_tag("en");
    CHECK(report.languages == std::vector<Language>{english});
    CHECK(report.sections == std::vector<Section>{{SectionKind::abstract, english, "Sum."},
                                                  {SectionKind::body, english, "  Body.\n\n"}});
}

TEST_CASE("a text is kept byte for byte as decoded", "[indexer][jsonl]") {
    CHECK(
        read_one("{\"text\":\"a\\u0000b \\ud83d\\ude00 Introduction\\n\"}").sections.front().text ==
        "a\0b 😀 Introduction\n"s);
    CHECK(read_one(R"({"text":"lone \ud800 half"})").sections.front().text ==
          "lone \xEF\xBF\xBD half");
}

TEST_CASE("sections keep their kind and language", "[indexer][jsonl]") {
    const CaseReport report = read_one(
        R"({"sections":[{"kind":"title","text":"T"},{"kind":"case","language":"ko","text":"증례"},{"kind":"odd","text":"x"},"plain"]})");
    CHECK(report.title == "T");
    CHECK(kinds_of(report) == "case body body");
    CHECK(report.sections[0].language == Language::from_tag("ko"));
    CHECK_FALSE(report.sections[1].language.determined());
}

TEST_CASE("variants of a value are understood, others kept", "[indexer][jsonl]") {
    struct Row {
        std::string why;
        std::string pair;
        int year;
        std::string extra;
    };
    const std::vector<Row> rows = {
        {"a number", R"("year":1999)", 1999, ""},
        {"a string", R"("year":"1999")", 1999, ""},
        {"words", R"("date":"30 June 2003")", 2003, ""},
        {"digits only", R"("date":"20030630")", 2003, ""},
        {"`year` wins over `date`", R"("date":"2003","year":2001)", 2001, ""},
        {"no year in it", R"("date":"soon")", 0, R"({"date":"soon"})"},
        {"no DOI in it", R"("doi":"none")", 0, R"({"doi":"none"})"},
        {"a title of another shape", R"("title":["a"])", 0, R"({"title":["a"]})"},
        {"null is nothing", R"("title":null)", 0, ""},
        {"unknown keys", R"("zeta":1,"beta":{"c":[true]})", 0, R"({"beta":{"c":[true]},"zeta":1})"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const CaseReport report = read_one(R"({"text":"x",)" + row.pair + "}");
        CHECK(report.year.value_or(0) == row.year);
        CHECK(report.extra == row.extra);
    }
}

TEST_CASE("an id is the record's own, else its DOI, else where it stands", "[indexer][jsonl]") {
    CHECK(read_one(R"({"id":7,"doi":"10.1/a","text":"x"})").id == "7");
    CHECK(read_one(R"({"doi":"doi:10.1/A","text":"x"})").id == "10.1/a");
    CHECK(read_one(R"({"text":"x"})").id == "file");
    const ReadFiles several = read_bytes("{\"text\":\"x\"}\n\n{\"text\":\"y\"}\n");
    REQUIRE(several.reports.size() == 2);
    CHECK(several.reports[0].id == "file:1");
    CHECK(several.reports[1].id == "file:3");
}

TEST_CASE("a bad line is rejected with its place, and the rest goes on", "[indexer][jsonl]") {
    const ReadFiles reading =
        read_bytes("{\"text\":\"x\"}\n{\"text\": secret}\n[1]\n{\"id\":\"a\"}\n{\"text\":\"y\"}\n");
    CHECK(reading.reports.size() == 2);
    REQUIRE(reading.rejections.size() == 3);
    CHECK(reading.rejections[0].origin.record == 2);
    CHECK(reading.rejections[0].origin.byte == 13);
    CHECK(reading.rejections[0].origin.size == 16);
    CHECK(contains(reading.rejections[0].reason, "broken JSON"));
    CHECK(contains(reading.rejections[0].reason, "byte 22"));
    CHECK_FALSE(contains(reading.rejections[0].reason, "secret"));
    CHECK(contains(reading.rejections[1].reason, "no object"));
    CHECK(contains(reading.rejections[2].reason, "neither title nor text"));
}

TEST_CASE("origins say where each record stands", "[indexer][jsonl]") {
    const ReadFiles reading = read_bytes("\xEF\xBB\xBF{\"text\":\"x\"}\r\n{\"text\":\"y\"}");
    REQUIRE(reading.origins.size() == 2);
    CHECK(reading.origins[1].record == 2);
    CHECK(reading.origins[1].byte == 17);
    CHECK(reading.origins[1].size == 12);
}

TEST_CASE("ill-formed UTF-8 in a line is decoded, not rejected", "[indexer][jsonl]") {
    CHECK(read_one("{\"text\":\"caf\xE9 noir apr\xE8s midi\"}").sections.front().text ==
          "café noir après midi");
}

TEST_CASE("one JSON value over several lines is read", "[indexer][jsonl]") {
    const ReadFiles array = read_bytes(
        "[\n {\"text\":\"x [1, 2] \\\" }\"},\n {\"text\": 5},\n "
        "{\"id\":\"b\",\"text\":\"y\"}\n]\n");
    CHECK(array.reports.size() == 2);
    REQUIRE(array.rejections.size() == 1);
    CHECK(array.rejections.front().origin.record == 2);
    CHECK(array.reports[1].id == "b");
    CHECK(read_one("{\n  \"title\": \"T\",\n  \"text\": \"x\"\n}\n").title == "T");
}

TEST_CASE("absurd nesting is rejected", "[indexer][jsonl]") {
    const std::string deep =
        "{\"text\":\"x\",\"a\":" + std::string(1000000, '[') + std::string(1000000, ']') + "}";
    CHECK(contains(reason_of(deep), "nested deeper"));
    const std::string objects = [] {
        std::string text;
        for (int i = 0; i < 200000; ++i)
            text += "{\"a\":";
        return text;
    }();
    CHECK(contains(reason_of(objects), "nested deeper"));
}

TEST_CASE("a line above the limit is counted and passed over", "[indexer][jsonl]") {
    ReadOptions options;
    options.max_record = 1024;
    const ReadFiles reading = read_bytes(
        "{\"text\":\"x\"}\n{\"text\":\"" + std::string(4096 - 11, 'a') + "\"}\n{\"text\":\"y\"}\n",
        options);
    CHECK(reading.reports.size() == 2);
    REQUIRE(reading.rejections.size() == 1);
    CHECK(reading.rejections.front().reason ==
          "record of 4 kB at byte 13 is larger than --max-record 1 kB");
}

TEST_CASE("a huge line is not kept in memory", "[indexer][jsonl]") {
    constexpr std::uint64_t kHuge = 200ULL << 20U;
    HugeLine source(kHuge);
    LineReader lines(source, 1U << 20U);
    CHECK(lines.next()->bytes == "before");
    const auto huge = lines.next();
    REQUIRE(huge);
    CHECK(huge->oversized);
    CHECK(huge->size == kHuge);
    CHECK(huge->bytes.empty());
    const auto behind = lines.next();
    REQUIRE(behind);
    CHECK(behind->bytes == "behind");
    CHECK(behind->byte == kHuge + 8);
    CHECK_FALSE(lines.next());
}

TEST_CASE("UTF-16 records are read", "[indexer][jsonl]") {
    std::string wide = "\xFF\xFE";
    for (const char c : std::string("{\"text\":\"x\"}\n{\"text\":\"y\"}\n"))
        wide += {c, '\0'};
    CHECK(read_bytes(wide).reports.size() == 2);
}

TEST_CASE("a DOI is found however it is written", "[index_data][doi]") {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"10.1038/SJ.bmt.1701550", "10.1038/sj.bmt.1701550"},
        {"https://doi.org/10.1/X", "10.1/x"},
        {"http://dx.doi.org/10.1002/(SICI)1097%3A3", "10.1002/(sici)1097:3"},
        {"doi: 10.1/x.", "10.1/x"},
        {"DOI 10.1/x;", "10.1/x"},
        {"info:doi/10.1/x", "10.1/x"},
        {"(10.1/x)", "10.1/x"},
        {"10.1/a(b)", "10.1/a(b)"},
        {"10.1", ""},
        {"10.x/y", ""},
        {"hello", ""},
        {"", ""},
    };
    for (const auto& [written, doi] : rows) {
        CAPTURE(written);
        CHECK(normalize_doi(written) == doi);
    }
}

TEST_CASE("every record of the collections is accepted", "[indexer][jsonl][data]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    const ReadFiles reading = read_path(*data / "corpora" / "cases");
    CHECK(reading.rejections.empty());
    CHECK(reading.reports.size() == 23193);
}
