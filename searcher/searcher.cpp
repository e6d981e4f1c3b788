#include "casebook/searcher.hpp"

#include <algorithm>
#include <deque>
#include <map>

#include "casebook/schema.hpp"
#include "casebook/stored_report.hpp"
#include "compiled_query.hpp"
#include "completion.hpp"
#include "explanation.hpp"
#include "facet_counter.hpp"
#include "fact_reader.hpp"
#include "feedback.hpp"
#include "field_filter.hpp"
#include "found_documents.hpp"
#include "handle_pool.hpp"
#include "hit_explainer.hpp"
#include "ranker.hpp"
#include "request_reading.hpp"
#include "search_limit.hpp"
#include "search_recorder.hpp"
#include "similar_reports.hpp"
#include "spelling.hpp"

namespace casebook {
namespace {

RankingWish wish_of(const SearchRequest& request) {
    RankingWish wish;
    wish.offset = request.offset;
    wish.top = request.top;
    wish.match = request.match;
    wish.sort = request.sort;
    wish.with_partial = !request.boolean;
    return wish;
}

}  // namespace

class Searcher::Impl {
    /// Runs `action` on the newest revision; if a writer overtakes it, again on the one then
    /// newest.
    template <typename Action>
    auto on_one_revision(Action action) {
        constexpr int kTries = 100;
        const HandlePool::Loan handle = pool_.borrow();
        for (int attempt = 1;; ++attempt) {
            try {
                pool_.refresh(*handle);
                return action(*handle);
            } catch (const Xapian::DatabaseModifiedError& error) {
                if (attempt == kTries) throw error_from(error, pool_.path().string());
            } catch (const Xapian::Error& error) {
                throw error_from(error, pool_.path().string());
            }
        }
    }

public:
    explicit Impl(std::filesystem::path path) : pool_(std::move(path)) {}

    SearchResult search(const SearchRequest& request) {
        SearchLimit limit(request);
        return timed(limit, [&] {
            return on_one_revision(
                [&](IndexHandle& handle) { return answer(handle, request, limit); });
        });
    }

    SearchRecord record(const SearchRequest& request) {
        return on_one_revision([&](IndexHandle& handle) { return record_search(handle, request); });
    }

    SearchResult similar(const CaseReport& source, const SearchRequest& request) {
        SearchLimit limit(request);
        return timed(limit, [&] {
            SearchResult result = on_one_revision(
                [&](IndexHandle& handle) { return find_similar(handle, source, request, limit); });
            result.has_query = false;
            return result;
        });
    }

    std::optional<SearchResult> similar(std::string_view id, const SearchRequest& request) {
        bool found = true;
        SearchLimit limit(request);
        SearchResult result = timed(limit, [&] {
            return on_one_revision([&](IndexHandle& handle) {
                std::optional<FoundReport> source = stored_report(handle, id);
                found = source.has_value();
                return found ? find_similar(handle, std::move(source->report), request, limit)
                             : SearchResult();
            });
        });
        if (!found) return std::nullopt;
        result.query = id;
        return result;
    }

    std::vector<RankedId> rank_ids(const SearchRequest& request) {
        return on_one_revision([&](IndexHandle& handle) {
            const ReadQuery query = filtered(
                handle, read_request(handle, request, SpellingCorrector::Use::searching), request);
            RankingWish wish = wish_of(request);
            wish.with_total = false;
            const Ranking ranking = rank_with_feedback(handle.index.database, query,
                                                       compile(handle, query), request, wish);
            std::vector<RankedId> ids;
            for (const RankedDocument& ranked : ranking.documents) {
                const Xapian::Document document =
                    handle.index.database.get_document(ranked.document);
                ids.push_back({document.get_value(static_cast<Xapian::valueno>(ValueSlot::id)),
                               ranked.score});
            }
            return ids;
        });
    }

    std::optional<FoundReport> find_report(std::string_view id) {
        return on_one_revision([&](IndexHandle& handle) { return stored_report(handle, id); });
    }

