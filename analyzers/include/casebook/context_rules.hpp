#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "casebook/language.hpp"

namespace casebook {

class LanguageCues;

/// The words by which a text tells what is true of its patient, by language: "no evidence of",
/// "was treated with", "A 5-year-old". index_data/context_rules/README.md describes the tables.
/// Filled once, then read: threads may share it.
class ContextRules {
public:
    /// Holds no rules.
    ContextRules();
    ~ContextRules();
    ContextRules(ContextRules&&) noexcept;
    ContextRules& operator=(ContextRules&&) noexcept;

    /// Adds the rules of a table of cues, category, direction and scope, all in `language`. Throws
    /// Error{invalid_argument} naming table and line for a table that does not read.
    void add(Language language, std::string_view table, std::string_view tsv);

    /// The cues of a language; none of a language without a table.
    [[nodiscard]] const LanguageCues* find(Language language) const;

    /// Names the rules: equal fingerprints promise equal facts of equal texts and concepts. Kept in
    /// the index.
    [[nodiscard]] std::string fingerprint() const;

private:
    struct Tables;
    std::unique_ptr<Tables> tables_;
    std::uint64_t hash_;
};

}  // namespace casebook
