#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "casebook/thesaurus.hpp"

/// Which thesaurus an index's concepts are of, and where it stands. Not installed.
namespace casebook {

struct IndexIdentity;

/// The built-in thesaurus as one that may be shared.
[[nodiscard]] std::shared_ptr<const Thesaurus> shared_built_in_thesaurus();

/// Whether it is this casebook's own.
[[nodiscard]] bool is_built_in(const Thesaurus& thesaurus);

/// Keeps `thesaurus` in the index folder `folder`, under a name that its fingerprint is part of,
/// synced; nothing for the built-in one. Throws Error{io} or {disk_full}.
void keep_thesaurus(const Thesaurus& thesaurus, const std::filesystem::path& folder);

/// The thesaurus that an index of that identity is read with: the built-in one, also where another
/// version's was built in, for ids of concepts are never reused; else the file that one of the
/// folders keeps, or `known` if that is the one. Throws Error{schema_mismatch} naming `name` and
/// the file to bring if none keeps it, and what Thesaurus::open throws.
[[nodiscard]] std::shared_ptr<const Thesaurus> find_thesaurus(
    const IndexIdentity& identity, const std::vector<std::filesystem::path>& folders,
    const std::string& name, std::shared_ptr<const Thesaurus> known = nullptr);

}  // namespace casebook
