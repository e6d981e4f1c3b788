#include "similar_reports.hpp"

#include <algorithm>
#include <optional>

#include "casebook/stored_report.hpp"
#include "compiled_query.hpp"
#include "facet_counter.hpp"
#include "fact_reader.hpp"
#include "hit_explainer.hpp"
#include "impact_weight.hpp"
#include "ranker.hpp"
#include "read_query.hpp"
#include "source_words.hpp"

namespace casebook {
namespace {

constexpr std::size_t kMatchedPerHit = 10;

class SimilarSearch {
public:
    SimilarSearch(IndexHandle& handle, CaseReport source, const SearchRequest& request,
                  SearchLimit& limit)
        : handle_(handle),
          database_(handle.index.database),
          request_(request),
          limit_(limit),
          source_term_(source.id.empty() ? "" : make_term(TermClass::id, source.id)) {
        complete_report(source);
        SourceWordRule rule;
        rule.held_by_more = is_indexed() ? 1 : 0;
        words_ =
            choose_words(source, database_, handle.index.identity.ranking, rule, handle.buffer);
        for (const SourceWord& word : words_)
            add_unit(word);
    }

    SearchResult run() {
        SearchResult result;
        result.revision = handle_.index.revision;
        result.match = MatchRule::any;
        RankingWish wish = usual_wish();
        wish.offset = request_.offset;
        wish.top = request_.top;
        wish.sort = request_.sort;
        const Ranking ranking = rank(database_, compile(), wish);
        result.total = ranking.total;
        std::optional<HitExplainer> explainer;
        if (request_.with_snippets && !limit_.reached())
            explainer.emplace(handle_, units_, ranking.documents);
        for (const RankedDocument& ranked : ranking.documents) {
            const bool ends = limit_.reached();
            if (ends && result.hits.size() >= kHitsAfterLimit) break;
            const Xapian::Document document = database_.get_document(ranked.document);
            Hit hit;
            hit.rank = request_.offset + result.hits.size() + 1;
            hit.score = ranked.score;
            hit.report = decode_report(document.get_data());
            hit.facts = facts_of(document, *handle_.index.thesaurus);
            if (explainer && !ends) explain(*explainer, document, hit);
            result.hits.push_back(std::move(hit));
        }
        for (const FacetRequest& facet : request_.facets)
            count(facet, result);
        return result;
    }

private:
    [[nodiscard]] bool is_indexed() const {
        return !source_term_.empty() && database_.term_exists(source_term_);
    }

    /// The word as a unit of a query, for evidence.
    void add_unit(const SourceWord& word) {
        QueryUnit unit;
        unit.text = word.text;
        if (!word.term.empty()) unit.terms.push_back(word.term);
        if (!word.skeleton.empty()) unit.cognates.push_back(word.skeleton);
        Condition condition;
        condition.unit = units_.units.size();
        units_.wanted.push_back(std::move(condition));
        units_.units.push_back(std::move(unit));
    }

    [[nodiscard]] RankingWish usual_wish() const {
        RankingWish wish;
        wish.limit = &limit_;
        wish.match = MatchRule::any;
        wish.with_partial = false;
        return wish;
    }

    /// The term with `weight` in place of its idf.
    [[nodiscard]] Way weighed(const std::string& term, double weight) const {
        const double idf =
            inverse_document_frequency(database_.get_termfreq(term), database_.get_doccount());
        return {Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term), weight / idf),
                tree_of_term(term, weight)};
    }

