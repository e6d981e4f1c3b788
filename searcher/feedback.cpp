#include "feedback.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "casebook/impact.hpp"
#include "casebook/schema.hpp"
#include "impact_weight.hpp"

namespace casebook {
namespace {

/// c of exp(c (score - best)): fitted where impacts take the place of BM25's frequencies, which
/// reach up to k1 + 1.
constexpr double kSteepness = 1.0;
constexpr std::size_t kTerms = 50;
/// Only the most frequent candidates are looked up in the index.
constexpr std::size_t kCandidates = 200;

/// Stems, and skeletons: what reports in several languages share.
bool guides(const std::string& term) {
    return is_of_class(term, TermClass::stem) || is_of_class(term, TermClass::skeleton);
}

/// Frequency by length, as far as a saturated impact tells it.
double frequency(Xapian::termcount impact) {
    const double saturated = std::min<double>(impact, kImpactLevels - 1) / kImpactLevels;
    return saturated / (1 - saturated);
}

/// The score of the best of the answers; 0 if there is none.
double best_score(const std::vector<RankedDocument>& answers) {
    double best = 0;
    for (const RankedDocument& answer : answers)
        best = std::max(best, answer.score);
    return best;
}

/// What an answer counts; the best one 1.
double share_of(const RankedDocument& answer, double best) {
    return std::exp(kSteepness * (answer.score - best));
}

std::vector<FeedbackTerm> best_candidates(const std::unordered_map<std::string, double>& shares) {
    std::vector<FeedbackTerm> candidates;
    candidates.reserve(shares.size());
    for (const auto& [term, share] : shares)
        candidates.push_back({term, share});
    const auto better = [](const FeedbackTerm& left, const FeedbackTerm& right) {
        return left.weight != right.weight ? left.weight > right.weight : left.term < right.term;
    };
    const std::size_t kept = std::min(kCandidates, candidates.size());
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(kept),
                      candidates.end(), better);
    candidates.resize(kept);
    return candidates;
}

}  // namespace

std::vector<FeedbackTerm> feedback_terms(const Xapian::Database& database,
                                         const std::vector<RankedDocument>& answers,
                                         const std::set<std::string>& own) {
    if (answers.empty()) return {};
    const double best = best_score(answers);
    std::unordered_map<std::string, double> shares;
    for (const RankedDocument& answer : answers) {
        const double weight = share_of(answer, best);
        const auto end = database.termlist_end(answer.document);
        for (auto term = database.termlist_begin(answer.document); term != end; ++term) {
            const std::string spelling = *term;
            if (guides(spelling)) shares[spelling] += weight * frequency(term.get_wdf());
        }
    }
    const Xapian::doccount all = database.get_doccount();
    std::vector<FeedbackTerm> terms;
    for (FeedbackTerm& candidate : best_candidates(shares)) {
        const Xapian::doccount holding = database.get_termfreq(candidate.term);
        if (holding < 2 || holding > all / 10) continue;
        if (own.contains(candidate.term)) continue;
        candidate.weight *= std::sqrt(inverse_document_frequency(holding, all));
        terms.push_back(std::move(candidate));
    }
    std::stable_sort(terms.begin(), terms.end(),
                     [](const FeedbackTerm& left, const FeedbackTerm& right) {
                         return left.weight > right.weight;
                     });
    terms.resize(std::min(kTerms, terms.size()));
    double sum = 0;
    for (const FeedbackTerm& term : terms)
        sum += term.weight;
    for (FeedbackTerm& term : terms)
        term.weight /= sum;
    return terms;
}

Way feedback_way(const Xapian::Database& database, const std::vector<FeedbackTerm>& terms,
                 std::size_t conditions) {
    const double scale = static_cast<double>(conditions) * kFeedbackShare / (1 - kFeedbackShare);
    const Xapian::doccount all = database.get_doccount();
    std::vector<Way> ways;
    for (const FeedbackTerm& term : terms) {
        const double weight = scale * term.weight;
        const double idf = inverse_document_frequency(database.get_termfreq(term.term), all);
        ways.emplace_back(
            Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term.term), weight),
            tree_of_term(term.term, weight * idf));
    }
    return ways.empty() ? Way() : sum_of(ways);
}

void explain_feedback(const Xapian::Database& database, const std::vector<RankedDocument>& answers,
                      const std::vector<FeedbackTerm>& terms, Explanation& explanation) {
    constexpr auto kId = static_cast<Xapian::valueno>(ValueSlot::id);
    const double best = best_score(answers);
    for (const RankedDocument& answer : answers)
        explanation.guides.push_back(
            {database.get_document(answer.document).get_value(kId), share_of(answer, best)});
    for (const FeedbackTerm& term : terms)
        explanation.feedback.push_back({term.term, term.weight});
}

}  // namespace casebook
