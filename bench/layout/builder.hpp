#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "collection.hpp"
#include "document.hpp"

namespace layout {

struct BuildPlan {
    Layout layout;
    std::size_t commit_bytes = 3'000'000;  ///< of text, between commits of one job
    unsigned jobs = 2;
    bool dangerous = true;  ///< DB_NO_SYNC | DB_DANGEROUS on the temporary databases
};

struct BuildTimes {
    double index_seconds = 0;    ///< the jobs' temporary databases
    double compact_seconds = 0;  ///< these into the one that stays

    [[nodiscard]] double total() const { return index_seconds + compact_seconds; }
};

/// Indexes `records` into `directory`, which is replaced: each job lets one temporary database
/// grow over its share of the records, then all are compacted into one.
BuildTimes build_index(const std::vector<Record>& records, const BuildPlan& plan,
                       const std::filesystem::path& directory);

/// The peer: Xapian's TermGenerator with English stems and positions, one job, one database,
/// Xapian's own flush threshold. Not compacted.
double build_with_term_generator(const std::vector<Record>& records,
                                 const std::filesystem::path& directory);

struct TableSizes {
    std::size_t postlist = 0;
    std::size_t position = 0;
    std::size_t termlist = 0;
    std::size_t docdata = 0;
    std::size_t other = 0;

    [[nodiscard]] std::size_t total() const {
        return postlist + position + termlist + docdata + other;
    }
};

[[nodiscard]] TableSizes table_sizes(const std::filesystem::path& directory);

}  // namespace layout