    std::vector<Completion> suggest(std::string_view prefix, std::size_t top) {
        return on_one_revision(
            [&](IndexHandle& handle) { return Completer(handle).complete(prefix, top); });
    }

private:
    template <typename Action>
    static SearchResult timed(const SearchLimit& limit, Action action) {
        const auto start = std::chrono::steady_clock::now();
        SearchResult result = action();
        result.took = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - start);
        result.timed_out = limit.was_reached();
        return result;
    }

    static std::optional<FoundReport> stored_report(const IndexHandle& handle,
                                                    std::string_view id) {
        const std::string term = make_term(TermClass::id, id);
        const auto posting = handle.index.database.postlist_begin(term);
        if (posting == handle.index.database.postlist_end(term)) return std::nullopt;
        const Xapian::Document document = handle.index.database.get_document(*posting);
        return FoundReport{decode_report(document.get_data()),
                           facts_of(document, *handle.index.thesaurus)};
    }

    /// The query within the request's filters, but for one field's.
    static ReadQuery filtered(IndexHandle& handle, ReadQuery query, const SearchRequest& request,
                              std::string_view without_filter = {}) {
        FilterMaker maker(handle);
        for (FieldFilter& filter :
             field_filters(request.filters, maker, query.patients, without_filter)) {
            query.filters.push_back(std::move(filter.query));
        }
        return query;
    }

    static CompiledQuery compile(IndexHandle& handle, const ReadQuery& query) {
        return QueryCompiler(handle.index.database, position_access(handle.index), &handle.lists)
            .compile(query);
    }

    /// Two passes: the best answers of the first tell what the second one also looks for, which
    /// then stands in `wish.feedback`.
    static Ranking rank_with_feedback(const Xapian::Database& database, const ReadQuery& query,
                                      const CompiledQuery& compiled, const SearchRequest& request,
                                      RankingWish& wish, Explanation* explanation = nullptr) {
        const std::size_t conditions = count_ranking(compiled);
        Ranking answers;
        if (request.feedback && conditions > 0 && wish.sort == SortOrder::relevance) {
            RankingWish first;
            first.top = kFeedbackReports;
            first.match = wish.match;
            first.with_total = wish.with_total;
            first.limit = wish.limit;
            answers = casebook::rank(database, compiled, first);
            if (reached(wish)) return wanted_of(std::move(answers), wish);
            wish.earlier = &answers;
            std::set<std::string> own;
            for (const QueryUnit& unit : query.units)
                own.insert(unit.terms.begin(), unit.terms.end());
            const std::vector<FeedbackTerm> terms =
                feedback_terms(database, answers.documents, own);
            wish.feedback = feedback_way(database, terms, conditions);
            if (explanation != nullptr)
                explain_feedback(database, answers.documents, terms, *explanation);
        }
        Ranking ranking = casebook::rank(database, compiled, wish);
        if (wish.earlier != nullptr && reached(wish)) ranking = wanted_of(std::move(answers), wish);
        wish.earlier = nullptr;
        return ranking;
    }

    static bool reached(const RankingWish& wish) {
        return wish.limit != nullptr && wish.limit->reached();
    }

    /// Of the first pass, which began at the best answer, those hits that were asked for: what the
    /// second one would have put in better order.
    static Ranking wanted_of(Ranking answers, const RankingWish& wish) {
        std::vector<RankedDocument>& hits = answers.documents;
        hits.erase(hits.begin(),
                   hits.begin() + static_cast<std::ptrdiff_t>(std::min(wish.offset, hits.size())));
        if (hits.size() > wish.top) hits.resize(wish.top);
        return answers;
    }

