#pragma once

#include <xapian.h>

#include <chrono>
#include <filesystem>

#include "casebook/index_writer.hpp"

namespace casebook {

/// The index at `path`, locked for writing, its identity checked; made and committed if there is
/// none. Throws as IndexWriter's constructor does.
[[nodiscard]] Xapian::WritableDatabase lock_index(const std::filesystem::path& path,
                                                  const WriterOptions& options);

/// The folder beside the index at `path` where a new one is built before it is swapped in. Only the
/// holder of the index's lock may touch it.
[[nodiscard]] std::filesystem::path building_folder(const std::filesystem::path& path);

/// Removes what an earlier, killed run left beside the index. Call with the lock held.
void remove_leftovers(const std::filesystem::path& path);

/// Puts the finished database at `fresh` in the place of the index at `path`, whose lock the caller
/// holds in `held`: at once for whoever opens it next, while open readers keep what they have. The
/// lock is taken on the new database, the building folder removed, and the lock let go.
void swap_in(const std::filesystem::path& fresh, const std::filesystem::path& path,
             Xapian::WritableDatabase& held);

}  // namespace casebook
