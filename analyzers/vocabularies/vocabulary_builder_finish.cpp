#include <algorithm>

#include "concept_types.hpp"
#include "vocabulary_builder.hpp"
#include "vocabulary_ids.hpp"

namespace casebook {

LinkDropped VocabularyBuilder::link_dropper(LeftOut reason, const char* told) {
    return [this, reason, told](std::uint32_t from, std::string_view to) {
        counts_.links.leave_out(reason);
        if (told == nullptr) return;
        problems_.add(told, drafts_[from].line, shown_id(rows_[from].id) + " to " + shown_id(to));
    };
}

void VocabularyBuilder::count_left_out(Number number) {
    const ConceptRow& row = rows_[number];
    const LeftOut reason = *drafts_[number].left_out;
    const auto count = [reason](RowCount& rows, std::size_t left_out) {
        if (left_out != 0) rows.leave_out(reason, left_out);
    };
    if (!drafts_[number].defined) ++counts_.concepts.read;
    counts_.concepts.leave_out(reason);
    count(counts_.terms, drafts_[number].terms.size());
    count(counts_.links, row.broader.size() + row.includes.size());
    count(counts_.cross_references, row.cross_references.size());
}

/// What this file says of a concept that it does not define: only names can join it later.
void VocabularyBuilder::count_undefined(Number number) {
    const ConceptRow& row = rows_[number];
    const std::size_t links = row.broader.size() + row.includes.size();
    const std::size_t references = row.cross_references.size();
    if (links != 0) counts_.links.leave_out(LeftOut::unknown_concept, links);
    if (references != 0) counts_.cross_references.leave_out(LeftOut::unknown_concept, references);
    if (links + references != 0)
        problems_.add("links of a concept that this file does not define are left out",
                      drafts_[number].line, shown_id(row.id));
}

/// Leaves only the concepts that this file defines and that are not left out, numbered anew.
void VocabularyBuilder::set_apart_undefined() {
    std::vector<ConceptRow> rows;
    std::vector<Draft> drafts;
    numbers_.clear();
    for (Number number = 0; number < rows_.size(); ++number) {
        if (drafts_[number].left_out) {
            count_left_out(number);
        } else if (!drafts_[number].defined) {
            count_undefined(number);
            undefined_.emplace_back(std::move(rows_[number].id), std::move(drafts_[number].terms));
        } else {
            numbers_.emplace(rows_[number].id, static_cast<Number>(rows.size()));
            rows.push_back(std::move(rows_[number]));
            drafts.push_back(std::move(drafts_[number]));
        }
    }
    rows_ = std::move(rows);
    drafts_ = std::move(drafts);
}

void VocabularyBuilder::resolve_other_ids() {
    for (auto& [id, other] : other_ids_) {
        const auto concept_place = numbers_.find(id);
        if (concept_place == numbers_.end()) {
            counts_.cross_references.leave_out(LeftOut::unknown_concept);
            continue;
        }
        const Number number = concept_place->second;
        if (numbers_.contains(other) || aliases_.contains(other)) {
            counts_.cross_references.leave_out(LeftOut::repeated);
            if (!aliases_.contains(other) || aliases_.find(other)->second != number)
                problems_.add("an alternative id is another concept's too and is left out",
                              drafts_[number].line, shown_id(id));
            continue;
        }
        rows_[number].cross_references.push_back(other);
        aliases_.emplace(std::move(other), number);
    }
    other_ids_.clear();
}

void VocabularyBuilder::resolve_links(LinkList links) {
    for (Number number = 0; number < rows_.size(); ++number) {
        for (std::string& id : rows_[number].*links) {
            if (numbers_.contains(id)) continue;
            const auto alias = aliases_.find(id);
            if (alias != aliases_.end()) {
                id = rows_[alias->second].id;
                continue;
            }
            problems_.add(
                "a link to a concept that this file does not define is kept, for another "
                "file may",
                drafts_[number].line, shown_id(rows_[number].id) + " to " + shown_id(id));
        }
    }
}

void VocabularyBuilder::settle_links() {
    for (const LinkList links : {&ConceptRow::includes, &ConceptRow::broader}) {
        drop_repeated_links(rows_, links, link_dropper(LeftOut::repeated, nullptr));
        order_ =
            break_cycles(rows_, links, numbers_,
                         link_dropper(LeftOut::cycle, "a link that closes a cycle is dropped"));
    }
    std::vector<bool> typed(rows_.size(), options_.type.has_value());
    for (Number number = 0; number < rows_.size(); ++number) {
        if (options_.type) rows_[number].type = *options_.type;
        if (drafts_[number].typed) typed[number] = true;
    }
    assign_types(rows_, typed, numbers_, order_);
    drop_links_to_other_types(rows_, numbers_, link_dropper(LeftOut::other_type, nullptr));
}

/// Drops names that stand twice, and leaves one preferred name a language: the first.
void VocabularyBuilder::settle_names(std::vector<TermRow>& terms) {
    std::unordered_map<std::string, std::size_t> places;
    std::vector<std::string> preferred;
    std::vector<TermRow> kept;
    for (TermRow& row : terms) {
        if (row.kind == TermKind::preferred) {
            if (std::ranges::find(preferred, row.language) == preferred.end()) {
                preferred.push_back(row.language);
            } else {
                row.kind = TermKind::synonym;
            }
        }
        const auto [place, is_new] =
            places.try_emplace(row.language + '\t' + row.term, kept.size());
        if (is_new) {
            kept.push_back(std::move(row));
            continue;
        }
        counts_.terms.leave_out(LeftOut::repeated);
        if (row.kind == TermKind::preferred) kept[place->second].kind = TermKind::preferred;
    }
    terms = std::move(kept);
}

void VocabularyBuilder::leave_out_nameless() {
    std::vector<bool> nameless(rows_.size(), false);
    std::uint64_t before = 0;
    for (Number number = 0; number < rows_.size(); ++number) {
        before += rows_[number].broader.size() + rows_[number].includes.size();
        if (keep_nameless_ || !drafts_[number].terms.empty()) continue;
        nameless[number] = true;
        counts_.concepts.leave_out(LeftOut::no_name);
        problems_.add("a concept without a name is left out", drafts_[number].line,
                      shown_id(rows_[number].id));
    }
    lead_links_past(rows_, numbers_, order_, nameless);
    std::uint64_t after = 0;
    for (Number number = 0; number < rows_.size(); ++number) {
        const ConceptRow& row = rows_[number];
        if (!nameless[number]) {
            after += row.broader.size() + row.includes.size();
            continue;
        }
        drafts_[number].left_out = LeftOut::no_name;
        if (!row.cross_references.empty())
            counts_.cross_references.leave_out(LeftOut::no_name, row.cross_references.size());
    }
    if (after < before) counts_.links.leave_out(LeftOut::no_name, before - after);
    if (after > before) counts_.links.read += after - before;
}

void VocabularyBuilder::emit_terms(const std::string& id, std::vector<TermRow>& terms,
                                   ThesaurusSource& out) {
    for (TermRow& row : terms) {
        row.concept_id = id;
        if (row.evidence.empty()) row.evidence = id;
        ++counts_.terms.used;
        out.terms.push_back(std::move(row));
    }
}

void VocabularyBuilder::emit(ThesaurusSource& out) {
    for (Number number = 0; number < rows_.size(); ++number) {
        if (drafts_[number].left_out) continue;
        ConceptRow& row = rows_[number];
        std::vector<std::string>& references = row.cross_references;
        const std::size_t before = references.size();
        std::ranges::sort(references);
        references.erase(std::unique(references.begin(), references.end()), references.end());
        if (references.size() < before)
            counts_.cross_references.leave_out(LeftOut::repeated, before - references.size());
        counts_.cross_references.used += references.size();
        counts_.links.used += row.broader.size() + row.includes.size();
        ++counts_.concepts.used;
        emit_terms(row.id, drafts_[number].terms, out);
        out.concepts.push_back(std::move(row));
    }
    for (auto& [id, terms] : undefined_)
        emit_terms(id, terms, out);
}

void VocabularyBuilder::finish(ThesaurusSource& out) {
    set_apart_undefined();
    resolve_other_ids();
    resolve_links(&ConceptRow::broader);
    resolve_links(&ConceptRow::includes);
    settle_links();
    for (Draft& draft : drafts_)
        settle_names(draft.terms);
    for (auto& [id, terms] : undefined_) {
        const auto alias = aliases_.find(id);
        if (alias != aliases_.end()) id = rows_[alias->second].id;
        settle_names(terms);
    }
    leave_out_nameless();
    emit(out);
}

}  // namespace casebook
