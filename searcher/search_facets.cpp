#include "search_facets.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <vector>

#include "casebook/schema.hpp"
#include "facet_counter.hpp"
#include "field_filter.hpp"
#include "found_documents.hpp"
#include "fused_ranking.hpp"
#include "ranker.hpp"

namespace casebook {
namespace {

class FacetCount {
public:
    FacetCount(const FacetQuestion& question, SearchLimit& limit, SearchResult& result)
        : question_(question),
          request_(question.request),
          database_(question.handle.index.database),
          by_words_(question.request.embedding.empty()),
          limit_(limit),
          result_(result) {}

    void run() {
        if (question_.handle.index.is_remote && by_words_ && result_.match != MatchRule::most)
            count_by_servers();
        for (const FacetRequest& facet : request_.facets)
            add(facet);
    }

private:
    void add(const FacetRequest& facet) {
        const std::string_view field = facet_field(facet.field).name;
        const bool counted_by_servers =
            question_.handle.index.is_remote && result_.facets.count(facet.field) != 0;
        if (limit_.reached() || counted_by_servers) return;
        const std::string_view left_out = filter_left_out(field);
        const auto [known, missing] = documents_.try_emplace(left_out);
        if (missing) known->second = find(left_out);
        if (!known->second || limit_.reached()) return;  // counts are exact or not there
        result_.facets[facet.field] =
            count_facet(question_.handle, facet, *known->second,
                        patient_wish(request_.filters, question_.patients, field));
    }

    /// The filter that a facet leaves out; empty for none.
    [[nodiscard]] std::string_view filter_left_out(std::string_view field) const {
        const auto same = [&](const Filter& filter) {
            const auto asked = find_filter_field(filter.field);
            return asked && asked->name == field;
        };
        return std::any_of(request_.filters.begin(), request_.filters.end(), same) ? field : "";
    }

    [[nodiscard]] CompiledQuery query_without(std::string_view filter) const {
        if (filter.empty()) return question_.compiled;
        CompiledQuery rest = question_.compile_without(filter);
        rest.everything = question_.compiled.everything;
        return rest;
    }

    /// The first tier of the query without that filter; none if no time is left.
    [[nodiscard]] std::optional<DocumentSet> find(std::string_view left_out) const {
        const CompiledQuery query = query_without(left_out);
        if (by_words_) {
            if (auto found = find_documents(database_, query, result_.match,
                                            *question_.handle.columns, &limit_))
                return found;
        }
        std::vector<Xapian::docid> found = rank(database_, query, wish()).first_tier;
        if (!by_words_) {
            const FusedRanker ranker(question_.handle, request_, question_.index_name, &limit_);
            found = ranker.first_tier(query, std::move(found));
        }
        if (limit_.reached()) return std::nullopt;
        return set_of(found, database_.get_lastdocid());
    }

    [[nodiscard]] RankingWish wish() const {
        RankingWish wish;
        wish.top = 0;
        wish.match = result_.match;
        wish.with_total = false;
        wish.with_partial = false;
        wish.with_first_tier = true;
        wish.limit = &limit_;
        return wish;
    }

    /// Counts those facets that stock servers can count for us: all at once that leave the same
    /// filter out (docs/decisions/0011-facets-of-shards.md).
    void count_by_servers() {
        std::map<std::string_view, std::vector<const FacetRequest*>> groups;
        for (const FacetRequest& facet : request_.facets) {
            const FilterField field = facet_field(facet.field);
            if (spied_slot(field)) groups[filter_left_out(field.name)].push_back(&facet);
        }
        for (const auto& [left_out, facets] : groups) {
            if (limit_.reached()) return;
            spy(left_out, facets);
        }
    }

    void spy(std::string_view left_out, const std::vector<const FacetRequest*>& facets) {
        std::deque<Xapian::ValueCountMatchSpy> spies;  // which cannot be moved
        RankingWish wish = this->wish();
        for (const FacetRequest* facet : facets) {
            const ValueSlot slot = *spied_slot(facet_field(facet->field));
            wish.spies.push_back(&spies.emplace_back(static_cast<Xapian::valueno>(slot)));
        }
        static_cast<void>(rank(database_, query_without(left_out), wish));
        if (limit_.reached()) return;  // counts are exact or not there
        for (std::size_t i = 0; i < facets.size(); ++i) {
            const std::string_view field = facet_field(facets[i]->field).name;
            result_.facets[facets[i]->field] =
                count_spied(question_.handle, *facets[i], spies[i],
                            patient_wish(request_.filters, question_.patients, field));
        }
    }

    const FacetQuestion& question_;
    const SearchRequest& request_;
    const Xapian::Database& database_;
    const bool by_words_;  ///< else by a vector too
    SearchLimit& limit_;
    SearchResult& result_;
    /// What is counted, by the filter that is left out; none where no time was left.
    std::map<std::string_view, std::optional<DocumentSet>> documents_;
};

}  // namespace

void count_facets(const FacetQuestion& question, SearchLimit& limit, SearchResult& result) {
    FacetCount(question, limit, result).run();
}

}  // namespace casebook
