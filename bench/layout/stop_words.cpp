#include "stop_words.hpp"

#include <fstream>
#include <stdexcept>
#include <unordered_map>

#include <nlohmann/json.hpp>

namespace layout {
namespace {

constexpr double kLeastShare = 0.05;

struct LanguageCounts {
    double records = 0;
    std::unordered_map<std::string, double> holders;
};

using Counts = std::unordered_map<std::string, LanguageCounts>;

Counts count_holders(Tokenizer& tokenizer, const std::vector<Record>& records) {
    Counts counts;
    for (const auto& record : records) {
        std::vector<Token> tokens;
        tokenizer.tokenize(record.text, 1, tokens);
        StopWords words;
        for (const auto& token : tokens)
            words.insert(token.word->surface);
        auto& language = counts[record.language];
        language.records += 1;
        for (const auto& word : words)
            language.holders[word] += 1;
    }
    return counts;
}

}  // namespace

StopWords read_stop_words(const std::filesystem::path& data, Tokenizer& tokenizer,
                          const std::vector<Record>& records) {
    const auto file = data / "vocab" / "stopwords-iso" / "stopwords-iso.json";
    std::ifstream input(file);
    if (!input) throw std::runtime_error("cannot read " + file.string());
    const auto lists = nlohmann::json::parse(input);
    StopWords stop_words;
    for (const auto& [language, counts] : count_holders(tokenizer, records)) {
        if (!lists.contains(language)) continue;
        for (const auto& listed : lists.at(language)) {
            const auto word = fold(listed.get<std::string>());
            const auto found = counts.holders.find(word);
            if (found == counts.holders.end()) continue;
            if (found->second >= kLeastShare * counts.records) stop_words.insert(word);
        }
    }
    return stop_words;
}

}  // namespace layout
