#include "known_items.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "text.hpp"

namespace layout {
namespace {

constexpr std::size_t kWindow = 25;
constexpr std::size_t kWordsPerQuery = 5;
constexpr std::size_t kQueries = 500;
constexpr std::size_t kFullTexts = 53;  // records of ada_en.jsonl

std::string make_query(const Record& record, Tokenizer& tokenizer, std::mt19937& chance) {
    std::vector<Token> tokens;
    tokenizer.tokenize(record.text, 1, tokens);
    std::erase_if(tokens, [](const Token& token) { return token.word->is_stop_word; });
    if (tokens.size() < kWindow) return {};
    const auto begin = chance() % (tokens.size() - kWindow + 1);
    const auto first = tokens.begin() + static_cast<std::ptrdiff_t>(begin);
    std::vector<Token> drawn;
    std::sample(first, first + kWindow, std::back_inserter(drawn), kWordsPerQuery, chance);
    std::string query;
    for (const auto& token : drawn)
        query.append(token.typed).append(" ");
    return query;
}

void append(std::vector<Record>& records, const std::filesystem::path& file) {
    auto more = read_records(file);
    std::move(more.begin(), more.end(), std::back_inserter(records));
}

TestCollection open_records(const std::filesystem::path& cases, Target target) {
    TestCollection collection;
    auto& records = collection.records;
    const bool is_mixed = target == Target::abstracts || target == Target::full_texts;
    if (is_mixed) append(records, cases / "e3c_en_layer3.jsonl");
    const bool is_spanish = target == Target::long_reports;
    append(records, cases / (is_spanish ? "e3c_es_layer3.jsonl" : "ada_en.jsonl"));
    static const std::array<const char*, 4> names = {
        "known-abstracts", "known-full-texts", "known-full-texts-alone", "known-long-reports"};
    collection.name = names[static_cast<std::size_t>(target)];
    return collection;
}

/// The records that queries may come from: first…last-1.
std::pair<std::size_t, std::size_t> answers_of(const TestCollection& collection, Target target) {
    const auto count = collection.records.size();
    if (target == Target::abstracts) return {0, count - kFullTexts};
    if (target == Target::full_texts) return {count - kFullTexts, count};
    return {0, count};
}

}  // namespace

TestCollection make_known_items(const std::filesystem::path& data, Target target,
                                std::uint32_t seed) {
    auto collection = open_records(data / "corpora" / "cases", target);
    const auto [first, last] = answers_of(collection, target);
    Tokenizer tokenizer;
    std::mt19937 chance(seed);
    for (std::size_t number = 0; number < kQueries; ++number) {
        const auto& record = collection.records[first + chance() % (last - first)];
        const auto query = make_query(record, tokenizer, chance);
        if (query.empty()) continue;
        const auto id = "k" + std::to_string(number);
        collection.queries.emplace_back(id, query);
        collection.judgements[id][record.id] = 1;
    }
    return collection;
}

}  // namespace layout
