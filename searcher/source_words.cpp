#include "source_words.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "casebook/built_in.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/schema.hpp"
#include "casebook/token_counting.hpp"
#include "impact_weight.hpp"

namespace casebook {
namespace {

/// What a shared skeleton counts beside the shared word (docs/decisions/0004-similar-reports.md).
constexpr double kSkeletonShare = 0.7;

/// Whether reports are told apart by such a token: not by numbers, not by half a pair.
bool is_telling(TokenKind kind) {
    return kind == TokenKind::word || kind == TokenKind::compound || kind == TokenKind::part ||
           kind == TokenKind::bigram || kind == TokenKind::lone_character;
}

/// A word as it was first met.
struct Candidate {
    std::string text;
    TermId term = kNoTerm;  ///< the stem; of a word without one, the abbreviation
    TermId skeleton = kNoTerm;
};

/// Counts the words of one report as the indexer does.
class WordCounter {
public:
    WordCounter(const RankingConstants& ranking, AnalysisBuffer& buffer)
        : ranking_(ranking), buffer_(buffer) {}

    void count(const CaseReport& report) {
        for (const ReportText& text : texts_of(report)) {
            if (!is_own_text(text.kind)) continue;
            buffer_.clear();
            built_in_analyzer().analyze(text.text, text.language, buffer_);
            if (weights_.size() < buffer_.term_count()) weights_.resize(buffer_.term_count());
            for (const Token& token : buffer_.tokens())
                count_token(token, text);
        }
    }

    [[nodiscard]] const std::vector<Candidate>& candidates() const { return candidates_; }

    /// The impact of a term, 0 to 1.
    [[nodiscard]] double impact(TermId term) const {
        const ImpactScale scale(ranking_, length_);
        return static_cast<double>(scale.impact(weights_[term])) / kImpactLevels;
    }

    [[nodiscard]] std::string index_term(TermId term) const {
        return make_term(term_class_of(buffer_.term_class(term)), buffer_.term_text(term));
    }

private:
    void count_token(const Token& token, const ReportText& text) {
        const double share = counted_share(token.kind);
        if (share == 0) return;
        const double weight = share * ranking_.field_weights[static_cast<std::size_t>(text.kind)];
        for (const TermId form : terms_of(token.forms)) {
            if (form != kNoTerm) weights_[form] += weight;
        }
        if (adds_to_length(token)) ++length_;
        const TermId term = token.forms.stem != kNoTerm ? token.forms.stem : token.forms.acronym;
        if (term == kNoTerm || !is_telling(token.kind) || !known_.insert(term).second) return;
        candidates_.push_back({std::string(text.text.substr(token.begin, token.end - token.begin)),
                               term, token.forms.skeleton});
    }

    const RankingConstants& ranking_;
    AnalysisBuffer& buffer_;
    std::vector<double> weights_;  ///< by term: weighted frequency
    std::set<TermId> known_;       ///< terms of candidates
    std::vector<Candidate> candidates_;
    std::size_t length_ = 0;
};

class WordChooser {
public:
    WordChooser(const WordCounter& counter, const Xapian::Database& database,
                const SourceWordRule& rule)
        : counter_(counter), database_(database), rule_(rule), all_(database.get_doccount()) {
        const auto share = static_cast<Xapian::doccount>(rule.largest_share * all_);
        held_by_most_ = std::max(share, rule.always_few);
    }

    [[nodiscard]] std::vector<SourceWord> run() const {
        std::vector<SourceWord> words;
        for (const Candidate& candidate : counter_.candidates()) {
            SourceWord word = weigh(candidate);
            if (weight_of(word) > 0) words.push_back(std::move(word));
        }
        std::sort(words.begin(), words.end(), [](const SourceWord& left, const SourceWord& right) {
            const double difference = weight_of(left) - weight_of(right);
            return difference != 0 ? difference > 0 : left.text < right.text;
        });
        drop_repeated_skeletons(words);
        if (words.size() > rule_.most) words.resize(rule_.most);
        return words;
    }

private:
    [[nodiscard]] static double weight_of(const SourceWord& word) {
        return std::max(word.term_weight, word.skeleton_weight);
    }

    [[nodiscard]] bool is_useful(Xapian::doccount frequency) const {
        return frequency > rule_.held_by_more && frequency <= held_by_most_;
    }

    [[nodiscard]] SourceWord weigh(const Candidate& candidate) const {
        SourceWord word;
        word.text = candidate.text;
        const std::string term = counter_.index_term(candidate.term);
        const Xapian::doccount frequency = database_.get_termfreq(term);
        const double idf = inverse_document_frequency(frequency, all_);
        if (is_useful(frequency)) {
            word.term = term;
            word.term_weight = counter_.impact(candidate.term) * idf;
        }
        if (candidate.skeleton == kNoTerm) return word;
        const std::string skeleton = counter_.index_term(candidate.skeleton);
        const Xapian::doccount known = database_.get_termfreq(skeleton);
        if (!is_useful(known)) return word;
        const double own = inverse_document_frequency(known, all_);
        word.skeleton = skeleton;
        word.skeleton_weight = counter_.impact(candidate.skeleton) *
                               (word.term.empty() ? own : kSkeletonShare * std::min(own, idf));
        return word;
    }

    /// Words of one family share a skeleton, which counts once: for the weightiest.
    static void drop_repeated_skeletons(std::vector<SourceWord>& words) {
        std::set<std::string> taken;
        for (SourceWord& word : words) {
            if (word.skeleton.empty() || taken.insert(word.skeleton).second) continue;
            word.skeleton.clear();
            word.skeleton_weight = 0;
        }
        std::erase_if(words, [](const SourceWord& word) { return weight_of(word) <= 0; });
    }

    const WordCounter& counter_;
    const Xapian::Database& database_;
    const SourceWordRule& rule_;
    Xapian::doccount all_;
    Xapian::doccount held_by_most_;
};

}  // namespace

std::vector<SourceWord> choose_words(const CaseReport& report, const Xapian::Database& database,
                                     const RankingConstants& ranking, const SourceWordRule& rule,
                                     AnalysisBuffer& buffer) {
    WordCounter counter(ranking, buffer);
    counter.count(report);
    return WordChooser(counter, database, rule).run();
}

}  // namespace casebook
