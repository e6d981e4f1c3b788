#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <set>

#include "casebook/built_in.hpp"
#include "casebook/ingest.hpp"
#include "casebook/report_texts.hpp"
#include "catch.hpp"
#include "sample_reports.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"
#include "test_data.hpp"
#include "test_seed.hpp"

namespace casebook {
namespace {

constexpr std::size_t kHitsALanguage = 30;

/// What a stretch of a text says by the analyzer alone: the terms that stand for all of it, and its
/// stems in a row.
struct Meaning {
    std::set<std::string> whole;
    std::vector<std::string> stems;
};

bool is_in_a_row(TokenKind kind) {
    return kind == TokenKind::word || kind == TokenKind::number || kind == TokenKind::bigram ||
           kind == TokenKind::bridge || kind == TokenKind::lone_character;
}

std::string shown_term(const AnalysisBuffer& buffer, TermId term) {
    return std::to_string(static_cast<int>(buffer.term_class(term))) + ":" +
           std::string(buffer.term_text(term));
}

/// Of bytes [begin, end) of a text, which is analysed as a whole.
Meaning meaning_of(std::string_view text, Language language, std::size_t begin, std::size_t end) {
    AnalysisBuffer buffer;
    built_in_analyzer().analyze(text, language, buffer);
    Meaning meaning;
    for (const Token& token : buffer.tokens()) {
        if (token.begin < begin || token.end > end) continue;
        if (token.begin == begin && token.end == end) {
            for (const TermId term : terms_of(token.forms)) {
                if (term != kNoTerm) meaning.whole.insert(shown_term(buffer, term));
            }
        }
        if (is_in_a_row(token.kind) && token.forms.stem != kNoTerm)
            meaning.stems.push_back(shown_term(buffer, token.forms.stem));
    }
    return meaning;
}

bool share_a_term(const Meaning& left, const Meaning& right) {
    return std::any_of(left.whole.begin(), left.whole.end(),
                       [&](const std::string& term) { return right.whole.contains(term); });
}

/// Whether what is written says what was asked for, in one of the languages in which a query is
/// read; `why` is what the answer gives as the reason.
bool says(const Meaning& written, std::string_view written_text, const std::string& word,
          const std::set<Language>& languages, EvidenceKind why) {
    const Analyzer& analyzer = built_in_analyzer();
    if (why == EvidenceKind::exact)
        return analyzer.normalize(written_text) == analyzer.normalize(word);
    // A Korean particle that was typed need not be written.
    for (const std::string_view asked_for :
         {std::string_view(word), analyzer.without_particle(word)}) {
        for (const Language language : languages) {
            const Meaning asked = meaning_of(asked_for, language, 0, asked_for.size());
            if (share_a_term(written, asked)) return true;
            if (!asked.stems.empty() && written.stems == asked.stems) return true;
        }
    }
    return false;
}

/// The text of a report, and the byte of it, at which a snippet was cut out.
struct Place {
    const ReportText* text;
    std::size_t begin;
};

std::optional<Place> find_snippet(const std::vector<ReportText>& texts, const Snippet& snippet) {
    for (const ReportText& text : texts) {
        const std::size_t at = text.text.find(snippet.text);
        if (text.kind == snippet.section && at != std::string_view::npos) return Place{&text, at};
    }
    return std::nullopt;
}

/// One language's records and the words that are asked for.
struct Sample {
    std::string name;
    std::vector<std::string> texts;
};

std::vector<Sample> corpus_samples(const std::filesystem::path& data, std::mt19937& random) {
    constexpr std::size_t kRecords = 150;
    std::map<std::string, Sample> samples;
    for (const auto& entry : std::filesystem::directory_iterator(data / "corpora" / "cases")) {
        std::ifstream file(entry.path());
        std::vector<std::string> lines;
        for (std::string line; std::getline(file, line);)
            lines.push_back(line);
        std::sort(lines.begin(), lines.end());
        std::shuffle(lines.begin(), lines.end(), random);
        lines.resize(std::min(lines.size(), kRecords));
        for (const std::string& line : lines) {
            const auto record = nlohmann::json::parse(line);
            const std::string language = record.at("language");
            samples[language].name = language;
            samples[language].texts.push_back(record.at("text"));
        }
    }
    std::vector<Sample> list;
    for (auto& [language, sample] : samples)
        list.push_back(std::move(sample));
    return list;
}

/// Korean of our own: the sample reports, and as many put together from their sentences.
Sample korean_sample() {
    Sample sample{"ko", {}};
    std::string all;
    for (const CaseReport& report : sample_reports()) {
        for (const Section& section : report.sections) {
            if (detect_language(section.text, {}) != Language::of("ko")) continue;
            sample.texts.push_back(section.text);
            all += section.text + "\n";
        }
    }
    // Long enough to be read in stretches.
    sample.texts.push_back(all + all + all);
    return sample;
}

/// A run of letters of the text, two to six characters of a script without spaces; empty if there
/// is none where the lot fell.
std::string some_word(const std::string& text, Language language, std::mt19937& random) {
    AnalysisBuffer buffer;
    built_in_analyzer().analyze(text, language, buffer);
    std::vector<Token> words;
    for (const Token& token : buffer.tokens()) {
        const bool whole = token.kind == TokenKind::word || token.kind == TokenKind::bigram;
        if (whole && token.forms.stem != kNoTerm && token.end - token.begin >= 4)
            words.push_back(token);
    }
    if (words.empty()) return {};
    const std::size_t first = random() % words.size();
    std::size_t last = first;
    while (words[first].kind == TokenKind::bigram && last + 1 < words.size() &&
           words[last + 1].begin < words[last].end && last - first < random() % 5)
        ++last;
    return text.substr(words[first].begin, words[last].end - words[first].begin);
}

class HighlightCheck {
public:
    HighlightCheck(const Searcher& searcher, std::set<Language> languages)
        : searcher_(searcher), languages_(std::move(languages)) {}

