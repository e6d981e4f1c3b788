#pragma once

#include <xapian.h>

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "article_register.hpp"
#include "casebook/ingest.hpp"
#include "source_manifest.hpp"

namespace casebook {

/// What an ingest remembers of where reports come from: files that need not be read again, ids that
/// two files would share, articles that are met twice. Belongs to the reading thread.
class IngestSources {
public:
    /// `index` is the index as it stood before; it is only looked into, and reopened as needed.
    IngestSources(Xapian::Database index, const IngestOptions& options, IngestReport& account);

    /// Whether the file is to be read; from here on it is the one at hand.
    bool begin_file(const std::filesystem::path& path);

    /// From here on no file is at hand.
    void end_file();

    /// Whether the report is to be added. Gives it the id under which it is kept.
    bool take(CaseReport& report, const RecordOrigin& origin);

    void reject(const Rejection& rejection);

    /// Reports that no file holds any more, of the files under `paths`; none without `sync`.
    [[nodiscard]] std::set<std::string> vanished(const std::vector<std::filesystem::path>& paths);

    /// The metadata to write with the reports.
    [[nodiscard]] std::map<std::string, std::string> metadata() const;

private:
    [[nodiscard]] std::string free_id(const std::string& wanted, const RecordOrigin& origin);
    [[nodiscard]] bool is_free(const std::string& id, const std::string& file) const;
    [[nodiscard]] std::vector<KnownArticle> known(const ArticleKey& key) const;
    [[nodiscard]] std::optional<CaseReport> find_in_index(const ArticleKey& key) const;
    [[nodiscard]] std::optional<CaseReport> find_by_term(const std::string& term) const;
    /// Whether the report of that id may be replaced by what the file at hand says now.
    [[nodiscard]] bool is_own(const KnownArticle& article) const;
    /// Whether the file at hand gave that report in an earlier run.
    [[nodiscard]] bool was_here(const KnownArticle& article) const;
    void note_same(const KnownArticle& article, const RecordOrigin& origin);
    void note_differing(const ArticleKey& key);
    void keep(const CaseReport& report, const RecordOrigin& origin, const TextSketch& sketch);

    mutable Xapian::Database index_;
    const IngestOptions& options_;
    IngestReport& account_;
    SourceManifest manifest_;
    ArticleRegister articles_;
    std::map<std::string, std::string> file_ids_;   ///< of this run, and whose they are
    std::map<std::string, std::string> title_ids_;  ///< metadata to be written
    std::map<std::string, std::size_t> differing_;  ///< places in the account
    std::string file_;                              ///< at hand, absolute; empty for standard input
    std::set<std::string> before_;                  ///< ids that the file at hand held
    std::set<std::string> seen_;
    std::set<std::string> lost_;        ///< ids that a file holds no more
    std::vector<std::string> refused_;  ///< paths that could not be walked or read
};

}  // namespace casebook
