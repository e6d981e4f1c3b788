#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "casebook/vocabulary_import.hpp"
#include "problem_log.hpp"
#include "vocabulary_links.hpp"

namespace casebook {

/// A name as a vocabulary tells it.
struct VocabularyName {
    std::string_view term;
    std::string_view language;  ///< a tag or code; empty for VocabularyOptions::language
    TermKind kind = TermKind::synonym;
    SynonymScope scope = SynonymScope::exact;
    std::string_view evidence = {};  ///< empty for the concept's id
    bool checked = false;
    bool kind_told = false;  ///< a synonym that looks like an abbreviation is one unless it is told
};

/// Gathers what an importer reads, in any order, checks it and counts it. One for each file.
class VocabularyBuilder {
public:
    using Number = std::uint32_t;

    VocabularyBuilder(const VocabularyOptions& options, VocabularyCounts& counts,
                      ProblemLog& problems)
        : options_(options), counts_(counts), problems_(problems) {}

    /// The concept of that id, which `line` defines. Ids are made canonical here and below.
    Number define(std::string_view id, std::uint64_t line);

    /// The concept of that id, which another line or file defines.
    Number refer(std::string_view id, std::uint64_t line);

    /// The concept of that id, if one was made.
    [[nodiscard]] std::optional<Number> find(std::string_view id) const;

    /// Whether a line of this file has defined it.
    [[nodiscard]] bool is_defined(Number number) const { return drafts_[number].defined; }
    [[nodiscard]] std::size_t name_count(Number number) const {
        return drafts_[number].terms.size();
    }
    [[nodiscard]] std::uint64_t line(Number number) const { return drafts_[number].line; }
    [[nodiscard]] const std::string& id(Number number) const { return rows_[number].id; }

    void set_type(Number number, ConceptType type);
    void set_note(Number number, std::string_view note);

    /// Keeps a name, or counts why it does not.
    void add_name(Number number, const VocabularyName& name, std::uint64_t line);
    void add_broader(Number number, std::string_view id);
    void add_includes(Number number, std::string_view id);
    void add_cross_reference(Number number, std::string_view id);

    /// Another id of the same concept: rows that refer to it mean this one.
    void add_other_id(Number number, std::string_view id);
    void add_other_id(std::string_view id, std::string_view other_id);

    /// The concept and all that the file tells of it are left out, for that reason.
    void set_left_out(Number number, LeftOut reason) { drafts_[number].left_out = reason; }

    /// Names may stand in another file of the import: a concept without one is kept.
    void keep_nameless() { keep_nameless_ = true; }

    /// What an importer itself passes over.
    void leave_out_concept(LeftOut reason);
    void leave_out_term(LeftOut reason, std::uint64_t terms = 1);
    void leave_out_link(LeftOut reason);

    [[nodiscard]] const VocabularyOptions& options() const { return options_; }
    [[nodiscard]] ProblemLog& problems() { return problems_; }
    [[nodiscard]] VocabularyCounts& counts() { return counts_; }

    /// Resolves ids, drops what repeats or contradicts itself, tells types and appends all to
    /// `out`. The builder is of no use afterwards.
    void finish(ThesaurusSource& out);

private:
    /// What is known of a concept beside its row.
    struct Draft {
        std::vector<TermRow> terms;  ///< without concept id
        std::uint64_t line = 0;      ///< that defined it, else that first spoke of it
        bool defined = false;
        bool typed = false;
        std::optional<LeftOut> left_out;
    };

    [[nodiscard]] std::optional<LeftOut> reason_against(const VocabularyName& name,
                                                        std::string_view language,
                                                        std::string_view term) const;
    void add_link(std::vector<std::string>& links, std::string id);
    void tell_left_out(LeftOut reason, Number number, std::uint64_t line);
    void set_apart_undefined();
    void count_left_out(Number number);
    void count_undefined(Number number);
    void resolve_other_ids();
    void resolve_links(LinkList links);
    void settle_links();
    void settle_names(std::vector<TermRow>& terms);
    void leave_out_nameless();
    void emit(ThesaurusSource& out);
    void emit_terms(const std::string& id, std::vector<TermRow>& terms, ThesaurusSource& out);
    [[nodiscard]] LinkDropped link_dropper(LeftOut reason, const char* told);

    const VocabularyOptions& options_;
    VocabularyCounts& counts_;
    ProblemLog& problems_;
    std::vector<ConceptRow> rows_;
    std::vector<Draft> drafts_;
    ConceptNumbers numbers_;
    std::vector<std::pair<std::string, std::string>> other_ids_;  ///< concept's, other
    std::unordered_map<std::string, Number, IdHash, std::equal_to<>> aliases_;
    std::vector<std::pair<std::string, std::vector<TermRow>>> undefined_;  ///< of finish
    std::vector<std::uint32_t> order_;  ///< of finish: broader before narrower
    bool keep_nameless_ = false;
};

/// The ISO 639-1 code of a language tag, `mul` and `la` as they are; of an empty or unknown one
/// `fallback`.
[[nodiscard]] std::string language_code(std::string_view tag, std::string_view fallback);

/// Whether a name is written as abbreviations are: one word of at most eight characters, at least
/// two capital letters and no small ones but a leading or plural one ("mRNA", "NSAIDs").
[[nodiscard]] bool looks_like_abbreviation(std::string_view term);

/// `text` with runs of white space as one space, none at its ends.
[[nodiscard]] std::string squeeze(std::string_view text);

}  // namespace casebook