    /// The hits whose highlights were checked.
    std::size_t check(const std::vector<std::string>& words, bool phrase) {
        SearchRequest request;
        request.synonyms = false;
        request.top = 3;
        request.match = MatchRule::any;
        for (const std::string& word : words)
            request.query += phrase ? "\"" + word + "\" " : word + " ";
        const SearchResult result = searcher_.search(request);
        std::size_t checked = 0;
        for (const Hit& hit : result.hits) {
            CAPTURE(request.query, hit.report.id);
            if (check_hit(hit, words)) ++checked;
        }
        return checked;
    }

    [[nodiscard]] std::size_t highlights() const { return highlights_; }

private:
    bool check_hit(const Hit& hit, const std::vector<std::string>& words) {
        const std::vector<ReportText> texts = texts_of(hit.report);
        std::size_t here = 0;
        for (const Snippet& snippet : hit.snippets) {
            const auto place = find_snippet(texts, snippet);
            CAPTURE(snippet.text);
            REQUIRE(place);
            for (const Highlight& highlight : snippet.highlights) {
                check_highlight(*place, highlight, words);
                ++here;
            }
        }
        highlights_ += here;
        return here > 0;
    }

    void check_highlight(const Place& place, const Highlight& highlight,
                         const std::vector<std::string>& words) {
        const std::size_t begin = place.begin + highlight.begin;
        const std::size_t end = place.begin + highlight.end;
        const std::string_view written = place.text->text.substr(begin, end - begin);
        const Meaning meaning = meaning_of(place.text->text, place.text->language, begin, end);
        CAPTURE(written, to_string(highlight.reason));
        std::vector<std::string> asked = words;
        // Neighbours that may be one word: extra rénale, extrarénale.
        for (std::size_t at = 1; at < words.size(); ++at)
            asked.push_back(words[at - 1] + " " + words[at]);
        CHECK(std::any_of(asked.begin(), asked.end(), [&](const std::string& word) {
            return says(meaning, written, word, languages_, highlight.reason);
        }));
    }

    const Searcher& searcher_;
    std::set<Language> languages_;
    std::size_t highlights_ = 0;
};

}  // namespace

TEST_CASE("every highlight, cut from the stored text, says what was asked for, in ten languages",
          "[searcher][snippets][data][full]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    std::mt19937 random(make_seed("highlights"));
    const TemporaryFolder folder;
    std::vector<Sample> samples = corpus_samples(*data, random);
    samples.push_back(korean_sample());
    std::vector<CaseReport> reports;
    std::set<Language> languages;
    for (const Sample& sample : samples) {
        for (const std::string& text : sample.texts) {
            const std::string id = sample.name + std::to_string(reports.size());
            reports.push_back(make_report(id, "", text, sample.name));
            languages.insert(detect_language(text, {Language::from_tag(sample.name)}));
        }
    }
    make_index(folder / "db", reports);
    const Searcher searcher(folder / "db");
    HighlightCheck check(searcher, languages);
    std::size_t hits = 0;
    for (const Sample& sample : samples) {
        const Language language = Language::from_tag(sample.name);
        std::size_t here = 0;
        for (int round = 0; here < kHitsALanguage && round < 200; ++round) {
            const std::string& text = sample.texts[random() % sample.texts.size()];
            std::vector<std::string> words;
            for (std::size_t wanted = 1 + random() % 3; wanted > 0; --wanted) {
                const std::string word = some_word(text, language, random);
                if (!word.empty() && word.find_first_of("\"*:()") == std::string::npos)
                    words.push_back(word);
            }
            if (!words.empty()) here += check.check(words, round % 5 == 4);
        }
        CAPTURE(sample.name);
        CHECK(here >= kHitsALanguage);
        hits += here;
    }
    CHECK(samples.size() >= 10);
    CHECK(hits >= 300);
    CHECK(check.highlights() > hits);
}

}  // namespace casebook
