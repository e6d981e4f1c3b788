#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <unordered_set>

#include "casebook/built_in.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/stored_report.hpp"
#include "catch.hpp"
#include "searcher/close_words.hpp"
#include "searcher/contrasts.hpp"
#include "searcher/corpora_index.hpp"
#include "searcher/edit_table.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"
#include "test_data.hpp"
#include "test_seed.hpp"

namespace casebook {
namespace {

/// Words in memory, as an index has them on disk; counts how often it is asked.
class ListedWords : public WordList {
public:
    explicit ListedWords(std::vector<std::string> words) : words_(std::move(words)) {
        std::sort(words_.begin(), words_.end());
    }
    void seek(std::string_view word) override {
        ++looks;
        at_ = static_cast<std::size_t>(
            std::lower_bound(words_.begin() + static_cast<std::ptrdiff_t>(at_), words_.end(),
                             word) -
            words_.begin());
    }
    void next() override {
        ++looks;
        ++at_;
    }
    [[nodiscard]] bool at_end() const override { return at_ == words_.size(); }
    [[nodiscard]] std::string word() const override { return words_[at_]; }
    [[nodiscard]] Xapian::doccount frequency() const override { return 1; }

    std::size_t looks = 0;

private:
    std::vector<std::string> words_;
    std::size_t at_ = 0;
};

std::string random_word(std::mt19937& random, const std::string& letters) {
    std::string word;
    for (std::size_t size = 1 + random() % 7; size > 0; --size)
        word += letters[random() % letters.size()];
    return word;
}

/// Reports in which `word` stands `times` times, once a report.
void add_reports(std::vector<CaseReport>& reports, const std::string& text, int times) {
    for (int time = 0; time < times; ++time) {
        reports.push_back(
            make_report("r" + std::to_string(reports.size()), "", "Then came " + text + "."));
    }
}

std::vector<CaseReport> spelt_reports() {
    std::vector<CaseReport> reports;
    add_reports(reports, "leukemia", 12);
    add_reports(reports, "physiotherapy of the patient", 5);
    add_reports(reports, "bone marrow", 6);
    add_reports(reports, "pancreatitis", 4);
    add_reports(reports, "a haemorrhage", 3);
    add_reports(reports, "anti-thymocyte globulin", 3);
    add_reports(reports, "hypocapnia", 1);
    add_reports(reports, "hypercapnia", 9);
    add_reports(reports, "rituximab", 5);
    add_reports(reports, "ATG", 2);
    add_reports(reports, "a thrombocytopenia", 400);
    add_reports(reports, "a thrombocytopneia", 1);
    return reports;
}

}  // namespace

TEST_CASE("what sounds alike is half an edit", "[searcher][spelling]") {
    struct Row {
        const char* why;
        const char* word;
        const char* other;
        int cost;
    };
    const std::vector<Row> rows = {
        {"equal", "leukemia", "leukemia", 0},
        {"a letter left out", "leukmia", "leukemia", 2},
        {"a letter too many", "leukemiga", "leukemia", 2},
        {"another letter", "leukenia", "leukemia", 2},
        {"neighbours changed over", "leukmeia", "leukemia", 2},
        {"c for k, as in Spanish", "leucemia", "leukemia", 1},
        {"a double letter", "leukkemia", "leukemia", 1},
        {"a letter that is not doubled", "hipo", "hippo", 1},
        {"f for ph and i for y", "fisio", "physio", 2},
        {"ph for f", "phever", "fever", 1},
        {"e for ae", "hemato", "haemato", 1},
        {"a silent h", "rumatism", "rhumatism", 1},
        {"the h of ch is not silent", "colera", "cholera", 2},
        {"b for v", "neruio bago", "neruio vago", 1},
        {"letters of two bytes are letters", "лейкимия", "лейкемия", 2},
        {"two edits", "lukemai", "leukemia", 4},
        {"too far", "kidney", "leukemia", 5},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why, row.word, row.other);
        CHECK(edit_cost(row.word, row.other, 4) == row.cost);
        CHECK(edit_cost(row.other, row.word, 4) == row.cost);
    }
}

