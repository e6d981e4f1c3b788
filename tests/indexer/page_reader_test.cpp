#include <algorithm>
#include <array>
#include <fstream>
#include <random>
#include <sstream>

#include "../catch.hpp"
#include "../test_data.hpp"
#include "indexer/readers/references.hpp"
#include "page_fixtures.hpp"
#include "reader_harness.hpp"

using namespace casebook;

namespace {

CaseReport read_page(std::string_view page) {
    const ReadFiles reading = read_bytes(page, {}, "folder/page.txt");
    REQUIRE(reading.rejections.empty());
    REQUIRE(reading.reports.size() == 1);
    return reading.reports.front();
}

struct ExpectedPage {
    std::string why;
    std::string_view page;
    std::string id;
    std::string title;
    std::string authors;
    std::string journal;
    int year;
    std::string volume;
    std::string pages;
    std::string keywords;
    std::string article_type;
    std::size_t references;
};

// clang-format off
const std::vector<ExpectedPage> kRows = {
    {"fields from the citation, keywords in a list", pages::kSpringerPreview, "page",
     "Lasting Silence of Invented Tinnitus after Whistling Lessons", "Piper A; Fiddler B; Harper C", "Int J Invent", 2003, "77", "277–281",
     "Tinnitus; Whistling lessons; Invented disease", "", 3},
    {"the year stands in the copyright line only", pages::kSpringerOld, "page",
     "A Made-up Antibody Brought Back the Bend of a Stiff Knee", "Akira Sample; Yoko Example; Masa Specimen", "Invented Journal of Knees", 2004, "80", "246–249",
     "Knee; Made-up antibody; Bending", "case report", 2},
    {"the page's own DOI is the id, the keyword heading is empty", pages::kNature, "10.5555/sj.hic.1700000",
     "AB-7/XYZ therapy for refractory invented hiccups relapsing after unrelated laughter", "Hick H; Cup S; Gulp T", "Hiccup Transplant", 1999, "23", "183–185",
     "", "case report", 0},
    {"a question and its answer", pages::kQuestionPortal, "page", "XYZ (Anti-Itch Powder)", "Some Body", "", 2003, "", "", "", "question and answer", 0},
    {"two languages, everything twice", pages::kKorean, "page",
     "Effect of an Imaginary Therapy for a Patient with a Fictitious Disease of the Knee", "Ga Sang Kim; Sang Sang Lee; Heo Gu Park", "Korean J Invent", 2003, "38", "131-135",
     "Fictitious disease; Knee joint; Imaginary therapy", "", 0},
    {"an open full text", pages::kBmc, "10.5555/1752-0000-6-12", "Green-tinted nails after a course of imaginol in a beekeeper: a case report",
     "Anna-Lena Øst; Béla Kovács; Maria de la Cruz", "Annals of Invented Case Reports", 2012, "6", "12", "Nail; Imaginol; Beekeeper", "case report", 2},
    {"the volume line names the year", pages::kElsevier, "10.5555/s0145-2126(02)00001-1", "Sudden blue hair during remission of a made-up leukemia",
     "John Q. Sample; Jane Doe; Kenji Tanaka", "Invented Leukemia Letters", 2003, "27", "423-426", "", "case report", 1},
    {"a journal name at the top", pages::kWiley, "10.5555/j.1365-0000.2010.00001.x", "Recovery from a fabricated anaemia after singing lessons",
     "Peter Müller; Chloé Dubois; Ivan Petrov", "Invented Journal of Haematology", 2010, "", "", "", "case report", 2},
    {"an archive's full text", pages::kPmc, "10.5555/1752-1947-8-41", "A woman who sneezed at the full moon: a case report.", "Nora Jones; Bo Diddley; Ella Smith",
     "J Invented Case Rep", 2014, "8", "41", "Moon; Sneezing; Invented disease", "", 2},
    {"a Japanese society's page", pages::kJstage, "page", "架空の抗体療法が奏効した仮想性貧血の1例", "山田 太郎; 鈴木 花子; 佐藤 一郎", "架空血液", 2003, "44", "321-326",
     "仮想性貧血; 抗体療法; 寛解", "case report", 2},
    {"another portal's question", pages::kShortQuestion, "page", "Can imaginol be taken together with grapefruit?", "Jane Roe", "", 2015, "", "", "", "question and answer", 0},
    {"a Chinese portal's question", pages::kChineseQuestion, "page", "再生不良的虚构贫血怎么治疗？", "王小明", "", 2018, "", "", "", "question and answer", 0},
};
// clang-format on

/// Letters of `text` without the white space between them.
std::string without_spaces(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view(" \t\r\n\xC2\xA0").find(c) == std::string_view::npos) out += c;
    }
    return out;
}