    static SearchResult answer(IndexHandle& handle, const SearchRequest& request,
                               SearchLimit& limit) {
        SearchResult result;
        result.query = request.query;
        result.revision = handle.index.revision;
        const ReadQuery words =
            read_request(handle, request, SpellingCorrector::Use::suggesting_too, &limit);
        const ReadQuery query = filtered(handle, words, request);
        result.diagnostics = query.diagnostics;
        result.suggestion = query.suggestion;
        result.read_as = readings(query, *handle.index.thesaurus);
        const CompiledQuery compiled = compile(handle, query);
        if (request.explain) result.explanation = explain_query(query, compiled, request.query);
        RankingWish wish = wish_of(request);
        wish.limit = &limit;
        const Ranking ranking =
            rank_with_feedback(handle.index.database, query, compiled, request, wish,
                               result.explanation ? &*result.explanation : nullptr);
        result.match = ranking.match;
        result.match_required = ranking.match_required;
        result.total = ranking.total;
        add_hits(handle, request, query, ranking, limit, result);
        if (request.explain && !limit.reached()) {
            auto parts =
                score_parts(handle.index.database, query, compiled, wish.feedback, ranking);
            for (std::size_t hit = 0; hit < result.hits.size(); ++hit)
                result.hits[hit].score_parts = std::move(parts[hit]);
        }
        FacetCall facets{handle, words, request, compiled, limit, {}};
        if (handle.index.is_remote && result.match != MatchRule::most)
            count_by_servers(facets, result);
        for (const FacetRequest& facet : request.facets)
            add_facet(facets, facet, result);
        return result;
    }

    static std::vector<Reading> readings(const ReadQuery& query, const Thesaurus& thesaurus) {
        std::vector<Reading> readings;
        for (const QueryUnit& unit : query.units) {
            if (unit.in_name) continue;
            Reading reading;
            reading.text = unit.text;
            reading.begin = unit.begin;
            reading.end = unit.end;
            for (const QuerySense& sense : unit.senses) {
                reading.concept_id = thesaurus.id(sense.concept_number);
                reading.label = thesaurus.label(sense.concept_number);
                reading.type = to_string(thesaurus.type(sense.concept_number));
                readings.push_back(reading);
            }
            for (const OverlaySense& sense : unit.overlay_senses) {
                reading.concept_id = sense.id;
                reading.label = sense.label;
                reading.type = sense.type;
                readings.push_back(reading);
            }
            if (unit.senses.empty() && unit.overlay_senses.empty())
                readings.push_back(std::move(reading));
        }
        return readings;
    }

    static void add_hits(IndexHandle& handle, const SearchRequest& request, const ReadQuery& query,
                         const Ranking& ranking, SearchLimit& limit, SearchResult& result) {
        std::optional<HitExplainer> explainer;
        if (request.with_snippets && !limit.reached())
            explainer.emplace(handle, query, ranking.documents);
        for (const RankedDocument& ranked : ranking.documents) {
            const bool ends = limit.reached();
            if (ends && result.hits.size() >= kHitsAfterLimit) break;
            const Xapian::Document document = handle.index.database.get_document(ranked.document);
            Hit hit;
            hit.rank = request.offset + result.hits.size() + 1;
            hit.score = ranked.score;
            hit.partial = ranked.partial;
            hit.report = decode_report(document.get_data());
            hit.facts = facts_of(document, *handle.index.thesaurus);
            if (explainer && !ends) explainer->explain(document, hit);
            result.hits.push_back(std::move(hit));
        }
    }

    /// What the facets of one search have in common.
    struct FacetCall {
        IndexHandle& handle;
        const ReadQuery& words;
        const SearchRequest& request;
        const CompiledQuery& compiled;  ///< with all filters
        SearchLimit& limit;
        /// What is counted, by the filter that is left out; none where no time was left.
        std::map<std::string_view, std::optional<DocumentSet>> documents;

        /// The filter that a facet leaves out, so that a user can widen it; empty for none.
        [[nodiscard]] std::string_view left_out(std::string_view field) const {
            const auto same = [&](const Filter& filter) {
                const auto asked = find_filter_field(filter.field);
                return asked && asked->name == field;
            };
            return std::any_of(request.filters.begin(), request.filters.end(), same) ? field : "";
        }

        /// The query without that filter.
        [[nodiscard]] CompiledQuery without(std::string_view filter) const {
            return filter.empty() ? compiled
                                  : compile(handle, filtered(handle, words, request, filter));
        }

        [[nodiscard]] RankingWish wish(MatchRule rule) const {
            RankingWish wish;
            wish.top = 0;
            wish.match = rule;
            wish.with_total = false;
            wish.with_partial = false;
            wish.with_first_tier = true;
            wish.limit = &limit;
            return wish;
        }
    };