TEST_CASE("the walk through a list finds what comparing with each word finds",
          "[searcher][spelling]") {
    std::mt19937 random(7);
    std::vector<std::string> words;
    for (int number = 0; number < 3000; ++number)
        words.push_back(random_word(random, "aeohpfkcys"));
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (int number = 0; number < 200; ++number) {
        const std::string word = random_word(random, "aeohpfkcys");
        const auto limit = static_cast<EditCost>(1 + number % 4);
        CAPTURE(word, static_cast<int>(limit));
        std::vector<std::string> expected;
        for (const std::string& other : words) {
            if (other != word && edit_cost(word, other, limit) <= limit) expected.push_back(other);
        }
        ListedWords list(words);
        std::vector<CloseWord> close;
        find_close_words(list, word, limit, close);
        std::vector<std::string> found;
        for (const CloseWord& other : close)
            found.push_back(other.word);
        CHECK(found == expected);
        if (limit == kOneEdit && word.size() >= 5) CHECK(list.looks < words.size() / 2);
    }
}

TEST_CASE("nearly alike words of different meaning are contrasts", "[searcher][spelling]") {
    struct Row {
        const char* word;
        const char* other;
        bool contrasts;
    };
    const std::vector<Row> rows = {
        {"macrocytic", "microcytic", true},
        {"hyperkalemia", "hypokalemia", true},
        {"abduction", "adduction", true},
        {"colectomia", "colostomia", true},
        {"ureter", "urethra", true},
        {"disfagia", "disfasia", true},
        {"leukmia", "leukemia", false},
        {"micrcytic", "microcytic", false},
        {"hypokalemia", "hypokalemias", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.word, row.other);
        CHECK(are_contrasts(row.word, row.other) == row.contrasts);
        CHECK(are_contrasts(row.other, row.word) == row.contrasts);
    }
}

TEST_CASE("a misspelt word is suggested right and searched for", "[searcher][spelling]") {
    const TemporaryFolder folder;
    make_index(folder / "db", spelt_reports());
    const Searcher searcher(folder / "db");
    struct Row {
        const char* why;
        const char* query;
        const char* suggestion;
        std::size_t total;
    };
    const std::vector<Row> rows = {
        {"a letter left out", "leukmia", "leukemia", 12},
        {"the rest of the query keeps its bytes", "  leukmia,  then came", "  leukemia,  then came",
         12},
        {"a capital stays", "Leukmeia", "Leukemia", 12},
        {"spelt as it sounds", "fisiotherapy", "physiotherapy", 5},
        {"spelt as it sounds, further off", "fisioterapy", "physiotherapy", 5},
        {"a space too few", "bonemarrow", "bone marrow", 6},
        {"a space too many", "pancr eatitis", "pancreatitis", 4},
        {"half of a joined word", "anti-thymocite", "anti-thymocyte", 3},
        {"a word that is not wanted is only suggested", "leukemia -pancretitis",
         "leukemia -pancreatitis", 12},
        {"a word of an alternative", "zebra OR leukmia", "zebra OR leukemia", 12},
        {"two edits are only suggested", "hypercatpina", "hypercapnia", 0},
        {"not where the first letter is another", "cetuximab", "none", 0},
        {"a slip that the index holds too", "thrombocytopneia", "thrombocytopenia", 1},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why, row.query);
        const SearchResult result = ask(searcher, row.query);
        CHECK(result.suggestion.value_or("none") == row.suggestion);
        CHECK(result.total == row.total);
    }
}

TEST_CASE("what is no misspelling is left alone", "[searcher][spelling]") {
    const TemporaryFolder folder;
    std::vector<CaseReport> reports = spelt_reports();
    CaseReport cited = make_report("cited", "", "Then came nothing.");
    cited.sections.push_back(
        {SectionKind::references, Language::from_tag("en"), "1. Leukomia J. Sample 2001."});
    cited.authors = {"Ann Leukema"};
    reports.push_back(cited);
    reports.push_back(make_report("korean", "", "백혈병환자에서", "ko"));
    make_index(folder / "db", reports);
    const Searcher searcher(folder / "db");
    struct Row {
        const char* why;
        const char* query;
    };
    const std::vector<Row> rows = {
        {"a word of the index", "leukemia"},
        {"a form of one", "leukemias"},
        {"a rare word with a frequent neighbour", "hypocapnia"},
        {"a word that is only nearly another", "pancreatosis"},
        {"a phrase", "\"leukmia\""},
        {"a word as typed", "=leukmia"},
        {"a field's value", "title:leukmia"},
        {"an abbreviation", "LEUKMIA"},
        {"a word with a digit", "leukmia2"},
        {"a short word", "marw"},
        {"a shorter one", "leu"},
        {"nothing is near", "zebrafish"},
        {"a name of the reference list", "leukomia"},
        {"an author", "leukema"},
        {"Korean", "백혈변환자"},
        {"a stop word", "the"},
        {"nothing", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why, row.query);
        CHECK(ask(searcher, row.query).suggestion.value_or("none") == "none");
    }
}

