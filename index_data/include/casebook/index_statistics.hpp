#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace casebook {

/// What an index holds, for `casebook stats`.
struct IndexStatistics {
    std::uint64_t reports = 0;
    std::uint64_t text_bytes = 0;  ///< of all stored reports' sections
    std::uint64_t distinct_terms = 0;
    std::vector<std::uint64_t> revision;  ///< one generation number a shard
    std::uint32_t schema_version = 0;
    std::string positions;               ///< "own" or "xapian"
    std::uint64_t embeddings = 0;        ///< reports that have one
    std::uint64_t embedding_length = 0;  ///< numbers in each; 0 where there is none
    std::string analyzer_fingerprint;
    std::string thesaurus_fingerprint;      ///< of the one whose concepts were looked for
    std::string context_rules_fingerprint;  ///< of those that told the facts; empty if not known
    bool own_thesaurus = false;             ///< the index keeps it; else it is the built-in one
    std::map<std::string, std::uint64_t> languages;    ///< reports by language of their own text
    std::map<std::string, std::uint64_t> table_bytes;  ///< size on disk by Xapian table
};

/// Statistics of the index at `path`; throws as Searcher's constructor does.
[[nodiscard]] IndexStatistics read_statistics(const std::filesystem::path& path);

}  // namespace casebook
