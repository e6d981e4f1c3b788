#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "../catch.hpp"
#include "../test_data.hpp"
#include "casebook/abbreviations.hpp"

using namespace casebook;

namespace {

constexpr std::uint32_t kLabelledBytes = 6000;

/// A short form and its long form. A pair that a text defines several times counts once.
using Pair = std::pair<std::string, std::string>;

/// A drawn text and the rows of data/abbreviations.tsv about it.
struct LabelledText {
    bool report = false;  ///< of the half that nobody tunes on
    std::vector<AbbreviationDefinition> definitions;
};

using Labels = std::map<std::string, std::map<std::string, LabelledText>>;  // file, record

Labels read_labels() {
    std::ifstream file(std::filesystem::path(CASEBOOK_SOURCE_DIR) /
                       "tests/analyzers/data/abbreviations.tsv");
    Labels labels;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with('#')) continue;
        std::istringstream row(line);
        std::vector<std::string> fields;
        for (std::string field; std::getline(row, field, '\t');)
            fields.push_back(field);
        REQUIRE(fields.size() == 9);
        LabelledText& text = labels[fields[1]][fields[2]];
        text.report = fields[0] == "report";
        if (fields[4] == "-") continue;
        const auto offset = [&](std::size_t at) {
            return static_cast<std::uint32_t>(std::stoul(fields[at]));
        };
        text.definitions.push_back({offset(4), offset(5), offset(6), offset(7)});
    }
    return labels;
}

std::set<Pair> pairs_of(const std::vector<AbbreviationDefinition>& definitions,
                        const std::string& text) {
    std::set<Pair> pairs;
    for (const AbbreviationDefinition& at : definitions) {
        if (std::min(at.short_begin, at.long_begin) >= kLabelledBytes) continue;
        pairs.emplace(text.substr(at.short_begin, at.short_end - at.short_begin),
                      text.substr(at.long_begin, at.long_end - at.long_begin));
    }
    return pairs;
}

struct Figures {
    std::size_t right = 0;
    std::size_t found = 0;
    std::size_t labelled = 0;

    [[nodiscard]] double precision() const { return ratio(found); }
    [[nodiscard]] double recall() const { return ratio(labelled); }

    void add(const std::set<Pair>& expected, const std::set<Pair>& answer) {
        found += answer.size();
        labelled += expected.size();
        right += static_cast<std::size_t>(
            std::count_if(answer.begin(), answer.end(),
                          [&](const Pair& pair) { return expected.contains(pair); }));
    }

private:
    [[nodiscard]] double ratio(std::size_t of) const {
        return of == 0 ? 1 : static_cast<double>(right) / static_cast<double>(of);
    }
};

/// Figures by half, and within it by language; "" is all languages.
using Table = std::map<std::pair<bool, std::string>, Figures>;

Table measure(const std::filesystem::path& cases) {
    Table table;
    for (const auto& [name, texts] : read_labels()) {
        std::ifstream file(cases / name);
        std::size_t met = 0;
        for (std::string line; std::getline(file, line);) {
            const auto record = nlohmann::json::parse(line);
            const auto labelled = texts.find(record["id"].get<std::string>());
            if (labelled == texts.end()) continue;
            ++met;
            const auto text = record["text"].get<std::string>();
            const auto language = record["language"].get<std::string>();
            const auto expected = pairs_of(labelled->second.definitions, text);
            const auto found =
                pairs_of(find_abbreviations(text, Language::from_tag(language)), text);
            for (const std::string& key : {language, std::string()})
                table[{labelled->second.report, key}].add(expected, found);
        }
        INFO(name);
        CHECK(met == texts.size());
    }
    return table;
}

}  // namespace

TEST_CASE("of what a text defines four fifths are found, and nearly nothing else",
          "[analyzers][full]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    const Table table = measure(*data / "corpora" / "cases");
    for (const auto& [key, figures] : table) {
        std::cout << (key.first ? "report " : "tune   ") << (key.second.empty() ? "--" : key.second)
                  << "  precision " << figures.precision() << " (" << figures.right << "/"
                  << figures.found << ")  recall " << figures.recall() << " (" << figures.right
                  << "/" << figures.labelled << ")\n";
    }
    for (const bool report : {false, true}) {
        const Figures& all = table.at({report, ""});
        CAPTURE(report);
        CHECK(all.precision() >= .95);
        CHECK(all.recall() >= .90);
    }
}