TEST_CASE("of a long query the first unknown words are looked at", "[searcher][spelling]") {
    const TemporaryFolder folder;
    make_index(folder / "db", spelt_reports());
    std::string query = "leukmia";
    for (int number = 0; number < 30; ++number)
        query += " zebrafish" + std::string(1, static_cast<char>('a' + number % 26));
    const Searcher searcher(folder / "db");
    const auto suggestion = ask(searcher, query + " leukmia").suggestion;
    CHECK(suggestion.value_or("none") == "leukemia" + query.substr(7) + " leukmia");
}

TEST_CASE("a correction shows as one, and can be forbidden", "[searcher][spelling]") {
    const TemporaryFolder folder;
    make_index(folder / "db", spelt_reports());
    const Searcher searcher(folder / "db");
    SearchRequest request;
    request.synonyms = false;
    request.query = "leukmia";
    const SearchResult result = searcher.search(request);
    REQUIRE(result.total == 12);
    const Hit& hit = result.hits.front();
    CHECK_FALSE(hit.partial);
    REQUIRE(hit.matched.size() == 1);
    CHECK(hit.matched[0].unit == "leukmia");
    CHECK(hit.matched[0].kind == EvidenceKind::correction);
    CHECK(hit.matched[0].text == "leukemia");
    REQUIRE(hit.snippets[0].highlights.size() == 1);
    CHECK(hit.snippets[0].highlights[0].reason == EvidenceKind::correction);
    request.correct = false;
    CHECK(searcher.search(request).total == 0);
    CHECK_FALSE(searcher.search(request).suggestion);
    request.query = "thrombocytopneia";
    request.correct = true;
    const SearchResult rare = searcher.search(request);
    CHECK(rare.hits.front().matched.front().kind == EvidenceKind::exact);
}

namespace {

/// Of a share of a sample: drawn anew each time, it would pass its bound by luck or not at all.
constexpr unsigned kSeedOfSample = 7;

/// The words of five letters and more in an index's own texts, with the number of their reports.
std::map<std::string, std::size_t> words_of_index(const std::filesystem::path& index) {
    std::map<std::string, std::size_t> words;
    const Xapian::Database database(index.string());
    AnalysisBuffer buffer;
    for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
        const CaseReport report = decode_report(database.get_document(*at).get_data());
        std::unordered_set<std::string> seen;
        for (const ReportText& text : texts_of(report)) {
            if (!is_own_text(text.kind)) continue;
            buffer.clear();
            built_in_analyzer().analyze(text.text, text.language, buffer);
            for (const Token& token : buffer.tokens()) {
                if (token.kind != TokenKind::word) continue;
                const std::string word = built_in_analyzer().normalize(
                    text.text.substr(token.begin, token.end - token.begin));
                if (letters_of(word).size() >= 5 && is_alphabetic(word)) seen.insert(word);
            }
        }
        for (const std::string& word : seen)
            ++words[word];
    }
    return words;
}

/// Every word of every word list beside the project, folded.
std::unordered_set<std::string> listed_words(const std::filesystem::path& lists) {
    std::unordered_set<std::string> raw;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(lists)) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::string word;
        for (char byte = 0; file.get(byte);) {
            const auto code = static_cast<unsigned char>(byte);
            if (std::isalpha(code) != 0 || code >= 0x80) {
                word += byte;
            } else if (!word.empty()) {
                raw.insert(std::move(word));
                word.clear();
            }
        }
        raw.insert(word);
    }
    std::unordered_set<std::string> folded;
    for (const std::string& word : raw)
        folded.insert(built_in_analyzer().normalize(word));
    return folded;
}

/// The rule of the edits: one of four kinds and a place, each as likely as any other; a letter put
/// in or in another's place is any letter of Latin's 26, or of the word's own if it is not Latin.
std::string edited(const std::string& word, std::mt19937& random) {
    std::u32string letters = letters_of(word);
    const std::size_t place = random() % letters.size();
    const std::u32string choice = letters[0] < 0x250 ? U"abcdefghijklmnopqrstuvwxyz" : letters;
    const char32_t letter = choice[random() % choice.size()];
    switch (random() % 4) {
        case 0:
            letters.insert(place, 1, letter);
            break;
        case 1:
            letters.erase(place, 1);
            break;
        case 2:
            letters[place] = letter;
            break;
        default:
            std::swap(letters[place], letters[place + 1 < letters.size() ? place + 1 : place - 1]);
    }
    return to_utf8(letters);
}

