#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary_file.hpp"

namespace casebook {

/// A row of an RRF table, its columns parted by '|'.
using RrfRow = std::vector<std::string_view>;

/// Calls `use` with each row of the table `name` in `folder` and its line. A row with fewer than
/// `columns` columns is told and left out. False if there is no such table. Throws Error{io}.
bool for_each_rrf_row(const std::filesystem::path& folder, std::string_view name,
                      std::size_t columns, VocabularyBuilder& builder,
                      const std::function<void(const RrfRow&, std::uint64_t)>& use);

/// The prefix of ids of a UMLS source (SAB), such as `MeSH` for `MSH`; none for those whose codes
/// name nothing that other vocabularies refer to.
[[nodiscard]] std::optional<std::string_view> prefix_of_umls_source(std::string_view source);

/// Of a term type (TTY): an abbreviation, a brand, or a plain synonym.
[[nodiscard]] TermKind kind_of_umls_type(std::string_view term_type);

/// Whether terms of the type (TTY) only have the words of others in another order.
[[nodiscard]] bool is_permuted_umls_type(std::string_view term_type);

}  // namespace casebook
