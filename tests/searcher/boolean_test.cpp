#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "casebook/built_in.hpp"
#include "casebook/report_texts.hpp"
#include "catch.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"
#include "test_data.hpp"
#include "test_seed.hpp"

namespace casebook {
namespace {

using Ids = std::vector<std::string>;

/// A report as brute force sees it: where each of its stems stands.
struct PlainReport {
    std::string id;
    std::map<std::string, std::set<std::uint32_t>> places;
};

/// A query of its own making, with its text and the reports that hold it.
struct Question {
    std::string text;
    std::set<std::size_t> reports;
};

/// Evaluates queries over stored texts word by word, without an index.
class BruteForce {
public:
    void add(const CaseReport& report) {
        PlainReport plain{report.id, {}};
        AnalysisBuffer buffer;
        std::uint32_t position = 0;
        for (const ReportText& text : texts_of(report)) {
            buffer.clear();
            position = built_in_analyzer().analyze(text.text, text.language, buffer, position) + 9;
            languages_.insert(stemming_language(text.language));
            for (const Token& token : buffer.tokens()) {
                const bool is_word =
                    token.kind == TokenKind::word || token.kind == TokenKind::compound;
                if (!is_word || token.forms.stem == kNoTerm) continue;
                // "post-operative" is found as "postoperative" and is next to words on both sides.
                auto& places = plain.places[std::string(buffer.term_text(token.forms.stem))];
                places.insert({token.position, token.last_position});
            }
        }
        reports_.push_back(std::move(plain));
    }

    [[nodiscard]] std::size_t size() const { return reports_.size(); }
    [[nodiscard]] const std::string& id(std::size_t number) const { return reports_[number].id; }

    [[nodiscard]] std::set<std::size_t> holding(const std::vector<std::string>& phrase) const {
        std::set<std::size_t> found;
        for (const Language& language : languages_) {
            std::vector<std::string> stems;
            for (const std::string& word : phrase)
                stems.push_back(stem(word, language));
            for (std::size_t number = 0; number < reports_.size(); ++number) {
                if (stands(reports_[number], stems)) found.insert(number);
            }
        }
        return found;
    }

    /// The reports in which the words stand at most `distance` words apart, in any order.
    [[nodiscard]] std::set<std::size_t> near(const std::string& left, const std::string& right,
                                             std::uint32_t distance) const {
        std::set<std::size_t> found;
        for (std::size_t number = 0; number < reports_.size(); ++number) {
            const std::set<std::uint32_t> others = places(reports_[number], right);
            for (const std::uint32_t place : places(reports_[number], left)) {
                auto other = others.lower_bound(place - std::min(place, distance));
                if (other != others.end() && *other == place) ++other;
                if (other != others.end() && *other <= place + distance) found.insert(number);
            }
        }
        return found;
    }

    /// Whether a word has a stem in every language and joins no other, so that nothing but stems
    /// decides.
    [[nodiscard]] bool is_plain(const std::string& word) const {
        return std::all_of(languages_.begin(), languages_.end(), [&](const Language& language) {
            AnalysisBuffer buffer;
            built_in_analyzer().analyze(word + " leukemia " + word, language, buffer);
            return buffer.tokens().size() == 3 && !stem(word, language).empty();
        });
    }

private:
    static std::string stem(const std::string& word, Language language) {
        AnalysisBuffer buffer;
        built_in_analyzer().analyze(word, language, buffer);
        if (buffer.tokens().empty() || buffer.tokens().front().forms.stem == kNoTerm) return {};
        return std::string(buffer.term_text(buffer.tokens().front().forms.stem));
    }

    [[nodiscard]] std::set<std::uint32_t> places(const PlainReport& report,
                                                 const std::string& word) const {
        std::set<std::uint32_t> all;
        for (const Language& language : languages_) {
            const auto known = report.places.find(stem(word, language));
            if (known != report.places.end())
                all.insert(known->second.begin(), known->second.end());
        }
        return all;
    }

    static bool stands(const PlainReport& report, const std::vector<std::string>& stems) {
        const auto first = report.places.find(stems.front());
        if (first == report.places.end()) return false;
        return std::any_of(first->second.begin(), first->second.end(), [&](std::uint32_t start) {
            for (std::uint32_t next = 1; next < stems.size(); ++next) {
                const auto places = report.places.find(stems[next]);
                if (places == report.places.end() || !places->second.contains(start + next))
                    return false;
            }
            return true;
        });
    }

    std::vector<PlainReport> reports_;
    std::set<Language> languages_;
};

/// Makes queries of words and neighbours that stand in the reports.
class QuestionMaker {
public:
    QuestionMaker(const BruteForce& truth, std::vector<std::vector<std::string>> phrases,
                  std::mt19937& random)
        : truth_(truth), phrases_(std::move(phrases)), random_(random) {}

