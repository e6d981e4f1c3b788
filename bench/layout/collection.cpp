#include "collection.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <sstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

namespace layout {
namespace {

std::ifstream open_file(const std::filesystem::path& file) {
    std::ifstream input(file);
    if (!input) throw std::runtime_error("cannot read " + file.string());
    return input;
}

Record parse_record(const std::string& line) {
    const auto json = nlohmann::json::parse(line);
    Record record;
    record.id = json.at("id").get<std::string>();
    record.title = json.value("title", "");
    record.text = json.value("text", "");
    record.language = json.value("language", "");
    return record;
}

double discounted_gain(const std::vector<int>& grades, std::size_t depth) {
    double gain = 0;
    for (std::size_t rank = 0; rank < std::min(depth, grades.size()); ++rank) {
        gain += grades[rank] / std::log2(static_cast<double>(rank) + 2.0);
    }
    return gain;
}

}  // namespace

std::vector<Record> read_records(const std::filesystem::path& file) {
    auto input = open_file(file);
    std::vector<Record> records;
    std::size_t number = 0;
    for (std::string line; std::getline(input, line);) {
        ++number;
        if (line.empty()) continue;
        try {
            records.push_back(parse_record(line));
        } catch (const nlohmann::json::exception& error) {
            throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " +
                                     error.what());
        }
    }
    return records;
}

TestCollection read_collection(const std::filesystem::path& folder) {
    TestCollection collection;
    collection.name = folder.filename().string();
    collection.records = read_records(folder / "corpus.jsonl");
    auto queries = open_file(folder / "queries.tsv");
    for (std::string line; std::getline(queries, line);) {
        const auto tab = line.find('\t');
        if (tab != std::string::npos) {
            collection.queries.emplace_back(line.substr(0, tab), line.substr(tab + 1));
        }
    }
    auto qrels = open_file(folder / "qrels.txt");
    std::string query;
    std::string iteration;
    std::string document;
    int grade = 0;
    while (qrels >> query >> iteration >> document >> grade) {
        if (grade > 0) collection.judgements[query][document] = grade;
    }
    collection.drops_query_language = collection.name == "casimedicos";
    return collection;
}

std::size_t text_bytes(const std::vector<Record>& records) {
    std::size_t bytes = 0;
    for (const auto& record : records)
        bytes += record.title.size() + record.text.size();
    return bytes;
}

double ndcg(const std::vector<int>& grades, std::vector<int> ideal, std::size_t depth) {
    std::sort(ideal.begin(), ideal.end(), std::greater<>());
    const double best = discounted_gain(ideal, depth);
    return best > 0 ? discounted_gain(grades, depth) / best : 0;
}

}  // namespace layout
