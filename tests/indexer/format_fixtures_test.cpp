#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "../catch.hpp"
#include "indexer/readers/references.hpp"
#include "reader_harness.hpp"

// Each file under fixtures/FORMAT has beside it what reading it must give: NAME.expected.json, a
// list of reports and rejections in order. A key that is not named there is not checked.

using namespace casebook;
namespace fs = std::filesystem;
using nlohmann::json;

namespace {

const std::map<std::string, int> kFormats = {{"nbib", 5}, {"ris", 5},  {"pubmed", 5}, {"csv", 5},
                                             {"html", 5}, {"docx", 5}, {"pdf", 6},    {"jats", 3}};

json read_json_file(const fs::path& path) {
    std::ifstream file(path);
    return json::parse(file);
}

void check_text(const json& expected, const char* key, const std::string& value) {
    if (expected.contains(key)) CHECK(value == expected[key].get<std::string>());
}

void check_list(const json& expected, const char* key, const std::vector<std::string>& values) {
    if (expected.contains(key)) CHECK(values == expected[key].get<std::vector<std::string>>());
}

void check_fields(const json& expected, const CaseReport& report) {
    check_text(expected, "id", report.id);
    check_text(expected, "title", report.title);
    check_text(expected, "translated_title", report.translated_title);
    check_text(expected, "journal", report.journal);
    check_text(expected, "volume", report.volume);
    check_text(expected, "pages", report.pages);
    check_text(expected, "doi", report.doi);
    check_text(expected, "pmid", report.pmid);
    check_text(expected, "article_type", report.article_type);
    check_list(expected, "authors", report.authors);
    check_list(expected, "keywords", report.keywords);
    if (expected.contains("year")) CHECK(report.year.value_or(0) == expected["year"].get<int>());
    std::vector<std::string> languages;
    for (const Language& language : report.languages)
        languages.emplace_back(language.code());
    check_list(expected, "languages", languages);
}

std::string text_where(const CaseReport& report, bool (*is_wanted)(SectionKind)) {
    std::string text = report.title + "\n";
    for (const Section& section : report.sections) {
        if (is_wanted(section.kind)) text += section.text + "\n";
    }
    return text;
}

void check_sections(const json& expected, const CaseReport& report) {
    check_text(expected, "kinds", kinds_of(report));
    const json holds = expected.value("holds", json::object());
    for (const auto& [kind, phrases] : holds.items()) {
        const std::string text = text_of(report, parse_section_kind(kind).value());
        for (const json& phrase : phrases) {
            CAPTURE(kind, phrase.get<std::string>(), text);
            CHECK(text.find(phrase.get<std::string>()) != text.npos);
        }
    }
    const std::string all = text_where(report, [](SectionKind) { return true; });
    for (const json& phrase : expected.value("lacks", json::array()))
        CHECK(all.find(phrase.get<std::string>()) == all.npos);
    const std::string own = text_where(report, is_own_text);
    for (const json& phrase : expected.value("own_lacks", json::array()))
        CHECK(own.find(phrase.get<std::string>()) == own.npos);
    if (expected.contains("references")) {
        CHECK(readers::count_references(text_of(report, SectionKind::references)) ==
              expected["references"].get<std::size_t>());
    }
}

void check_extra(const json& expected, const CaseReport& report) {
    const json extra = report.extra.empty() ? json::object() : json::parse(report.extra);
    const json wanted = expected.value("extra", json::object());
    for (const auto& [key, value] : wanted.items())
        CHECK(extra.value(key, "") == value.get<std::string>());
    for (const json& key : expected.value("extra_lacks", json::array()))
        CHECK_FALSE(extra.contains(key.get<std::string>()));
}

void check_file(const fs::path& path) {
    const json expected = read_json_file(fs::path(path).replace_extension(".expected.json"));
    const ReadFiles reading = read_path(path);
    std::size_t reports = 0;
    std::size_t rejections = 0;
    for (const json& entry : expected) {
        if (entry.contains("rejected")) {
            REQUIRE(rejections < reading.rejections.size());
            const std::string& reason = reading.rejections[rejections++].reason;
            CAPTURE(reason);
            CHECK(reason.find(entry["rejected"].get<std::string>()) != reason.npos);
        } else {
            REQUIRE(reports < reading.reports.size());
            const CaseReport& report = reading.reports[reports++];
            CAPTURE(report.id);
            check_fields(entry, report);
            check_sections(entry, report);
            check_extra(entry, report);
        }
    }
    CHECK(reading.reports.size() == reports);
    CHECK(reading.rejections.size() == rejections);
}

}  // namespace

TEST_CASE("every fixture of a format gives the fields that its file holds", "[indexer][formats]") {
    const fs::path folder = fs::path(CASEBOOK_SOURCE_DIR) / "tests/indexer/fixtures";
    for (const auto& [format, count] : kFormats) {
        if (format == "pdf" && !reads_pdf()) {
            WARN("PDF left out: built without Poppler");
            continue;
        }
        int files = 0;
        for (const auto& entry : fs::directory_iterator(folder / format)) {
            if (entry.path().string().ends_with(".expected.json")) continue;
            ++files;
            CAPTURE(format, entry.path().filename().string());
            check_file(entry.path());
        }
        CHECK(files == count);
    }
}

TEST_CASE("what is read is the same whether the format is named or told", "[indexer][formats]") {
    const fs::path folder = fs::path(CASEBOOK_SOURCE_DIR) / "tests/indexer/fixtures";
    for (const auto& [format, count] : kFormats) {
        for (const auto& entry : fs::directory_iterator(folder / format)) {
            const std::string name = entry.path().filename().string();
            if (name.ends_with(".json")) continue;
            CAPTURE(name);
            ReadOptions named;
            named.format = parse_input_format(name.ends_with(".tsv") ? "tsv" : format);
            CHECK(read_path(entry.path(), named).reports == read_path(entry.path()).reports);
        }
    }
}
