#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace layout {

struct Record {
    std::string id;
    std::string title;
    std::string text;
    std::string language;
};

/// Graded judgements: query id → document id → grade.
using Judgements = std::unordered_map<std::string, std::unordered_map<std::string, int>>;

struct TestCollection {
    std::string name;
    std::vector<Record> records;
    std::vector<std::pair<std::string, std::string>> queries;  ///< id, text
    Judgements judgements;
    bool drops_query_language = false;  ///< documents whose id ends as the query's id do not count
};

/// The records of a JSONL file, in order. Throws std::runtime_error naming the file and line.
[[nodiscard]] std::vector<Record> read_records(const std::filesystem::path& file);

/// `corpus.jsonl`, `queries.tsv` and `qrels.txt` of a folder.
[[nodiscard]] TestCollection read_collection(const std::filesystem::path& folder);

/// Bytes of title and text.
[[nodiscard]] std::size_t text_bytes(const std::vector<Record>& records);

/// nDCG at `depth` with the grade as gain, as trec_eval's ndcg_cut: `grades` of the ranking in its
/// order, `ideal` all grades of the query in any order.
[[nodiscard]] double ndcg(const std::vector<int>& grades, std::vector<int> ideal,
                          std::size_t depth);

}  // namespace layout
