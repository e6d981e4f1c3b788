#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/built_in.hpp"
#include "casebook/concept_finder.hpp"
#include "facet_columns.hpp"
#include "index_data/xapian_index.hpp"
#include "overlay.hpp"
#include "position_cache.hpp"
#include "report_list.hpp"
#include "thesaurus_names.hpp"
#include "vector_table.hpp"

namespace casebook {

/// One thread's view of an index for the length of a call.
struct IndexHandle {
    OpenIndex index;
    std::vector<Language> languages;  ///< those that its texts are stemmed in
    AnalysisBuffer buffer;
    ReportListCache lists;
    std::optional<ConceptFinder> concepts;        ///< of the index's thesaurus; made on opening
    std::shared_ptr<const ThesaurusNames> names;  ///< see names_of
    std::shared_ptr<FacetColumns> columns;        ///< of the revision, shared by the pool's handles
    std::shared_ptr<VectorTables> vectors;        ///< likewise
    std::shared_ptr<PositionCache> positions;     ///< likewise; null for an index of several shards
    std::unique_ptr<Overlay> overlay;             ///< of the last search that had one
    bool stale = true;                            ///< must be opened anew before it answers
};

/// The names of the thesaurus in the languages of the index: put in order when first asked for.
[[nodiscard]] const ThesaurusNames& names_of(IndexHandle& handle);

/// Handles of one index, as many as calls run at once. Threads may share it.
class HandlePool {
public:
    /// Tries the index once, so that what is wrong with it shows at once; throws as open_index
    /// does.
    explicit HandlePool(std::filesystem::path path);

    /// A handle to use and hand back.
    class Loan {
    public:
        Loan(HandlePool& pool, std::unique_ptr<IndexHandle> handle)
            : pool_(pool), handle_(std::move(handle)) {}
        ~Loan() { pool_.give_back(std::move(handle_)); }
        Loan(const Loan&) = delete;
        Loan& operator=(const Loan&) = delete;

        [[nodiscard]] IndexHandle& operator*() const { return *handle_; }
        [[nodiscard]] IndexHandle* operator->() const { return handle_.get(); }

    private:
        HandlePool& pool_;
        std::unique_ptr<IndexHandle> handle_;
    };

    /// A handle, to be refreshed before it is used.
    [[nodiscard]] Loan borrow();

    /// Brings a borrowed handle to the newest commit. Throws Xapian::DatabaseModifiedError if a
    /// writer overtakes it: refresh again.
    void refresh(IndexHandle& handle);

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    void give_back(std::unique_ptr<IndexHandle> handle);
    void open(IndexHandle& handle);
    [[nodiscard]] std::shared_ptr<const Thesaurus> known_thesaurus();
    void share_columns(IndexHandle& handle);

    std::filesystem::path path_;
    std::mutex mutex_;
    std::shared_ptr<const Thesaurus> thesaurus_;  ///< that was opened last
    std::shared_ptr<FacetColumns> columns_;       ///< of the newest revision that was opened
    std::shared_ptr<VectorTables> vectors_;       ///< of the same
    std::shared_ptr<PositionCache> positions_;    ///< of the same
    std::string columns_of_;                      ///< which one that is
    std::vector<std::unique_ptr<IndexHandle>> idle_;
};

}  // namespace casebook
