#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "thesaurus/format.hpp"

namespace casebook {

/// A term of a compiled thesaurus but for its text and concept.
struct StoredTerm {
    std::uint16_t spelling = 0;
    std::uint16_t language = 0;  ///< its number
    std::uint16_t kind = 0;
    std::uint16_t flags = 0;

    [[nodiscard]] bool has(std::uint16_t flag) const { return (flags & flag) != 0; }
};

/// The terms of a compiled thesaurus. Texts and concepts are stored by blocks of terms, so that
/// these two are looked for. Of a number that is no term's all is empty.
class StoredTerms {
public:
    StoredTerms() = default;
    explicit StoredTerms(const thesaurus_format::Image& image);

    [[nodiscard]] std::size_t size() const { return records_.size(); }

    [[nodiscard]] StoredTerm operator[](TermNumber number) const {
        if (number >= records_.size()) return {};
        const auto record = records_.row<thesaurus_format::TermRecord>(number);
        const auto spelling = static_cast<std::uint16_t>(record.spelling);
        if (record.style >= styles_.size()) return {spelling, 0, 0, 0};
        const thesaurus_format::StyleRecord& style = styles_[record.style];
        return {spelling, style.language, style.kind, style.flags};
    }

    [[nodiscard]] std::string_view text(TermNumber number) const;
    [[nodiscard]] ConceptNumber concept_number(TermNumber number) const;
    [[nodiscard]] ConceptType type(TermNumber number) const;  ///< of its concept

    /// 0 for a term that is not ambiguous.
    [[nodiscard]] std::uint32_t ambiguity(TermNumber number) const;

    [[nodiscard]] std::size_t ambiguous_count() const { return ambiguous_.size(); }

private:
    thesaurus_format::PackedTable records_;
    std::span<const thesaurus_format::StyleRecord> styles_;
    thesaurus_format::PackedTable blocks_;
    thesaurus_format::PackedTable ambiguous_;
    thesaurus_format::PackedTable concepts_;  ///< with the one behind the last
    const thesaurus_format::PackedTexts* texts_ = nullptr;
};

}  // namespace casebook
