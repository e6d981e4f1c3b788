#include "xapian_index.hpp"

#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>

#include "casebook/built_in.hpp"
#include "casebook/schema.hpp"
#include "index_thesaurus.hpp"

namespace casebook {
namespace {

namespace fs = std::filesystem;

/// How the metadata tell of a thesaurus that the index keeps.
constexpr const char* kOwn = "own";

std::uint64_t parse_number(const std::string& text) {
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

/// What to say of a path that Xapian cannot open, before it is asked.
void check_path(const fs::path& path) {
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (status.type() == fs::file_type::not_found) {
        throw Error(ErrorCode::not_found,
                    path.string() + ": no index there; make one with `casebook index --db " +
                        path.string() + " PATH`");
    }
    if (failure) throw Error(ErrorCode::io, path.string() + ": " + failure.message());
    if (status.type() == fs::file_type::directory && fs::is_empty(path, failure) && !failure) {
        throw Error(ErrorCode::not_an_index,
                    path.string() +
                        ": an empty folder, not an index; make one with `casebook index --db " +
                        path.string() + " PATH`");
    }
}

/// A file that is no stub may be anything, a report too: nothing of its text is told.
[[noreturn]] void throw_no_stub(const fs::path& path) {
    throw Error(ErrorCode::not_an_index,
                path.string() + ": neither an index nor a stub file that names one");
}

/// A database of an index: in a folder, or behind a server or program.
struct ShardPlace {
    fs::path folder;
    std::string remote;  ///< HOST:PORT, or :PROGRAM ARGUMENTS; empty for a folder
};

/// The place that one line of the stub file `path` names; none for an empty line or a comment.
std::optional<ShardPlace> read_stub_line(const std::string& line, const fs::path& path) {
    std::istringstream words(line);
    std::string type;
    std::string place;
    if (!(words >> type) || type.front() == '#') return std::nullopt;
    std::getline(words >> std::ws, place);
    if (place.empty() || (type != "auto" && type != "glass" && type != "remote"))
        throw_no_stub(path);
    if (type == "remote") return ShardPlace{{}, place};
    return ShardPlace{fs::path(place).is_absolute() ? fs::path(place) : path.parent_path() / place,
                      {}};
}

/// Where the databases of the index at `path` are.
std::vector<ShardPlace> shard_places(const fs::path& path) {
    if (fs::is_directory(path)) return {{path, {}}};
    std::ifstream file(path);
    std::vector<ShardPlace> places;
    std::string line;
    while (std::getline(file, line)) {
        if (auto place = read_stub_line(line, path)) places.push_back(std::move(*place));
    }
    if (places.empty()) throw_no_stub(path);
    return places;
}

Xapian::Database open_shard(const ShardPlace& place) {
    const std::string& remote = place.remote;
    if (remote.empty()) return Xapian::Database(place.folder.string());
    if (remote.front() == ':') {
        const std::size_t space = remote.find(' ');
        const std::string arguments = space == std::string::npos ? "" : remote.substr(space + 1);
        return Xapian::Remote::open(remote.substr(1, space - 1), arguments);
    }
    const std::size_t colon = remote.rfind(':');
    return Xapian::Remote::open(remote.substr(0, colon),
                                static_cast<unsigned>(parse_number(remote.substr(colon + 1))));
}

/// Folders in which the index at `path` may keep its thesaurus: its own, or beside a stub file and
/// in the shards that it names.
std::vector<fs::path> thesaurus_folders(const fs::path& path,
                                        const std::vector<ShardPlace>& places) {
    std::vector<fs::path> folders;
    if (!fs::is_directory(path)) folders.push_back(fs::absolute(path).parent_path());
    for (const ShardPlace& place : places) {
        if (place.remote.empty()) folders.push_back(place.folder);
    }
    return folders;
}

/// An index made before its context rules were recorded agrees with any.
bool have_same_rules(const IndexIdentity& first, const IndexIdentity& other) {
    return first.context_rules == other.context_rules || first.context_rules.empty() ||
           other.context_rules.empty();
}

void check_agreement(const IndexIdentity& first, const IndexIdentity& other,
                     const std::string& name) {
    if (first.analyzer == other.analyzer && first.thesaurus == other.thesaurus &&
        have_same_rules(first, other) && first.positions == other.positions &&
        first.ranking == other.ranking) {
        return;
    }
    throw Error(
        ErrorCode::schema_mismatch,
        name + ": its shards were made by different rules; index them again with one version");
}

std::vector<std::uint64_t> read_revision(const std::vector<Xapian::Database>& shards) {
    std::vector<std::uint64_t> revision;
    revision.reserve(shards.size());
    for (const Xapian::Database& shard : shards) {
        revision.push_back(parse_number(shard.get_metadata(metadata::kGeneration)));
    }
    return revision;
}

/// Whether the disk under an index has no room left. Asked when a write has failed: Xapian does not
/// always hand on what the system said.
bool is_disk_full(const Xapian::Error& error, const fs::path& path) {
    constexpr std::uintmax_t kNoRoom = 1U << 20U;
    const char* text = error.get_error_string();
    if (text != nullptr && std::string_view(text).find("No space left") != std::string_view::npos)
        return true;
    std::error_code failure;
    const fs::space_info space = fs::space(fs::absolute(path).parent_path(), failure);
    return !failure && space.available < kNoRoom;
}

OpenIndex open_newest(const fs::path& path, std::shared_ptr<const Thesaurus> known) {
    OpenIndex index;
    index.place = HeldPlace(path);
    const std::vector<ShardPlace> places = shard_places(path);
    for (const ShardPlace& place : places) {
        index.shards.push_back(open_shard(place));
        index.is_remote = index.is_remote || !place.remote.empty();
    }
    index.identity = read_identity(index.shards.front(), path.string());
    for (const Xapian::Database& shard : index.shards) {
        check_agreement(index.identity, read_identity(shard, path.string()), path.string());
        index.database.add_database(shard);
    }
    index.revision = read_revision(index.shards);
    index.thesaurus = find_thesaurus(index.identity, thesaurus_folders(path, places), path.string(),
                                     std::move(known));
    if (!index.place.stands_at(path)) {
        throw Xapian::DatabaseModifiedError("another index took its place while it was opened");
    }
    return index;
}

}  // namespace

IndexIdentity read_identity(const Xapian::Database& database, const std::string& name) {
    const std::string schema = database.get_metadata(metadata::kSchema);
    if (schema.empty()) {
        throw Error(ErrorCode::not_an_index,
                    name + ": a Xapian database that casebook did not make; choose another --db");
    }
    IndexIdentity identity;
    identity.schema = static_cast<std::uint32_t>(parse_number(schema));
    identity.analyzer = database.get_metadata(metadata::kAnalyzer);
    if (identity.schema != kSchemaVersion) {
        const bool newer = identity.schema > kSchemaVersion;
        throw Error(ErrorCode::schema_mismatch,
                    name + ": an index of schema " + schema + ", this casebook reads schema " +
                        std::to_string(kSchemaVersion) +
                        (newer ? "; use the casebook that made it" : "; index the reports again"));
    }
    if (identity.analyzer != built_in_analyzer().fingerprint()) {
        throw Error(ErrorCode::schema_mismatch,
                    name +
                        ": its words were made by other rules than this casebook's; index the "
                        "reports again, or use the casebook that made it");
    }
    identity.thesaurus = database.get_metadata(metadata::kThesaurus);
    identity.context_rules = database.get_metadata(metadata::kContextRules);
    identity.own_thesaurus = database.get_metadata(metadata::kThesaurusPlace) == kOwn;
    identity.positions = database.get_metadata(metadata::kPositions);
    identity.ranking = parse_ranking_constants(database.get_metadata(metadata::kRanking));
    identity.generation = parse_number(database.get_metadata(metadata::kGeneration));
    identity.embedding_length = parse_number(database.get_metadata(metadata::kEmbeddingLength));
    return identity;
}

void require_thesaurus(const IndexIdentity& identity, const Thesaurus& thesaurus,
                       const std::string& name) {
    if (identity.thesaurus == thesaurus.fingerprint()) return;
    const std::string way_out =
        identity.own_thesaurus ? "add to it without --thesaurus, which takes the one that it keeps"
                               : "add to it with the casebook that made it";
    throw Error(ErrorCode::schema_mismatch,
                name +
                    ": its concepts are those of another thesaurus; index the reports again into "
                    "a new folder, or " +
                    way_out);
}

bool has_context_rules_of_today(const IndexIdentity& identity) {
    return identity.context_rules == built_in_context_rules().fingerprint();
}

void require_context_rules(const IndexIdentity& identity, const std::string& name) {
    if (identity.context_rules.empty() || has_context_rules_of_today(identity)) return;
    throw Error(ErrorCode::schema_mismatch,
                name +
                    ": its case facts were read by other context rules; index the reports again "
                    "into a new folder, or add to it with the casebook that made it");
}

void set_thesaurus(IndexIdentity& identity, const Thesaurus& thesaurus) {
    identity.thesaurus = thesaurus.fingerprint();
    identity.own_thesaurus = !is_built_in(thesaurus);
}

IndexIdentity make_identity(std::string positions, const Thesaurus& thesaurus) {
    IndexIdentity identity;
    identity.schema = kSchemaVersion;
    identity.analyzer = built_in_analyzer().fingerprint();
    identity.context_rules = built_in_context_rules().fingerprint();
    set_thesaurus(identity, thesaurus);
    identity.positions = std::move(positions);
    return identity;
}

void write_identity(Xapian::WritableDatabase& database, const IndexIdentity& identity) {
    database.set_metadata(metadata::kSchema, std::to_string(identity.schema));
    database.set_metadata(metadata::kAnalyzer, identity.analyzer);
    database.set_metadata(metadata::kThesaurus, identity.thesaurus);
    database.set_metadata(metadata::kThesaurusPlace, identity.own_thesaurus ? kOwn : "built in");
    database.set_metadata(metadata::kContextRules, identity.context_rules);
    database.set_metadata(metadata::kPositions, identity.positions);
    database.set_metadata(metadata::kRanking, to_string(identity.ranking));
    set_embedding_length(database, identity.embedding_length);
}

void set_embedding_length(Xapian::WritableDatabase& database, std::size_t length) {
    database.set_metadata(metadata::kEmbeddingLength, length == 0 ? "" : std::to_string(length));
}

std::size_t read_embedding_length(const std::vector<Xapian::Database>& shards,
                                  const std::string& name) {
    std::size_t length = 0;
    for (const Xapian::Database& shard : shards) {
        const std::size_t other = parse_number(shard.get_metadata(metadata::kEmbeddingLength));
        if (length != 0 && other != 0 && other != length) {
            throw Error(ErrorCode::schema_mismatch,
                        name + ": the embeddings of its shards have " + std::to_string(length) +
                            " and " + std::to_string(other) +
                            " numbers; index the reports again with those of one model");
        }
        if (other != 0) length = other;
    }
    return length;
}

void advance_generation(Xapian::WritableDatabase& database) {
    const std::uint64_t generation = parse_number(database.get_metadata(metadata::kGeneration));
    database.set_metadata(metadata::kGeneration, std::to_string(generation + 1));
}

bool OpenIndex::reopen() {
    bool newer = false;
    for (Xapian::Database& shard : shards)
        newer = shard.reopen() || newer;
    if (newer) revision = read_revision(shards);
    return newer;
}

OpenIndex open_index(const std::filesystem::path& path, std::shared_ptr<const Thesaurus> known) {
    check_path(path);
    return with_xapian_errors(path.string(), [&] {
        // A writer that commits twice while the metadata are read takes their revision away, and
        // one that swaps another index in makes any trouble of what is opened half from either.
        constexpr int kTries = 100;
        for (int attempt = 1;; ++attempt) {
            const HeldPlace place(path);
            try {
                return open_newest(path, known);
            } catch (const Xapian::DatabaseModifiedError&) {
                if (attempt == kTries) throw;
            } catch (...) {
                if (attempt == kTries || place.stands_at(path)) throw;
            }
        }
    });
}

bool is_overtaken(const OpenIndex& index, const fs::path& path) {
    return !index.place.stands_at(path) || open_index(path).revision != index.revision;
}

Error error_from(const Xapian::Error& error, const std::string& name) {
    const std::string type = error.get_type();
    const std::string message = name + ": " + error.get_msg();
    if (type == "DatabaseLockError" && message.ends_with("already locked")) {
        return {ErrorCode::locked,
                name +
                    ": another process is writing to this index; wait for it, or "
                    "give --wait SECONDS"};
    }
    if (type == "DatabaseNotFoundError") return {ErrorCode::not_an_index, name + ": not an index"};
    if (type == "DatabaseOpeningError") return {ErrorCode::not_an_index, message};
    if (type == "DatabaseVersionError") {
        return {ErrorCode::schema_mismatch, message + "; index the reports again"};
    }
    if (type == "DatabaseCorruptError") {
        return {ErrorCode::corrupt, message + "; index the reports again into a new folder"};
    }
    if (is_disk_full(error, name)) {
        return {ErrorCode::disk_full,
                name +
                    ": no room is left on the disk; the index stands as it was "
                    "last committed"};
    }
    return {ErrorCode::io, message};
}

}  // namespace casebook
