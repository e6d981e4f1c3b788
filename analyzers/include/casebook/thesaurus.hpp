#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/analyzer.hpp"
#include "casebook/thesaurus_source.hpp"

namespace casebook {

/// A concept of one compiled thesaurus by number: dense, from 0, parents before children, a
/// concept's subtree behind it. Another compilation numbers otherwise: store ids, not numbers.
using ConceptNumber = std::uint32_t;
inline constexpr ConceptNumber kNoConcept = static_cast<ConceptNumber>(-1);

/// A term of one compiled thesaurus by number.
using TermNumber = std::uint32_t;
inline constexpr TermNumber kNoTermNumber = static_cast<TermNumber>(-1);

/// Concepts from `first` to before `last`.
struct ConceptRange {
    ConceptNumber first = 0;
    ConceptNumber last = 0;

    friend bool operator==(const ConceptRange&, const ConceptRange&) = default;
};

/// What a name counts for that has no evidence and was not read twice, where one that has counts
/// 1: in a report that holds it, and again in a query.
inline constexpr double kUnprovenShare = 0.9;

/// One name of a concept. Views into the thesaurus.
struct ThesaurusTerm {
    std::string_view text;
    std::string_view language;  ///< as in TermRow
    ConceptNumber concept_number = kNoConcept;
    TermKind kind = TermKind::synonym;
    bool trusted = false;  ///< its source names evidence for it, or two readers read it
};

/// One sense of a term that has several, as SenseRow tells it.
struct ThesaurusSense {
    ConceptNumber concept_number = kNoConcept;  ///< none: a sense that stands nowhere here
    std::uint32_t first_sign = 0;               ///< see Thesaurus::signs
    std::uint32_t last_sign = 0;
};

/// What speaks for a sense: a concept, or words that stand in the report.
struct ThesaurusSign {
    ConceptNumber concept_number = kNoConcept;
    std::uint32_t words = 0;  ///< number of the words; 0 where the sign is a concept
};

/// How much a thesaurus holds.
struct ThesaurusStatistics {
    std::size_t concepts = 0;
    std::size_t terms = 0;
    std::size_t ambiguous_terms = 0;
    std::size_t bytes = 0;
};

namespace thesaurus_format {
class Image;
}

/// A compiled thesaurus: concepts, their names and how they hang together. Opened in place, from a
/// mapped file or from bytes in memory, whatever its size. Immutable; threads may share it. Any
/// number may be asked for: what is out of range has no names and no relatives, so that a damaged
/// file gives wrong answers at worst. Views live as long as the thesaurus.
class Thesaurus {
public:
    /// Holds no concept.
    Thesaurus();
    ~Thesaurus();
    Thesaurus(Thesaurus&&) noexcept;
    Thesaurus& operator=(Thesaurus&&) noexcept;

    /// Maps a file that compile_thesaurus made. Throws Error{not_found, io} for a file that cannot
    /// be read, and what `from_bytes` throws.
    [[nodiscard]] static Thesaurus open(const std::filesystem::path& file);

    /// Whether the file looks like one that compile_thesaurus made, of any version.
    [[nodiscard]] static bool is_compiled(const std::filesystem::path& file);

    /// As `from_bytes`, of bytes that need not stay.
    [[nodiscard]] static Thesaurus from_copy(std::string_view bytes, const std::string& name);

    /// `bytes` are used where they stand and must outlive the thesaurus; they are copied if they
    /// are not aligned to eight. `name` is for messages. Throws Error{corrupt} for what is no
    /// compiled thesaurus or was cut short, Error{schema_mismatch} for another version's.
    [[nodiscard]] static Thesaurus from_bytes(std::string_view bytes, const std::string& name);

    /// Throws Error{corrupt} unless every byte is as it was written. Reads the whole file.
    void verify() const;

    /// Throws Error{schema_mismatch} unless the terms were compiled with such an analyzer: by
    /// other rules they would not be recognised.
    void require_analyzer(const Analyzer& analyzer) const;

    /// The compiled form, for `from_bytes` or a file; nothing of a thesaurus without concepts that
    /// was not opened.
    [[nodiscard]] std::string_view bytes() const;

    /// Sixteen hexadecimal digits that differ where the contents do.
    [[nodiscard]] std::string fingerprint() const;
    [[nodiscard]] std::string_view analyzer_fingerprint() const;
    [[nodiscard]] ThesaurusStatistics statistics() const;

    /// The languages that terms have, as TermRow writes them, ascending.
    [[nodiscard]] std::vector<std::string_view> languages() const;

    [[nodiscard]] std::size_t concept_count() const;
    [[nodiscard]] std::size_t term_count() const;

    /// The concept of that id; none if there is none.
    [[nodiscard]] std::optional<ConceptNumber> find_concept(std::string_view id) const;
    [[nodiscard]] std::string_view id(ConceptNumber number) const;
    [[nodiscard]] ConceptType type(ConceptNumber number) const;

    /// The preferred term in `language`, else in English, else in any language, else any term, else
    /// the id.
    [[nodiscard]] std::string_view label(ConceptNumber number,
                                         Language language = Language::of("en")) const;

    /// The concept's terms have the numbers from `first` to before `last`; preferred ones first.
    [[nodiscard]] ConceptRange terms(ConceptNumber number) const;
    [[nodiscard]] ThesaurusTerm term(TermNumber number) const;

    /// 1, or kUnprovenShare; 1 for a name that a report's own definition gives.
    [[nodiscard]] double share(TermNumber number) const;

    /// Neighbours, each list in ascending order.
    [[nodiscard]] std::span<const ConceptNumber> broader(ConceptNumber number) const;
    [[nodiscard]] std::span<const ConceptNumber> narrower(ConceptNumber number) const;
    [[nodiscard]] std::span<const ConceptNumber> includes(ConceptNumber number) const;
    [[nodiscard]] std::span<const ConceptNumber> included_in(ConceptNumber number) const;
    [[nodiscard]] std::vector<std::string_view> cross_references(ConceptNumber number) const;

    /// The concept and all that is narrower, as ascending ranges that neither touch nor overlap:
    /// one for a tree, more where a narrower concept has several broader ones.
    [[nodiscard]] std::vector<ConceptRange> narrower_ranges(ConceptNumber number) const;

    /// All that is broader, without the concept itself, ascending.
    [[nodiscard]] std::vector<ConceptNumber> broader_closure(ConceptNumber number) const;

    /// The senses of a term that ambiguous.tsv names; none for any other.
    [[nodiscard]] std::vector<ThesaurusSense> senses(TermNumber number) const;
    [[nodiscard]] std::vector<ThesaurusSign> signs(const ThesaurusSense& sense) const;

    /// The rows that the thesaurus was compiled from, as far as it keeps them: notes are gone, and
    /// of a term's evidence only whether there is any ("kept" or "none").
    [[nodiscard]] ThesaurusSource source() const;

private:
    friend class FormTable;
    explicit Thesaurus(std::unique_ptr<const thesaurus_format::Image> image);

    std::unique_ptr<const thesaurus_format::Image> image_;
};

/// "therapy", "diagnosis", …: as source and answers write it. Stored; never rename.
[[nodiscard]] std::string_view to_string(ConceptType type);
[[nodiscard]] std::optional<ConceptType> parse_concept_type(std::string_view name);
[[nodiscard]] std::string_view to_string(TermKind kind);
[[nodiscard]] std::optional<TermKind> parse_term_kind(std::string_view name);

}  // namespace casebook