    static void add_facet(FacetCall& call, const FacetRequest& facet, SearchResult& result) {
        // An unknown facet is refused even when no time is left to count.
        const std::string_view field = facet_field(facet.field).name;
        const bool counted_by_servers =
            call.handle.index.is_remote && result.facets.count(facet.field) != 0;
        if (call.limit.reached() || counted_by_servers) return;
        const std::string_view left_out = call.left_out(field);
        const auto [known, missing] = call.documents.try_emplace(left_out);
        if (missing) known->second = facet_documents(call, left_out, result.match);
        if (!known->second || call.limit.reached()) return;  // counts are exact or not there
        result.facets[facet.field] =
            count_facet(call.handle, facet, *known->second,
                        patient_wish(call.request.filters, call.words.patients, field));
    }

    /// The first tier of a query; none if no time is left.
    static std::optional<DocumentSet> facet_documents(const FacetCall& call,
                                                      std::string_view left_out, MatchRule rule) {
        const Xapian::Database& database = call.handle.index.database;
        const CompiledQuery query = call.without(left_out);
        if (auto found = find_documents(database, query, rule, *call.handle.columns, &call.limit))
            return found;
        const Ranking ranking = casebook::rank(database, query, call.wish(rule));
        if (call.limit.reached()) return std::nullopt;
        return set_of(ranking.first_tier, database.get_lastdocid());
    }

    /// Counts those facets that stock servers can count for us: all at once that leave the same
    /// filter out (docs/decisions/0011-facets-of-shards.md).
    static void count_by_servers(const FacetCall& call, SearchResult& result) {
        std::map<std::string_view, std::vector<const FacetRequest*>> groups;
        for (const FacetRequest& facet : call.request.facets) {
            const FilterField field = facet_field(facet.field);
            if (spied_slot(field)) groups[call.left_out(field.name)].push_back(&facet);
        }
        for (const auto& [left_out, facets] : groups) {
            if (call.limit.reached()) return;
            std::deque<Xapian::ValueCountMatchSpy> spies;  // which cannot be moved
            RankingWish wish = call.wish(result.match);
            for (const FacetRequest* facet : facets) {
                const ValueSlot slot = *spied_slot(facet_field(facet->field));
                wish.spies.push_back(&spies.emplace_back(static_cast<Xapian::valueno>(slot)));
            }
            static_cast<void>(
                casebook::rank(call.handle.index.database, call.without(left_out), wish));
            if (call.limit.reached()) return;  // counts are exact or not there
            for (std::size_t i = 0; i < facets.size(); ++i) {
                const std::string_view field = facet_field(facets[i]->field).name;
                result.facets[facets[i]->field] =
                    count_spied(call.handle, *facets[i], spies[i],
                                patient_wish(call.request.filters, call.words.patients, field));
            }
        }
    }

    HandlePool pool_;
};

Searcher::Searcher(std::filesystem::path path) : impl_(std::make_unique<Impl>(std::move(path))) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;

SearchResult Searcher::search(const SearchRequest& request) const {
    return impl_->search(settled(request));
}
SearchRecord Searcher::record(const SearchRequest& request) const {
    SearchRecord record = impl_->record(settled(request));
    record.program_version = CASEBOOK_VERSION;
    record.date = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    return record;
}
std::optional<SearchResult> Searcher::similar(std::string_view id,
                                              const SearchRequest& request) const {
    return impl_->similar(id, request);
}
SearchResult Searcher::similar(const CaseReport& source, const SearchRequest& request) const {
    return impl_->similar(source, request);
}
std::vector<RankedId> Searcher::rank(const SearchRequest& request) const {
    return impl_->rank_ids(settled(request));
}
std::optional<FoundReport> Searcher::find_report(std::string_view id) const {
    return impl_->find_report(id);
}
std::vector<Completion> Searcher::suggest(std::string_view prefix, std::size_t top) const {
    return impl_->suggest(prefix, top);
}

}  // namespace casebook
