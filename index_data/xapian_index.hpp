#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "casebook/error.hpp"
#include "casebook/impact.hpp"
#include "casebook/thesaurus.hpp"
#include "held_place.hpp"

/// How the writer and the searcher open a Xapian database as an index of ours. Not installed:
/// nothing of Xapian shows in the public headers.
namespace casebook {

/// What the metadata of an index say of it.
struct IndexIdentity {
    std::uint32_t schema = 0;
    std::string analyzer;        ///< fingerprint
    std::string thesaurus;       ///< fingerprint of the one whose concepts were looked for
    bool own_thesaurus = false;  ///< the index keeps it; else it was the built-in one
    std::string context_rules;   ///< fingerprint of those that told the facts; empty if not known
    std::string positions;       ///< "own" or "xapian"
    RankingConstants ranking;
    std::uint64_t generation = 0;      ///< commits so far
    std::size_t embedding_length = 0;  ///< numbers in each embedding; 0 while there is none
};

/// The identity of one database. Throws Error{not_an_index} or {schema_mismatch}, naming `name`.
[[nodiscard]] IndexIdentity read_identity(const Xapian::Database& database,
                                          const std::string& name);

/// Throws Error{schema_mismatch} unless concepts were looked for with `thesaurus`: reports that are
/// added must be read as the others were. Readers need not ask, for ids of concepts are never
/// reused.
void require_thesaurus(const IndexIdentity& identity, const Thesaurus& thesaurus,
                       const std::string& name);

/// Whether this casebook would read the facts of the reports as they were read.
[[nodiscard]] bool has_context_rules_of_today(const IndexIdentity& identity);

/// Throws Error{schema_mismatch} if the facts were read by other context rules than this
/// casebook's.
void require_context_rules(const IndexIdentity& identity, const std::string& name);

/// Makes `thesaurus` the one whose concepts are looked for.
void set_thesaurus(IndexIdentity& identity, const Thesaurus& thesaurus);

/// Writes everything but the generation.
void write_identity(Xapian::WritableDatabase& database, const IndexIdentity& identity);

/// The identity of an index made now.
[[nodiscard]] IndexIdentity make_identity(std::string positions, const Thesaurus& thesaurus);

/// Fixes how many numbers an embedding of this database has.
void set_embedding_length(Xapian::WritableDatabase& database, std::size_t length);

/// How many numbers the embeddings of all `shards` have; 0 where there are none. Throws
/// Error{schema_mismatch}, naming `name`, if they differ.
[[nodiscard]] std::size_t read_embedding_length(const std::vector<Xapian::Database>& shards,
                                                const std::string& name);

/// Counts one more commit. Call before each commit.
void advance_generation(Xapian::WritableDatabase& database);

/// An index opened for reading: all its shards as one database, and each one's identity.
struct OpenIndex {
    Xapian::Database database;
    std::vector<Xapian::Database> shards;
    IndexIdentity identity;  ///< the first shard's; the others agree with it but for generations
    std::vector<std::uint64_t> revision;
    std::shared_ptr<const Thesaurus> thesaurus;
    HeldPlace place;         ///< what was opened, should another index take its place
    bool is_remote = false;  ///< some shard is behind a server

    /// Moves to the newest commit; false if this was the newest.
    bool reopen();
};

/// Opens the index at `path`, a database folder or a stub file (one shard a line: `auto PATH`,
/// `glass PATH`, `remote HOST:PORT` or `remote :PROGRAM ARGUMENTS`). Throws Error{not_found},
/// {not_an_index}, {schema_mismatch}, {corrupt} or {io}. `known` spares opening the thesaurus if it
/// is the index's.
[[nodiscard]] OpenIndex open_index(const std::filesystem::path& path,
                                   std::shared_ptr<const Thesaurus> known = nullptr);

/// Whether the index at `path` is another than `index` by now: a writer has committed, or swapped a
/// rebuilt one in.
[[nodiscard]] bool is_overtaken(const OpenIndex& index, const std::filesystem::path& path);

/// What a Xapian exception means for the user of the index at `name`.
[[nodiscard]] Error error_from(const Xapian::Error& error, const std::string& name);

/// Runs `action`; a Xapian exception leaves it as an Error about `name`.
template <typename Action>
auto with_xapian_errors(const std::string& name, Action action) {
    try {
        return action();
    } catch (const Xapian::Error& error) {
        throw error_from(error, name);
    }
}

/// Runs `action` on the newest revision of the index at `path`; if it fails because a writer has
/// overtaken it, again on the one then newest. Throws Error{locked} if that goes on and on.
template <typename Action>
auto on_newest_revision(const std::filesystem::path& path, Action action) {
    constexpr int kTries = 20;
    for (int attempt = 1; attempt <= kTries; ++attempt) {
        const OpenIndex index = open_index(path);
        try {
            return with_xapian_errors(path.string(), [&] { return action(index); });
        } catch (const Error&) {
            if (!is_overtaken(index, path)) throw;
        }
    }
    throw Error(ErrorCode::locked, path.string() +
                                       ": another process keeps changing this index; try again "
                                       "when it has ended");
}

}  // namespace casebook
