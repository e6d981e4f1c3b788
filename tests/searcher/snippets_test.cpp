#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "casebook/built_in.hpp"
#include "casebook/encoding.hpp"
#include "casebook/schema.hpp"
#include "casebook/stored_report.hpp"
#include "catch.hpp"
#include "sample_reports.hpp"
#include "searcher/hit_explainer.hpp"
#include "searcher/passages.hpp"
#include "searcher/request_reading.hpp"
#include "searcher/snippets.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"
#include "test_data.hpp"
#include "test_seed.hpp"

namespace casebook {
namespace {

std::string filler(int sentences) {
    std::string text;
    for (int number = 0; number < sentences; ++number)
        text += "Nothing of note was seen on day " + std::to_string(number) + " of the stay. ";
    return text;
}

/// A report far longer than what is read of one.
CaseReport long_report() {
    return make_report("long", "Fever of unknown origin",
                       filler(150) + "At last the ferritin rose and histiocytes were seen. " +
                           filler(150) + "He had ALL as a child. " + filler(50) +
                           "Splenectomies had been refused twice. " + filler(150) +
                           "The ferritin fell again under etoposide. " + filler(150));
}

/// What reading one report for a query gives, in stretches and in full.
struct BothWays {
    ReadEvidence read;
    std::vector<MatchedUnit> matched;
    std::vector<MatchedUnit> expected;
    std::size_t own_bytes = 0;
};

class Reader {
public:
    explicit Reader(const std::filesystem::path& path) : pool_(path), handle_(pool_.borrow()) {
        pool_.refresh(*handle_);
    }

    BothWays read(const std::string& query_text, const std::string& id) {
        SearchRequest request;
        request.synonyms = false;
        request.query = query_text;
        const ReadQuery query =
            read_request(*handle_, settled(request), SpellingCorrector::Use::searching);
        const Xapian::Database& database = handle_->index.database;
        const Xapian::docid number = *database.postlist_begin(make_term(TermClass::id, id));
        const Xapian::Document document = database.get_document(number);
        const CaseReport report = decode_report(document.get_data());
        const std::vector<ReportText> texts = texts_of(report);
        ReportReader reader(query, *handle_, {number});
        BothWays both;
        both.read = reader.read(report, document, texts, reader.units());
        both.matched = make_matched(query, texts, both.read.evidence);
        both.expected =
            make_matched(query, texts, EvidenceFinder(query, handle_->buffer).find(texts));
        for (const ReportText& text : texts)
            both.own_bytes += is_own_text(text.kind) ? text.text.size() : 0;
        return both;
    }

private:
    HandlePool pool_;
    HandlePool::Loan handle_;
};

using Shown = std::vector<std::string>;

Shown shown(const std::vector<MatchedUnit>& matched) {
    Shown lines;
    for (const MatchedUnit& unit : matched) {
        lines.push_back(unit.unit + " " + std::string(to_string(unit.kind)) + " " +
                        std::string(to_string(unit.section)) + " " + unit.text);
    }
    return lines;
}

Shown highlighted(const Hit& hit) {
    Shown words;
    for (const Snippet& snippet : hit.snippets) {
        for (const Highlight& highlight : snippet.highlights)
            words.push_back(snippet.text.substr(highlight.begin, highlight.end - highlight.begin));
    }
    return words;
}

/// The records of the corpora with over four kilobytes.
std::vector<CaseReport> long_reports(const std::filesystem::path& data) {
    std::vector<CaseReport> reports;
    for (const auto& entry : std::filesystem::directory_iterator(data / "corpora" / "cases")) {
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line);) {
            const auto record = nlohmann::json::parse(line);
            const std::string text = record.at("text");
            if (text.size() <= ReportReader::kMostBytes) continue;
            reports.push_back(make_report("n" + std::to_string(reports.size()), "", text,
                                          record.at("language").get<std::string>()));
        }
    }
    return reports;
}

/// One to four words of a report.
std::string some_words(const CaseReport& report, std::mt19937& random) {
    const std::string& text = report.sections.front().text;
    AnalysisBuffer buffer;
    built_in_analyzer().analyze(text, report.languages.front(), buffer);
    std::string words;
    for (std::size_t wanted = 1 + random() % 4; wanted > 0;) {
        const Token& token = buffer.tokens()[random() % buffer.tokens().size()];
        if (token.kind != TokenKind::word || token.end - token.begin < 4) continue;
        words += text.substr(token.begin, token.end - token.begin) + " ";
        --wanted;
    }
    return words;
}

}  // namespace