    [[nodiscard]] CompiledQuery compile(std::string_view without_filter = {}) const {
        CompiledQuery compiled;
        compiled.walked = handle_.index.identity.positions == "own";
        // A report without a telling word is like no other, whatever the filters.
        if (words_.empty()) return compiled;
        for (const SourceWord& word : words_) {
            std::vector<Way> ways;
            if (!word.term.empty()) ways.push_back(weighed(word.term, word.term_weight));
            if (!word.skeleton.empty())
                ways.push_back(weighed(word.skeleton, word.skeleton_weight));
            CompiledCondition condition;
            condition.strict = first_of(ways);
            condition.loose = condition.strict;
            compiled.conditions.push_back(std::move(condition));
        }
        if (!source_term_.empty()) compiled.unwanted = Xapian::Query(source_term_);
        std::vector<Xapian::Query> filters;
        FilterMaker maker(handle_);
        for (FieldFilter& filter :
             field_filters(request_.filters, maker, PatientWish(), without_filter))
            filters.push_back(std::move(filter.query));
        compiled.filtered = !filters.empty();
        if (compiled.filtered) compiled.filter = combine(Xapian::Query::OP_AND, filters);
        return compiled;
    }

    /// The numbers of the words that the document holds, those first that count most.
    [[nodiscard]] std::vector<std::size_t> shared_words(Xapian::docid document) const {
        std::vector<std::pair<double, std::size_t>> shared;
        for (std::size_t number = 0; number < words_.size(); ++number) {
            const SourceWord& word = words_[number];
            double part = word.term_weight * impact_in(document, word.term);
            if (part == 0) part = word.skeleton_weight * impact_in(document, word.skeleton);
            if (part > 0) shared.emplace_back(-part, number);
        }
        std::sort(shared.begin(), shared.end());
        std::vector<std::size_t> numbers;
        for (const auto& [part, number] : shared)
            numbers.push_back(number);
        return numbers;
    }

    [[nodiscard]] double impact_in(Xapian::docid document, const std::string& term) const {
        if (term.empty()) return 0;
        auto posting = database_.postlist_begin(term);
        if (posting == database_.postlist_end(term)) return 0;
        posting.skip_to(document);
        const bool holds = posting != database_.postlist_end(term) && *posting == document;
        return holds ? posting.get_wdf() : 0;
    }

    /// By the shared words that count most.
    void explain(HitExplainer& explainer, const Xapian::Document& document, Hit& hit) const {
        std::vector<std::size_t> shown = shared_words(document.get_docid());
        if (shown.size() > kMatchedPerHit) shown.resize(kMatchedPerHit);
        std::vector<double> weights;
        for (const SourceWord& word : words_)
            weights.push_back(std::max(word.term_weight, word.skeleton_weight));
        explainer.explain(document, shown, weights, hit);
        const auto place_of = [&](const MatchedUnit& matched) {
            return std::find_if(shown.begin(), shown.end(), [&](std::size_t number) {
                return words_[number].text == matched.unit;
            });
        };
        std::stable_sort(hit.matched.begin(), hit.matched.end(),
                         [&](const MatchedUnit& left, const MatchedUnit& right) {
                             return place_of(left) < place_of(right);
                         });
    }

    void count(const FacetRequest& facet, SearchResult& result) const {
        const std::string_view field = facet_field(facet.field).name;
        if (limit_.reached()) return;
        RankingWish wish = usual_wish();
        wish.top = 0;
        wish.with_first_tier = true;
        const Ranking ranking = rank(database_, compile(field), wish);
        if (limit_.reached()) return;  // counts are exact or not there
        result.facets[facet.field] =
            count_facet(handle_, facet, set_of(ranking.first_tier, database_.get_lastdocid()),
                        patient_wish(request_.filters, PatientWish(), field));
    }

    IndexHandle& handle_;
    const Xapian::Database& database_;
    const SearchRequest& request_;
    SearchLimit& limit_;
    std::string source_term_;  ///< the source's id; empty if it has none
    std::vector<SourceWord> words_;
    ReadQuery units_;  ///< a unit a word, in the order of `words_`
};

}  // namespace

SearchResult find_similar(IndexHandle& handle, CaseReport source, const SearchRequest& request,
                          SearchLimit& limit) {
    return SimilarSearch(handle, std::move(source), request, limit).run();
}

}  // namespace casebook
