#pragma once

#include <filesystem>
#include <iosfwd>
#include <vector>

#include "collection.hpp"

namespace layout {

/// What the experiments over a large corpus share. Each writes a TSV with a head line.
struct Bench {
    std::vector<Record> records;
    std::filesystem::path work;  ///< for indexes; each experiment replaces what it needs
    int rounds = 3;              ///< interleaved repeats
    bool reuse = false;          ///< keep the indexes that an earlier run left in `work`
};

/// Part a: bytes of each table, and seconds, as term classes, positions and stored text are added.
void run_class_experiment(const Bench& bench, std::ostream& table);

/// Part b, size: bytes of the position blobs by width of the term hash and number of buckets.
void run_shape_experiment(const Bench& bench, std::ostream& table);

/// Part b, speed: phrase times over Xapian's positions, the value slot and the mapped file.
void run_position_experiment(const Bench& bench, std::ostream& table);

/// Part c, speed: OR, AND, phrase and prefix with stock BM25 and with impacts.
void run_latency_experiment(const Bench& bench, std::ostream& table);

/// Part d: indexing speed by commit size, jobs and flags, for the allocator this program has.
void run_commit_experiment(const Bench& bench, std::ostream& table);

/// Part d, the peer: Xapian's TermGenerator, one job.
void run_peer_experiment(const Bench& bench, std::ostream& table);

}  // namespace layout