std::string slurp(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("a saved page gives its fields, whatever the publisher", "[indexer][page]") {
    for (const ExpectedPage& row : kRows) {
        CAPTURE(row.why);
        const CaseReport report = read_page(row.page);
        CHECK(report.id == row.id);
        CHECK(report.title == row.title);
        CHECK(joined(report.authors) == row.authors);
        CHECK(report.journal == row.journal);
        CHECK(report.year.value_or(0) == row.year);
        CHECK(report.volume == row.volume);
        CHECK(report.pages == row.pages);
        CHECK(joined(report.keywords) == row.keywords);
        CHECK(report.article_type == row.article_type);
        CHECK(readers::count_references(text_of(report, SectionKind::references)) ==
              row.references);
    }
}

TEST_CASE("every line of a page stands in a field or a section", "[indexer][page]") {
    for (const ExpectedPage& row : kRows) {
        CAPTURE(row.why);
        const CaseReport report = read_page(row.page);
        std::string kept = report.title + report.translated_title + joined(report.authors) +
                           joined(report.translated_authors) + joined(report.keywords);
        for (const Section& section : report.sections)
            kept += section.text + "\n";
        kept = without_spaces(kept);
        std::istringstream lines{std::string(row.page)};
        for (std::string line; std::getline(lines, line);) {
            for (std::size_t at = line.find("\xC2\xA0"); at != line.npos;
                 at = line.find("\xC2\xA0"))
                line.replace(at, 2, " ");
            std::istringstream words(line);
            for (std::string word; words >> word;) {
                while (!word.empty() && std::ispunct(static_cast<unsigned char>(word.back())) != 0)
                    word.pop_back();
                const std::string letters = without_spaces(word);
                const bool is_name_mark = word.find_first_of("0123456789#") != std::string::npos;
                if (letters.size() < 4 || is_name_mark || word.find("•") != word.npos) continue;
                if (contains(line, "Author links open") || word == "Keywords" ||
                    word == "キーワード")
                    continue;
                CAPTURE(word);
                CHECK(contains(kept, letters));
            }
        }
    }
}

TEST_CASE("what the site put around an article stands in its furniture only", "[indexer][page]") {
    constexpr std::array<std::string_view, 17> kPhrases = {"preview of subscription content",
                                                           "Similar content being viewed by others",
                                                           "Download references",
                                                           "Share to",
                                                           "Related FAQ",
                                                           "Personalised recommendations",
                                                           "Unable to display preview",
                                                           "limited support",
                                                           "Read More",
                                                           "Veterinary",
                                                           "Google Scholar",
                                                           "Sneezing after pepper",
                                                           "Purple hair",
                                                           "Volume 60 2025",
                                                           "Full size image",
                                                           "Family Medicine",
                                                           "pregnancy"};
    for (const ExpectedPage& row : kRows) {
        const CaseReport report = read_page(row.page);
        for (const Section& section : report.sections) {
            if (section.kind == SectionKind::furniture) continue;
            for (const std::string_view phrase : kPhrases) {
                CAPTURE(row.why, phrase, to_string(section.kind));
                CHECK_FALSE(contains(section.text, phrase));
            }
        }
    }
}

TEST_CASE("a page's text falls into the sections that its layout shows", "[indexer][page]") {
    CHECK(kinds_of(read_page(pages::kSpringerPreview)) ==
          "abstract references back_matter furniture");
    CHECK(kinds_of(read_page(pages::kNature)) == "abstract furniture");
    CHECK(kinds_of(read_page(pages::kQuestionPortal)) ==
          "back_matter question back_matter answer body furniture");
    CHECK(kinds_of(read_page(pages::kBmc)) ==
          "abstract introduction case caption case discussion conclusion references back_matter "
          "furniture");
    CHECK(kinds_of(read_page(pages::kJstage)) == "back_matter abstract references furniture");
}

TEST_CASE("a title in the other script is the translated one, and its by-line too",
          "[indexer][page]") {
    const CaseReport report = read_page(pages::kKorean);
    CHECK(report.translated_title ==
          "가상의 무릎 질환 환자에서 시도한 상상 치료의 효과에 대한 보고");
    CHECK(joined(report.translated_authors) == "김가상; 이상상; 박허구");
}

TEST_CASE("an abstract that stands twice is kept once", "[indexer][page]") {
    const CaseReport report = read_page(pages::kKorean);
    const std::string abstract = text_of(report, SectionKind::abstract);
    CHECK(abstract.find("A fictitious disease") == abstract.rfind("A fictitious disease"));
    CHECK(contains(text_of(report, SectionKind::furniture),
                   "A fictitious disease of the knee is rare"));
}

TEST_CASE("a DOI of the reference list is never the page's own", "[indexer][page]") {
    CHECK(read_page(pages::kSpringerPreview).doi.empty());
    CHECK(read_page(pages::kPmc).doi == "10.5555/1752-1947-8-41");
}

TEST_CASE("references stand one a line, without the links beside them", "[indexer][page]") {
    const std::string references = text_of(read_page(pages::kSpringerOld), SectionKind::references);
    CHECK(references ==
          "1. Klara X. Stiff knees. Clin Rev Knee. 1998;16:285–295.\n"
          "2. Benno Y. More stiff knees. Am J Knee. 2002;69:258–271.\n");
}

TEST_CASE("a page in Windows line ends reads as one in Unix ones", "[indexer][page]") {
    std::string windows;
    for (const char c : pages::kNature)
        windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    const CaseReport report = read_page(windows);
    CHECK(report.title == read_page(pages::kNature).title);
    CHECK(report.sections.front().text == read_page(pages::kNature).sections.front().text);
}

TEST_CASE("no mutilation of a page stops its reading", "[indexer][page][property]") {
    const unsigned seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    ReadOptions options;
    options.format = InputFormat::page;
    for (int round = 0; round < 60; ++round) {
        for (const ExpectedPage& row : kRows) {
            std::string page(row.page);
            const std::size_t begin = random() % page.size();
            page.erase(begin, random() % 300);
            if (page.empty()) continue;
            page[random() % page.size()] = static_cast<char>(random() % 256);
            const ReadFiles reading = read_bytes(page, options);
            CHECK(reading.reports.size() + reading.rejections.size() == 1);
        }
    }
}

TEST_CASE("the five real pages give the expected fields", "[indexer][page][data]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    std::istringstream table(slurp(*data / "seeds-expected.tsv"));
    std::string line;
    std::getline(table, line);
    while (std::getline(table, line)) {
        std::vector<std::string> cells;
        std::istringstream row(line);
        for (std::string cell; std::getline(row, cell, '\t');)
            cells.push_back(cell);
        REQUIRE(cells.size() >= 11);
        CAPTURE(cells[0]);
        const ReadFiles reading = read_path(*data / "seeds" / cells[0]);
        REQUIRE(reading.reports.size() == 1);
        const CaseReport& report = reading.reports.front();
        CHECK(report.title == cells[1]);
        CHECK(report.journal == cells[3]);
        const bool has_volume =
            !cells[4].empty();  // the page without a volume has its year one column on
        CHECK(std::to_string(report.year.value_or(0)) == cells[has_volume ? 4 : 5]);
        CHECK(report.volume == (has_volume ? cells[5] : ""));
        CHECK(report.pages == cells[6]);
        CHECK(report.doi == cells[7]);
        CHECK(joined(report.keywords) == cells[8]);
        CHECK(report.id == (cells[7].empty() ? cells[0].substr(0, cells[0].size() - 4) : cells[7]));
        std::istringstream authors(cells[2]);
        for (std::string author; std::getline(authors, author, ';');) {
            author.erase(0, author.find_first_not_of(' '));
            CHECK(std::count(report.authors.begin(), report.authors.end(), author) == 1);
        }
    }
}

TEST_CASE("a page is told by its end too when its text is long", "[indexer][page]") {
    std::string page(pages::kSpringerPreview);
    const std::size_t at = page.find("This is a preview");
    REQUIRE(at != page.npos);
    std::string talk;
    while (talk.size() < 100'000)
        talk += "The girl whistled a long invented tune to her doctors and fell silent again.\n\n";
    page.insert(at, talk);
    CHECK(read_page(page).journal == read_page(pages::kSpringerPreview).journal);
}