std::vector<std::string> best_ten(const Searcher& searcher, const std::string& query,
                                  bool correct = true) {
    SearchRequest request;
    request.synonyms = false;
    request.query = query;
    request.correct = correct;
    std::vector<std::string> ids;
    for (const RankedId& ranked : searcher.rank(request))
        ids.push_back(ranked.id);
    return ids;
}

/// The same best report, and eight tenths of the best ten.
bool agree(const std::vector<std::string>& right, const std::vector<std::string>& found) {
    if (right.empty() || found.empty() || right.front() != found.front()) return false;
    const auto shared = std::count_if(right.begin(), right.end(), [&](const std::string& id) {
        return std::find(found.begin(), found.end(), id) != found.end();
    });
    return static_cast<std::size_t>(shared) * 10 >= right.size() * 8;
}

using Words = std::vector<std::string>;

/// How many of `wanted` edits, of words drawn from `words`, are answered as the right word is. An
/// edit that makes another word of the index is no misspelling, and drawn again.
std::size_t count_answered(const Searcher& searcher, const Words& words, std::size_t wanted,
                           std::mt19937& random) {
    using Clock = std::chrono::steady_clock;
    std::size_t answered = 0;
    std::vector<double> milliseconds;
    for (std::size_t drawn = 0; drawn < wanted;) {
        const std::string& word = words[random() % words.size()];
        const std::string typed = edited(word, random);
        if (typed == word || !best_ten(searcher, typed, false).empty()) continue;
        ++drawn;
        const auto start = Clock::now();
        const std::vector<std::string> found = best_ten(searcher, typed);
        milliseconds.push_back(
            std::chrono::duration<double, std::milli>(Clock::now() - start).count());
        const bool good = agree(best_ten(searcher, word), found);
        if (good) {
            ++answered;
        } else {
            const SearchResult result = ask(searcher, typed);
            std::cout << "  " << typed << " of " << word << ", taken for "
                      << result.suggestion.value_or("nothing") << "\n";
        }
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    std::cout << "spelling: milliseconds a misspelt query: median "
              << milliseconds[milliseconds.size() / 2] << ", 95 % "
              << milliseconds[milliseconds.size() * 95 / 100] << ", most " << milliseconds.back()
              << std::endl;
    return answered;
}

/// How many of `wanted` words drawn from `words` are left as they are.
std::size_t count_kept(const Searcher& searcher, const Words& words, std::size_t wanted,
                       std::mt19937& random) {
    std::size_t kept = 0;
    for (std::size_t drawn = 0; drawn < wanted; ++drawn) {
        const std::string& word = words[random() % words.size()];
        const auto suggestion = ask(searcher, word).suggestion;
        if (!suggestion) ++kept;
        if (suggestion) std::cout << "  " << word << " taken for " << *suggestion << "\n";
    }
    return kept;
}

}  // namespace

TEST_CASE("misspelt words are answered as the right ones, and rare words stay",
          "[searcher][spelling][data][full]") {
    const CorporaIndex* corpora = corpora_index();
    if (corpora == nullptr) {
        WARN("skipped: no test data");
        return;
    }
    std::mt19937 random(make_seed("spelling", kSeedOfSample));
    const Searcher searcher(corpora->path);
    const auto listed = listed_words(*test_data() / "vocab");
    Words in_lists;
    Words in_none;
    Words rare;
    for (const auto& [word, reports] : words_of_index(corpora->path)) {
        (listed.contains(word) ? in_lists : in_none).push_back(word);
        if (reports <= 3 && listed.contains(word)) rare.push_back(word);
    }
    constexpr std::size_t kDrawn = 300;
    const std::size_t answered = count_answered(searcher, in_lists, kDrawn / 2, random) +
                                 count_answered(searcher, in_none, kDrawn / 2, random);
    const std::size_t kept = count_kept(searcher, rare, kDrawn, random);
    std::cout << "spelling: " << answered << " of " << kDrawn << " edits answered, " << kept
              << " of " << kDrawn << " rare words kept (" << in_lists.size() << " listed words, "
              << in_none.size() << " others)" << std::endl;
    CHECK(answered * 10 >= kDrawn * 9);
    CHECK(kept * 100 >= kDrawn * 98);
}

}  // namespace casebook
