#include "casebook/searcher.hpp"

#include <algorithm>

#include "casebook/embedding.hpp"
#include "casebook/schema.hpp"
#include "casebook/stored_report.hpp"
#include "close_ids.hpp"
#include "compiled_query.hpp"
#include "completion.hpp"
#include "explanation.hpp"
#include "fact_reader.hpp"
#include "feedback.hpp"
#include "field_filter.hpp"
#include "fused_ranking.hpp"
#include "handle_pool.hpp"
#include "hit_explainer.hpp"
#include "ranker.hpp"
#include "request_reading.hpp"
#include "search_facets.hpp"
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

/// What each list of a fusion gave to the hit's score.
std::vector<WeighedPart> fusion_parts(const HitFusion& places, double k) {
    std::vector<WeighedPart> parts;
    if (places.words_rank)
        parts.push_back({"words", 1 / (k + static_cast<double>(*places.words_rank))});
    if (places.vector_rank)
        parts.push_back({"vector", 1 / (k + static_cast<double>(*places.vector_rank))});
    return parts;
}

void require_sound_fusion(const SearchRequest& request) {
    if (const std::string fault = fusion_fault(request); !fault.empty())
        throw Error(ErrorCode::invalid_argument, fault);
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
        require_sound_fusion(request);
        SearchLimit limit(request);
        return timed(limit, [&] {
            return on_one_revision(
                [&](IndexHandle& handle) { return answer(handle, request, limit); });
        });
    }

    SearchRecord record(const SearchRequest& request) {
        if (!request.embedding.empty())
            throw Error(ErrorCode::invalid_argument,
                        "a search with a vector is no search that others can repeat from a record: "
                        "record it without");
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
        require_sound_fusion(request);
        return on_one_revision([&](IndexHandle& handle) {
            const ReadQuery query = filtered(
                handle, read_request(handle, request, SpellingCorrector::Use::searching), request);
            RankingWish wish = wish_of(request);
            wish.with_total = false;
            const Ranking ranking = rank_all(handle, query, compile(handle, query), request, wish);
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

    std::vector<std::string> close_ids(std::string_view id, std::size_t top) {
        return on_one_revision(
            [&](IndexHandle& handle) { return find_close_ids(handle.index.database, id, top); });
    }

    std::vector<Completion> suggest(std::string_view prefix, std::size_t top) {
        return on_one_revision(
            [&](IndexHandle& handle) { return Completer(handle).complete(prefix, top); });
    }

    IndexState state() {
        return on_one_revision([](IndexHandle& handle) {
            const OpenIndex& index = handle.index;
            std::string name = index.database.get_uuid();  // another one's when rebuilt
            for (const std::uint64_t generation : index.revision)
                name += " " + std::to_string(generation);
            return IndexState{index.database.get_doccount(), index.revision, std::move(name)};
        });
    }

    std::shared_ptr<const Thesaurus> thesaurus() {
        return on_one_revision([](IndexHandle& handle) { return handle.index.thesaurus; });
    }

    void prepare_neighbours() {
        const std::shared_ptr<VectorTable> table = on_one_revision([&](IndexHandle& handle) {
            return handle.vectors->table(handle.index, pool_.path().string());
        });
        table->make_graph();
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
        FoundReport found{decode_report(document.get_data()),
                          facts_of(document, *handle.index.thesaurus)};
        (void)decode_embedding(
            document.get_value(static_cast<Xapian::valueno>(ValueSlot::embedding)),
            found.report.embedding);
        return found;
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
        const Xapian::Database& database = handle.index.database;
        return QueryCompiler(
                   database, position_access(handle.index), &handle.lists,
                   handle.positions == nullptr ? nullptr : handle.positions->kept(database))
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
            // What a report only cites does not tell what the report is about.
            first.with_elsewhere = false;
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

    /// By words alone or, where the request has a vector, by both.
    Ranking rank_all(IndexHandle& handle, const ReadQuery& query, const CompiledQuery& compiled,
                     const SearchRequest& request, RankingWish& wish,
                     Explanation* explanation = nullptr) const {
        const Xapian::Database& database = handle.index.database;
        if (request.embedding.empty())
            return rank_with_feedback(database, query, compiled, request, wish, explanation);
        const FusedRanker ranker(handle, request, pool_.path().string(), wish.limit);
        return ranker.rank(compiled, wish, [&](RankingWish& words) {
            // The first ranking is told of; later ones only fetch more of it.
            return rank_with_feedback(database, query, compiled, request, words,
                                      std::exchange(explanation, nullptr));
        });
    }

    SearchResult answer(IndexHandle& handle, const SearchRequest& request,
                        SearchLimit& limit) const {
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
        const Ranking ranking = rank_all(handle, query, compiled, request, wish,
                                         result.explanation ? &*result.explanation : nullptr);
        result.match = ranking.match;
        result.match_required = ranking.match_required;
        result.total = ranking.total;
        add_hits(handle, request, query, ranking, limit, result);
        if (request.explain && !request.embedding.empty()) {
            for (Hit& hit : result.hits)
                hit.score_parts = fusion_parts(*hit.fusion, request.fusion.k);
        } else if (request.explain && !limit.reached()) {
            auto parts =
                score_parts(handle.index.database, query, compiled, wish.feedback, ranking);
            for (std::size_t hit = 0; hit < result.hits.size(); ++hit)
                result.hits[hit].score_parts = std::move(parts[hit]);
        }
        const FacetQuestion facets{handle,
                                   pool_.path().string(),
                                   request,
                                   compiled,
                                   words.patients,
                                   [&](std::string_view filter) {
                                       return compile(handle,
                                                      filtered(handle, words, request, filter));
                                   }};
        count_facets(facets, limit, result);
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
            hit.fusion = ranked.fusion;
            hit.report = decode_report(document.get_data());
            hit.facts = facts_of(document, *handle.index.thesaurus);
            if (explainer && !ends) explainer->explain(document, hit);
            result.hits.push_back(std::move(hit));
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
std::vector<std::string> Searcher::close_ids(std::string_view id, std::size_t top) const {
    return impl_->close_ids(id, top);
}
std::vector<Completion> Searcher::suggest(std::string_view prefix, std::size_t top) const {
    return impl_->suggest(prefix, top);
}
IndexState Searcher::state() const {
    return impl_->state();
}
std::shared_ptr<const Thesaurus> Searcher::thesaurus() const {
    return impl_->thesaurus();
}
void Searcher::prepare_neighbours() const {
    impl_->prepare_neighbours();
}

}  // namespace casebook