    Question make(int depth) {
        if (depth == 0 || random_() % 4 == 0) return leaf();
        Question left = make(depth - 1);
        Question right = make(depth - 1);
        std::set<std::size_t> both;
        switch (random_() % 3) {
            case 0:
                std::set_intersection(left.reports.begin(), left.reports.end(),
                                      right.reports.begin(), right.reports.end(),
                                      std::inserter(both, both.end()));
                return {"(" + left.text + " AND " + right.text + ")", both};
            case 1:
                std::set_union(left.reports.begin(), left.reports.end(), right.reports.begin(),
                               right.reports.end(), std::inserter(both, both.end()));
                return {"(" + left.text + " OR " + right.text + ")", both};
            default:
                std::set_intersection(left.reports.begin(), left.reports.end(),
                                      right.reports.begin(), right.reports.end(),
                                      std::inserter(both, both.end()));
                return {"(" + left.text + " " + right.text + ")", both};
        }
    }

    /// A question less what another finds.
    Question less(const Question& question) {
        const Question out = leaf();
        std::set<std::size_t> rest;
        std::set_difference(question.reports.begin(), question.reports.end(), out.reports.begin(),
                            out.reports.end(), std::inserter(rest, rest.end()));
        return {question.text + " NOT " + out.text, rest};
    }

private:
    Question leaf() {
        const std::vector<std::string>& phrase = phrases_[random_() % phrases_.size()];
        if (random_() % 4 == 0) return near_leaf(phrase);
        if (random_() % 3 == 0)
            return {"\"" + phrase[0] + " " + phrase[1] + "\"", truth_.holding(phrase)};
        return {phrase[0], truth_.holding({phrase[0]})};
    }

    Question near_leaf(const std::vector<std::string>& phrase) {
        const std::uint32_t distance = 1 + static_cast<std::uint32_t>(random_()) % 12;
        const std::string& other =
            random_() % 2 == 0 ? phrase[1] : phrases_[random_() % phrases_.size()][0];
        return {"(" + phrase[0] + " NEAR/" + std::to_string(distance) + " " + other + ")",
                truth_.near(phrase[0], other, distance)};
    }

    const BruteForce& truth_;
    std::vector<std::vector<std::string>> phrases_;
    std::mt19937& random_;
};

bool is_small_word(const std::string& word) {
    return word.size() >= 4 && std::all_of(word.begin(), word.end(),
                                           [](char byte) { return byte >= 'a' && byte <= 'z'; });
}

/// Neighbouring words of small letters, a space between.
std::vector<std::vector<std::string>> neighbours(const std::string& text) {
    std::vector<std::vector<std::string>> pairs;
    std::string before;
    std::string word;
    for (const char byte : text + " ") {
        if (byte != ' ') {
            word.push_back(byte);
            continue;
        }
        if (is_small_word(before) && is_small_word(word)) pairs.push_back({before, word});
        before = word;
        word.clear();
    }
    return pairs;
}

Ids ids_of(const BruteForce& truth, const std::set<std::size_t>& reports) {
    Ids ids;
    for (const std::size_t number : reports)
        ids.push_back(truth.id(number));
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace

TEST_CASE("the boolean mode finds what brute force over the texts finds",
          "[searcher][data][full]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    std::mt19937 random(make_seed("boolean"));
    const TemporaryFolder folder;
    BruteForce truth;
    std::vector<CaseReport> reports;
    std::vector<std::vector<std::string>> phrases;
    for (const char* name : {"e3c_en_layer3", "e3c_es_layer3", "e3c_fr_layer3"}) {
        std::ifstream file(*data / "corpora" / "cases" / (std::string(name) + ".jsonl"));
        std::string line;
        for (int count = 0; count < 120 && std::getline(file, line); ++count) {
            const std::string text = nlohmann::json::parse(line).at("text");
            reports.push_back(make_report("n" + std::to_string(reports.size()), "", text,
                                          std::string(name).substr(4, 2)));
            truth.add(reports.back());
            for (auto& pair : neighbours(text))
                phrases.push_back(std::move(pair));
        }
    }
    std::erase_if(phrases, [&](const auto& pair) {
        return !truth.is_plain(pair[0]) || !truth.is_plain(pair[1]);
    });
    make_index(folder / "db", reports);
    const Searcher searcher(folder / "db");
    std::shuffle(phrases.begin(), phrases.end(), random);
    phrases.resize(std::min<std::size_t>(phrases.size(), 400));
    QuestionMaker maker(truth, phrases, random);
    std::size_t answered = 0;
    for (int count = 0; count < 500; ++count) {
        Question question = maker.make(1 + static_cast<int>(random() % 3));
        if (random() % 3 == 0) question = maker.less(question);
        SearchRequest request;
        request.synonyms = false;
        request.query = question.text;
        request.boolean = true;
        request.top = kAllHits;
        request.with_snippets = false;
        const SearchResult result = searcher.search(request);
        Ids ids = found(result);
        std::sort(ids.begin(), ids.end());
        CAPTURE(question.text);
        CHECK(result.total == question.reports.size());
        CHECK(ids == ids_of(truth, question.reports));
        answered += question.reports.empty() ? 0 : 1;
    }
    CHECK(answered > 200);
}

}  // namespace casebook