TEST_CASE("of a long report what is read is little, and tells what all of it tells",
          "[searcher][snippets]") {
    const PositionStore store = GENERATE(PositionStore::own, PositionStore::xapian);
    const TemporaryFolder folder;
    CaseReport citing = long_report();
    citing.id = "citing";
    citing.sections.push_back({SectionKind::references, Language::from_tag("en"),
                               filler(60) + "Someone A. Rituximab in lymphoma. Sample J 2001."});
    make_index(folder / "db", {long_report(), citing}, {store, {}});
    Reader reading(folder / "db");
    struct Row {
        const char* why;
        const char* query;
        const char* id;
        Shown matched;
    };
    const std::vector<Row> rows = {
        {"words far apart",
         "etoposide histiocytes",
         "long",
         {"etoposide exact body etoposide", "histiocytes exact body histiocytes"}},
        {"the account before the title",
         "fever ferritin",
         "long",
         {"fever exact title Fever", "ferritin exact body ferritin"}},
        {"an abbreviation that is no form of a word", "ALL", "long", {"ALL exact body ALL"}},
        {"another form", "splenectomy", "long", {"splenectomy form body Splenectomies"}},
        {"a word as typed", "=splenectomies", "long", {"splenectomies exact body Splenectomies"}},
        {"a pattern", "histio*", "long", {"histio* form body histiocytes"}},
        {"a phrase",
         "\"fell again under etoposide\"",
         "long",
         {"fell again under etoposide phrase body fell again under etoposide"}},
        {"a phrase that begins with a stop word",
         "\"the ferritin fell\"",
         "long",
         {"the ferritin fell phrase body ferritin fell"}},
        {"a cognate in another language",
         "esplenectomia",
         "long",
         {"esplenectomia cognate body Splenectomies"}},
        {"a misspelt word", "histiocites", "long", {"histiocites correction body histiocytes"}},
        {"in the reference list",
         "rituximab ferritin",
         "citing",
         {"rituximab exact references Rituximab", "ferritin exact body ferritin"}},
        {"in the title alone", "title:fever", "long", {"fever exact title Fever"}},
        {"a word that is everywhere", "stay", "long", {"stay exact body stay"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why, row.query);
        const BothWays both = reading.read(row.query, row.id);
        std::vector<std::string> given = shown(both.matched);
        for (std::string& line : given) {
            const std::size_t section = line.find(" abstract ");
            if (section != std::string::npos) line.replace(section, 10, " body ");
        }
        CHECK(given == row.matched);
        CHECK(shown(both.matched) == shown(both.expected));
        CHECK(both.read.bytes <= ReportReader::kMostBytes);
        CHECK(both.own_bytes > 4 * ReportReader::kMostBytes);
    }
}

TEST_CASE("of a long query no more is read, and most of its words are still named",
          "[searcher][snippets]") {
    const TemporaryFolder folder;
    std::string text;
    std::string query;
    for (int number = 0; number < 120; ++number) {
        const std::string word = std::string("w") + static_cast<char>('a' + number % 26) +
                                 static_cast<char>('a' + number / 26) + "rt";
        text += "On that day there was " + word + " and nothing else of note whatsoever. ";
        query += word + " ";
    }
    make_index(folder / "db", {make_report("long", "Words", text)});
    Reader reading(folder / "db");
    const BothWays both = reading.read(query, "long");
    CHECK(both.read.bytes <= ReportReader::kMostBytes);
    CHECK(both.expected.size() == 120);
    CHECK(both.matched.size() >= 40);
}

TEST_CASE("of long reports of the corpora, stretches tell what all of the text tells",
          "[searcher][snippets][data][full]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    std::mt19937 random(make_seed("stretches"));
    const TemporaryFolder folder;
    const std::vector<CaseReport> reports = long_reports(*data);
    REQUIRE(reports.size() > 400);
    make_index(folder / "db", reports);
    Reader reading(folder / "db");
    std::size_t same_units = 0;
    std::size_t same_places = 0;
    constexpr std::size_t kQuestions = 400;
    for (std::size_t question = 0; question < kQuestions; ++question) {
        const CaseReport& report = reports[random() % reports.size()];
        const BothWays both = reading.read(some_words(report, random), report.id);
        CHECK(both.read.bytes <= ReportReader::kMostBytes);
        const auto same_unit = [](const MatchedUnit& left, const MatchedUnit& right) {
            return left.unit == right.unit;
        };
        if (std::ranges::equal(both.matched, both.expected, same_unit)) ++same_units;
        if (shown(both.matched) == shown(both.expected)) ++same_places;
    }
    CHECK(same_units >= kQuestions * 99 / 100);
    CHECK(same_places >= kQuestions * 96 / 100);
}

TEST_CASE("two passages are shown, and a third that shows what they do not",
          "[searcher][snippets]") {
    const TemporaryFolder folder;
    const std::string apart = filler(20);
    make_index(folder / "db",
               {make_report("three", "Three words",
                            apart + "The ferritin rose. " + apart + "Histiocytes were seen. " +
                                apart + "Etoposide was given. " + apart + "The ferritin fell."),
                make_report("one", "One word",
                            "The lipase rose. " + apart + "The lipase fell. " + apart +
                                "The lipase rose. " + apart + "The lipase was not taken.")});
    const Searcher searcher(folder / "db");
    const SearchResult three = ask(searcher, "ferritin histiocytes etoposide");
    REQUIRE(three.total == 1);
    CHECK(highlighted(three.hits.front()) == Shown{"ferritin", "Histiocytes", "Etoposide"});
    const SearchResult one = ask(searcher, "lipase");
    REQUIRE(one.total == 1);
    CHECK(highlighted(one.hits.front()) == Shown{"lipase", "lipase"});
}

TEST_CASE("a passage that holds more of the query, and closer together, is shown first",
          "[searcher][snippets]") {
    const std::string text = "aa " + std::string(200, '.') + " bb " + std::string(900, '.') +
                             " aa bb " + std::string(900, '.') + " cc";
    const std::vector<ReportText> texts = {{SectionKind::body, {}, text}};
    std::vector<Evidence> evidence;
    const std::vector<std::string> units = {"aa", "bb", "cc"};
    for (std::size_t unit = 0; unit < units.size(); ++unit) {
        for (std::size_t at = text.find(units[unit]); at != std::string::npos;
             at = text.find(units[unit], at + 1)) {
            const auto begin = static_cast<std::uint32_t>(at);
            evidence.push_back({unit, EvidenceKind::exact, 0, begin, begin + 2});
        }
    }
    sort_evidence(evidence);
    const auto begin_of = [&](const Passage& passage) { return evidence[passage.first].begin; };
    const auto even = choose_passages(texts, evidence, {1, 1, 1}, 1);
    REQUIRE(even.size() == 1);
    CHECK(begin_of(even.front()) > 1000);
    CHECK(begin_of(even.front()) < 1200);
    const auto rare = choose_passages(texts, evidence, {1, 1, 5}, 1);
    REQUIRE(rare.size() == 1);
    CHECK(begin_of(rare.front()) > 2000);
}

TEST_CASE("what a text repeats of its title is not shown where there is more",
          "[searcher][snippets]") {
    const TemporaryFolder folder;
    CaseReport saved = make_report(
        "saved", "", "Ferritin in an infant with fever. " + filler(10) + "The ferritin fell.");
    CaseReport alone = make_report("alone", "Lipase in an infant with pain",
                                   "Lipase in an infant with pain. " + filler(10));
    complete_report(saved);
    REQUIRE(saved.title_inferred);
    make_index(folder / "db", {saved, alone});
    const Searcher searcher(folder / "db");
    const Hit hit = ask(searcher, "ferritin").hits.at(0);
    REQUIRE(hit.snippets.size() == 1);
    CHECK(hit.snippets.front().text.find("The ferritin fell.") != std::string::npos);
    CHECK(highlighted(ask(searcher, "lipase").hits.at(0)) == Shown{"Lipase"});
    // Nothing to highlight: the text's beginning, without its title.
    SearchRequest request;
    request.synonyms = false;
    request.query = "id:alone";
    const SearchResult opened = searcher.search(request);
    REQUIRE(opened.total == 1);
    REQUIRE(opened.hits.front().snippets.size() == 1);
    CHECK(opened.hits.front().snippets.front().text.starts_with("Nothing of note"));
}

TEST_CASE("right-to-left words are highlighted whole, and their isolates stay closed",
          "[searcher][snippets]") {
    const TemporaryFolder folder;
    const std::string rli = "\u2067";
    const std::string pdi = "\u2069";
    const std::string leukemia = "\u05DC\u05D5\u05E7\u05DE\u05D9\u05D4";
    std::string hebrew;
    for (int word = 0; word < 90; ++word)
        hebrew += "\u05D9\u05DC\u05D3\u05D4 ";
    make_index(folder / "db", {make_report("he", "Hebrew",
                                           "He wrote: " + rli + hebrew + leukemia + " " + hebrew +
                                               pdi + " in English (CD34+). The end.",
                                           "he")});
    const Searcher searcher(folder / "db");
    const SearchResult result = ask(searcher, leukemia);
    REQUIRE(result.total == 1);
    const Hit& hit = result.hits.front();
    CHECK(highlighted(hit) == Shown{leukemia});
    const std::string& text = hit.snippets.front().text;
    CHECK(text.starts_with(rli));
    CHECK(text.ends_with(pdi));
}

TEST_CASE("the snippets of the sample reports are passages of their texts",
          "[searcher][snippets]") {
    const TemporaryFolder folder;
    make_index(folder / "db", sample_reports());
    const Searcher searcher(folder / "db");
    std::size_t snippets = 0;
    for (const std::string query :
         {"remission relapse", "\uC7AC\uBC1C \uBC31\uD608\uBCD1", "\u8840\u5C0F\u677F",
          "\u8CA7\u8840", "\u0440\u0435\u0446\u0438\u0434\u0438\u0432", "ciclosporin anemia"}) {
        for (const Hit& hit : ask(searcher, query, MatchRule::any).hits) {
            CAPTURE(query, hit.report.id);
            CHECK(hit.snippets.size() <= kSnippetsPerHit);
            for (const Snippet& snippet : hit.snippets) {
                ++snippets;
                CHECK(std::any_of(hit.report.sections.begin(), hit.report.sections.end(),
                                  [&](const Section& section) {
                                      return section.kind == snippet.section &&
                                             section.text.find(snippet.text) != std::string::npos;
                                  }));
                CHECK(count_columns(snippet.text) <= kPassageColumns + 60);
                CHECK(find_ill_formed_utf8(snippet.text) == std::string::npos);
            }
        }
    }
    CHECK(snippets > 20);
}

}  // namespace casebook
