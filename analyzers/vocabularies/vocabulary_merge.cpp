#include "casebook/vocabulary_merge.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

#include "concept_pairs.hpp"
#include "joined_concepts.hpp"

namespace casebook {
namespace {

class Merger {
public:
    Merger(const Analyzer& analyzer, MergeCounts& counts, std::vector<VocabularyProblem>& problems,
           std::size_t max_problems_of_kind)
        : counts_(counts),
          problems_("merge", max_problems_of_kind, problems),
          keys_(analyzer),
          concepts_(keys_, counts, problems_) {}

    ThesaurusSource run(std::vector<ThesaurusSource>& sources) {
        concepts_.join(sources);
        ConceptGroups groups(concepts_, counts_);
        counts_.by_reference = groups.join(pairs_by_reference(concepts_));
        counts_.by_name = groups.join(pairs_by_name(concepts_, counts_));
        firsts_ = groups.firsts();
        concepts_.fold(firsts_);
        for (std::uint32_t place = 0; place < concepts_.size(); ++place)
            settle_terms(concepts_.terms(place));
        ThesaurusSource merged;
        take_senses(sources, merged);
        settle_links();
        emit(merged);
        problems_.finish();
        return merged;
    }

private:
    /// Drops names that read alike in one language and leaves one preferred name a language; of the
    /// English ones at least one.
    void settle_terms(std::vector<JoinedTerm>& terms) {
        std::unordered_map<std::string, std::size_t> places;
        std::vector<std::string> preferred;
        std::vector<JoinedTerm> kept;
        for (JoinedTerm& term : terms) {
            TermRow& row = term.row;
            const bool is_first = row.kind == TermKind::preferred &&
                                  std::ranges::find(preferred, row.language) == preferred.end();
            if (is_first) {
                preferred.push_back(row.language);
            } else if (row.kind == TermKind::preferred) {
                row.kind = TermKind::synonym;
            }
            std::string key =
                row.language + '\t' + (term.key == 0 ? row.term : std::to_string(term.key));
            const auto [place, is_new] = places.try_emplace(std::move(key), kept.size());
            if (is_new) {
                kept.push_back(std::move(term));
                continue;
            }
            counts_.terms.leave_out(LeftOut::repeated);
            if (is_first) kept[place->second].row.kind = TermKind::preferred;
        }
        if (std::ranges::find(preferred, "en") == preferred.end()) prefer_english(kept);
        terms = std::move(kept);
    }

    static void prefer_english(std::vector<JoinedTerm>& terms) {
        const auto name = std::ranges::find_if(terms, [](const JoinedTerm& term) {
            return term.row.language == "en" && term.row.kind == TermKind::synonym;
        });
        if (name != terms.end()) name->row.kind = TermKind::preferred;
    }

    void take_senses(std::vector<ThesaurusSource>& sources, ThesaurusSource& merged) {
        for (ThesaurusSource& source : sources) {
            for (SenseRow& sense : source.senses) {
                const std::uint32_t place = concepts_.find(sense.concept_id);
                if (place != JoinedConcepts::kNowhere)
                    sense.concept_id = concepts_.row(firsts_[place]).id;
                merged.senses.push_back(std::move(sense));
            }
        }
    }

    [[nodiscard]] LinkDropped dropper(LeftOut reason, const char* told) {
        return [this, reason, told](std::uint32_t from, std::string_view to) {
            counts_.links.leave_out(reason);
            if (told == nullptr) return;
            problems_.add(told, 0, shown_id(concepts_.row(from).id) + " to " + shown_id(to));
        };
    }

    void drop_links_to_unknown(LinkList links) {
        const LinkDropped dropped = dropper(LeftOut::unknown_concept,
                                            "a link to a concept that no file defines is left out");
        for (std::uint32_t place = 0; place < concepts_.size(); ++place) {
            std::erase_if(concepts_.row(place).*links, [&](const std::string& id) {
                const bool unknown = !concepts_.numbers().contains(id);
                if (unknown) dropped(place, id);
                return unknown;
            });
        }
    }

    void settle_links() {
        std::vector<std::uint32_t> order;
        for (const LinkList links : {&ConceptRow::includes, &ConceptRow::broader}) {
            drop_links_to_unknown(links);
            drop_repeated_links(concepts_.rows(), links, dropper(LeftOut::repeated, nullptr));
            order = break_cycles(concepts_.rows(), links, concepts_.numbers(),
                                 dropper(LeftOut::cycle, "a link that closes a cycle is dropped"));
        }
        drop_links_to_other_types(concepts_.rows(), concepts_.numbers(),
                                  dropper(LeftOut::other_type, nullptr));
        leave_out_nameless(order);
    }

    void leave_out_nameless(const std::vector<std::uint32_t>& order) {
        nameless_.assign(concepts_.size(), false);
        std::uint64_t before = 0;
        for (std::uint32_t place = 0; place < concepts_.size(); ++place) {
            before += link_count(place);
            if (firsts_[place] != place || !concepts_.terms(place).empty()) continue;
            nameless_[place] = true;
            counts_.concepts.leave_out(LeftOut::no_name);
            problems_.add("a concept without a name is left out", 0,
                          shown_id(concepts_.row(place).id));
        }
        lead_links_past(concepts_.rows(), concepts_.numbers(), order, nameless_);
        std::uint64_t after = 0;
        for (std::uint32_t place = 0; place < concepts_.size(); ++place) {
            if (!nameless_[place]) after += link_count(place);
        }
        if (after < before) counts_.links.leave_out(LeftOut::no_name, before - after);
        if (after > before) counts_.links.read += after - before;
    }

    [[nodiscard]] std::uint64_t link_count(std::uint32_t place) {
        return concepts_.row(place).broader.size() + concepts_.row(place).includes.size();
    }

    void emit(ThesaurusSource& merged) {
        for (std::uint32_t place = 0; place < concepts_.size(); ++place) {
            if (firsts_[place] != place || nameless_[place]) continue;
            ConceptRow& row = concepts_.row(place);
            std::vector<std::string>& references = row.cross_references;
            std::ranges::sort(references);
            references.erase(std::unique(references.begin(), references.end()), references.end());
            counts_.links.used += link_count(place);
            ++counts_.concepts.used;
            for (JoinedTerm& term : concepts_.terms(place)) {
                term.row.concept_id = row.id;
                ++counts_.terms.used;
                merged.terms.push_back(std::move(term.row));
            }
            merged.concepts.push_back(std::move(row));
        }
    }

    MergeCounts& counts_;
    ProblemLog problems_;
    NameKeys keys_;
    JoinedConcepts concepts_;
    std::vector<std::uint32_t> firsts_;
    std::vector<bool> nameless_;
};

}  // namespace

ThesaurusSource merge_vocabularies(std::vector<ThesaurusSource> sources, const Analyzer& analyzer,
                                   MergeCounts& counts, std::vector<VocabularyProblem>& problems,
                                   std::size_t max_problems_of_kind) {
    counts = {};
    return Merger(analyzer, counts, problems, max_problems_of_kind).run(sources);
}

}  // namespace casebook
