#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>
#include <vector>

#include "casebook/index_writer.hpp"
#include "casebook/report_reader.hpp"

namespace casebook {

/// How far an ingest has come. Totals are of the files found so far.
struct IngestProgress {
    std::uint64_t reports = 0;
    std::uint64_t bytes = 0;
    std::uint64_t total_bytes = 0;  ///< 0 if not known (standard input)
};

struct IngestOptions {
    WriterOptions writer;
    ReadOptions read;
    /// Passes over files that have not changed since they were read into this index, and removes
    /// the reports of files that are gone and of records that a changed file holds no more.
    bool sync = false;
    unsigned jobs = 0;  ///< threads that analyse and build; 0 for one a core
    std::function<void(const IngestProgress&)> on_progress;  ///< from the calling thread, often
    std::function<void(const Rejection&)> on_rejection;      ///< from the calling thread, at once
};

/// What an ingest took. The stages are seconds that threads worked, sums over the jobs; waiting for
/// the disk or for another thread is in `building` and `total` alone.
struct IngestTiming {
    std::chrono::duration<double> read{};
    BuildWork build;
    std::chrono::duration<double> merge{};
    std::chrono::duration<double> building{};  ///< of wall clock, before merging
    std::chrono::duration<double> total{};     ///< of wall clock
};

/// An article that two sources hold: kept once, with the richer text.
struct SameArticle {
    std::string id;
    std::string kept_file;   ///< of the report met first; empty if that is not known
    std::string other_file;  ///< of the report met now
};

/// A DOI or PMID that stands on texts which do not agree, as a data set's does: no identity.
struct SharedIdentifier {
    std::string identifier;  ///< "DOI 10.1000/x"
    std::uint64_t texts = 0;
};

/// The account of an ingest. Every record met is added, replaced, unchanged, rejected, or the same
/// as another; of the latter, one with the richer text replaces the other and counts there too.
struct IngestReport {
    std::uint64_t files = 0;
    std::uint64_t added = 0;
    std::uint64_t replaced = 0;
    std::uint64_t unchanged = 0;
    std::uint64_t rejected = 0;
    std::uint64_t same = 0;             ///< met twice
    std::uint64_t removed = 0;          ///< by `sync`
    std::uint64_t unchanged_files = 0;  ///< passed over by `sync`
    std::uint64_t vanished_files = 0;
    std::uint64_t text_bytes = 0;            ///< of all accepted reports
    std::vector<SameArticle> same_articles;  ///< the first thousand
    std::vector<SharedIdentifier> shared_identifiers;
    std::vector<Rejection> rejections;  ///< the first thousand
    IngestTiming timing;
};

/// Reads every report under `paths` into the index at `index_path`, making it if it is not there.
/// A new index is built beside it, one temporary database a job, and swapped in whole: readers see
/// the empty index until then, all of it after. An index with reports is changed in place,
/// committed every few megabytes. Leftovers of an earlier run that was killed are removed. Bad
/// records are counted, never fatal. Throws as IndexWriter does, and Error{not_found} for a path
/// that does not exist (before anything is changed).
IngestReport ingest(const std::filesystem::path& index_path,
                    const std::vector<std::filesystem::path>& paths, const IngestOptions& options);

/// What came of records handed to a writer.
struct RecordsAdded {
    std::size_t added = 0;  ///< or replaced, or there already
    std::vector<Rejection> rejections;
};

/// Adds the reports in `json`, an object a line or all in an array, as `ingest` reads them from a
/// file. Bad records, and those that the index cannot take, are passed over. Throws as
/// IndexWriter::add does for all else; nothing is committed.
RecordsAdded add_records(IndexWriter& writer, std::string_view json);

}  // namespace casebook
