#include "vocabulary_builder.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "analyzers/utf8.hpp"
#include "casebook/encoding.hpp"
#include "concept_types.hpp"
#include "vocabulary_ids.hpp"

namespace casebook {
namespace {

bool has_control_characters(std::string_view text) {
    return std::ranges::any_of(text, [](char byte) {
        const auto value = static_cast<unsigned char>(byte);
        return value < 0x20 || value == 0x7f;
    });
}

bool has_letter_or_digit(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::int32_t code_point = next_code_point(text, at);
        if (code_point >= 0 && u_isalnum(code_point) != 0) return true;
    }
    return false;
}

/// Reasons that are the vocabulary's mistakes, not choices of whoever imports.
const char* told_of(LeftOut reason) {
    switch (reason) {
        case LeftOut::ill_formed:
            return "a name that is not well-formed UTF-8 text is left out";
        case LeftOut::too_long:
            return "a name longer than the limit is left out";
        case LeftOut::too_many:
            return "a concept has more names than the limit, the others are left out";
        case LeftOut::no_name:
            return "a name without a letter or digit is left out";
        default:
            return nullptr;
    }
}

}  // namespace

VocabularyBuilder::Number VocabularyBuilder::refer(std::string_view id, std::uint64_t line) {
    std::string canonical = canonical_id(id);
    const auto known = numbers_.find(canonical);
    if (known != numbers_.end()) return known->second;
    const auto number = static_cast<Number>(rows_.size());
    rows_.emplace_back().id = canonical;
    drafts_.emplace_back().line = line;
    numbers_.emplace(std::move(canonical), number);
    return number;
}

std::optional<VocabularyBuilder::Number> VocabularyBuilder::find(std::string_view id) const {
    const auto known = numbers_.find(canonical_id(id));
    if (known == numbers_.end()) return std::nullopt;
    return known->second;
}

VocabularyBuilder::Number VocabularyBuilder::define(std::string_view id, std::uint64_t line) {
    const Number number = refer(id, line);
    Draft& draft = drafts_[number];
    if (!draft.defined) {
        draft.defined = true;
        draft.line = line;
        ++counts_.concepts.read;
    }
    return number;
}

void VocabularyBuilder::set_type(Number number, ConceptType type) {
    rows_[number].type = type;
    drafts_[number].typed = true;
}

void VocabularyBuilder::set_note(Number number, std::string_view note) {
    rows_[number].note = squeeze(note);
}

std::optional<LeftOut> VocabularyBuilder::reason_against(const VocabularyName& name,
                                                         std::string_view language,
                                                         std::string_view term) const {
    if (name.scope != SynonymScope::exact &&
        std::ranges::find(options_.other_scopes, name.scope) == options_.other_scopes.end())
        return LeftOut::other_scope;
    if (!options_.languages.empty() && language != "mul" &&
        std::ranges::find(options_.languages, language) == options_.languages.end())
        return LeftOut::other_language;
    if (term.size() > options_.max_term_bytes) return LeftOut::too_long;
    if (find_ill_formed_utf8(term) != std::string_view::npos || has_control_characters(term))
        return LeftOut::ill_formed;
    if (!has_letter_or_digit(term)) return LeftOut::no_name;
    return std::nullopt;
}

void VocabularyBuilder::tell_left_out(LeftOut reason, Number number, std::uint64_t line) {
    counts_.terms.leave_out(reason);
    if (const char* told = told_of(reason)) problems_.add(told, line, shown_id(rows_[number].id));
}

void VocabularyBuilder::add_name(Number number, const VocabularyName& name, std::uint64_t line) {
    ++counts_.terms.read;
    const std::string language = language_code(name.language, options_.language);
    std::string term = squeeze(name.term);
    if (const auto reason = reason_against(name, language, term)) {
        tell_left_out(*reason, number, line);
        return;
    }
    std::vector<TermRow>& terms = drafts_[number].terms;
    if (terms.size() >= options_.max_terms_of_concept) {
        tell_left_out(LeftOut::too_many, number, line);
        return;
    }
    const bool abbreviation =
        !name.kind_told && name.kind == TermKind::synonym && looks_like_abbreviation(term);
    TermRow& row = terms.emplace_back();
    row.language = language;
    row.kind = abbreviation ? TermKind::abbreviation : name.kind;
    row.term = std::move(term);
    row.evidence = squeeze(name.evidence);
    row.checked = name.checked;
}

void VocabularyBuilder::add_link(std::vector<std::string>& links, std::string id) {
    constexpr std::size_t kFew = 32;  // those that long lists repeat are found at the end
    ++counts_.links.read;
    if (links.size() <= kFew && std::ranges::find(links, id) != links.end()) {
        counts_.links.leave_out(LeftOut::repeated);
    } else {
        links.push_back(std::move(id));
    }
}

void VocabularyBuilder::add_broader(Number number, std::string_view id) {
    add_link(rows_[number].broader, canonical_id(id));
}

void VocabularyBuilder::add_includes(Number number, std::string_view id) {
    add_link(rows_[number].includes, canonical_id(id));
}

void VocabularyBuilder::add_cross_reference(Number number, std::string_view id) {
    ++counts_.cross_references.read;
    if (is_concept_reference(id)) {
        rows_[number].cross_references.push_back(canonical_id(id));
    } else {
        counts_.cross_references.leave_out(LeftOut::other_relation);
    }
}

void VocabularyBuilder::add_other_id(Number number, std::string_view id) {
    add_other_id(rows_[number].id, id);
}

void VocabularyBuilder::add_other_id(std::string_view id, std::string_view other_id) {
    ++counts_.cross_references.read;
    other_ids_.emplace_back(canonical_id(id), canonical_id(other_id));
}

void VocabularyBuilder::leave_out_concept(LeftOut reason) {
    ++counts_.concepts.read;
    counts_.concepts.leave_out(reason);
}

void VocabularyBuilder::leave_out_term(LeftOut reason, std::uint64_t terms) {
    if (terms == 0) return;
    counts_.terms.read += terms;
    counts_.terms.leave_out(reason, terms);
}

void VocabularyBuilder::leave_out_link(LeftOut reason) {
    ++counts_.links.read;
    counts_.links.leave_out(reason);
}

std::string language_code(std::string_view tag, std::string_view fallback) {
    const Language language = Language::from_tag(tag);
    return std::string(language.determined() ? language.code() : fallback);
}

bool looks_like_abbreviation(std::string_view term) {
    constexpr std::size_t kLongest = 8;
    if (term.size() > kLongest) return false;
    std::size_t capitals = 0;
    for (std::size_t at = 0; at < term.size(); ++at) {
        const char byte = term[at];
        if (byte == ' ' || static_cast<unsigned char>(byte) >= 0x80) return false;
        if (byte >= 'A' && byte <= 'Z') ++capitals;
        const bool small = byte >= 'a' && byte <= 'z';
        if (small && at != 0 && !(byte == 's' && at + 1 == term.size())) return false;
    }
    return capitals >= 2;
}

std::string squeeze(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool space = false;
    for (const char byte : text) {
        if (byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r') {
            space = !out.empty();
            continue;
        }
        if (space) out.push_back(' ');
        space = false;
        out.push_back(byte);
    }
    return out;
}

}  // namespace casebook
