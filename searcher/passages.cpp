#include "passages.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "text_cutter.hpp"

namespace casebook {
namespace {

/// What a unit counts that an earlier passage has shown, and what inferred evidence counts.
constexpr double kShownShare = 0.1;
constexpr double kCognateShare = 0.5;

/// What a passage loses whose evidence spreads over all of its length.
constexpr double kSpreadLoss = 0.2;

/// Passages of the back matter: consent, funding, affiliations.
constexpr double kBackMatterShare = 0.3;

class PassageChooser {
public:
    PassageChooser(const std::vector<ReportText>& texts, const std::vector<Evidence>& evidence,
                   const std::vector<double>& weights)
        : texts_(texts),
          evidence_(evidence),
          weights_(weights),
          shown_(weights.size()),
          counted_(weights.size()) {}

    std::vector<Passage> run(std::size_t most) {
        std::vector<Passage> chosen;
        find_candidates();
        while (chosen.size() < most && !candidates_.empty()) {
            const auto best = best_candidate();
            if (chosen.size() >= 2 && !shows_something_new(*best)) break;
            chosen.push_back(*best);
            for (std::size_t at = best->first; at <= best->last; ++at)
                shown_[evidence_[at].unit] = true;
            std::erase_if(candidates_,
                          [&](const Passage& other) { return overlap(chosen.back(), other); });
        }
        return chosen;
    }

private:
    [[nodiscard]] std::size_t span_of(const Passage& passage) const {
        return evidence_[passage.last].end - evidence_[passage.first].begin;
    }

    /// Bytes within which the evidence of a passage lies.
    std::size_t limit_in(std::size_t text) {
        const auto [known, added] = limits_.try_emplace(text);
        if (added) {
            known->second = bytes_of_columns(texts_[text].text, kPassageColumns - kLeadColumns / 2);
        }
        return known->second;
    }

    void find_candidates() {
        for (std::size_t first = 0; first < evidence_.size(); ++first) {
            const Evidence& start = evidence_[first];
            if (!makes_passages(texts_[start.text].kind)) continue;
            const std::size_t limit = limit_in(start.text);
            std::size_t last = first;
            for (std::size_t at = first; at < evidence_.size(); ++at) {
                const Evidence& here = evidence_[at];
                if (here.text != start.text || here.end > start.begin + limit) break;
                last = at;
            }
            candidates_.push_back({start.text, first, last});
        }
    }

    [[nodiscard]] std::vector<Passage>::iterator best_candidate() {
        auto best = candidates_.begin();
        double most = -1;
        for (auto at = candidates_.begin(); at != candidates_.end(); ++at) {
            const double value = value_of(*at);
            if (value <= most) continue;
            most = value;
            best = at;
        }
        return best;
    }

    [[nodiscard]] double value_of(const Passage& passage) {
        ++round_;
        double value = 0;
        for (std::size_t at = passage.first; at <= passage.last; ++at) {
            const Evidence& here = evidence_[at];
            if (counted_[here.unit] == round_) continue;
            counted_[here.unit] = round_;
            const double share = here.kind == EvidenceKind::cognate ? kCognateShare : 1.0;
            value += weights_[here.unit] * share * (shown_[here.unit] ? kShownShare : 1.0);
        }
        const double spread =
            static_cast<double>(span_of(passage)) / static_cast<double>(limit_in(passage.text) + 1);
        value *= 1.0 - kSpreadLoss * std::min(spread, 1.0);
        return texts_[passage.text].kind == SectionKind::back_matter ? value * kBackMatterShare
                                                                     : value;
    }

    [[nodiscard]] bool shows_something_new(const Passage& passage) const {
        for (std::size_t at = passage.first; at <= passage.last; ++at) {
            if (!shown_[evidence_[at].unit]) return true;
        }
        return false;
    }

    bool overlap(const Passage& left, const Passage& right) {
        if (left.text != right.text) return false;
        const std::size_t one = evidence_[left.first].begin;
        const std::size_t other = evidence_[right.first].begin;
        return std::max(one, other) - std::min(one, other) < limit_in(left.text);
    }

    const std::vector<ReportText>& texts_;
    const std::vector<Evidence>& evidence_;
    const std::vector<double>& weights_;
    std::vector<bool> shown_;           ///< by unit
    std::vector<std::size_t> counted_;  ///< by unit: the last round that met it
    std::size_t round_ = 0;
    std::map<std::size_t, std::size_t> limits_;  ///< by text
    std::vector<Passage> candidates_;
};

/// Titles shorter than this may be any words.
constexpr std::size_t kShortestTitle = 12;

/// Whether the place lies in a repetition of `title`.
bool repeats(std::string_view text, const Evidence& place, std::string_view title) {
    if (title.size() < kShortestTitle) return false;
    const std::size_t earliest = place.end > title.size() ? place.end - title.size() : 0;
    const std::size_t found = text.substr(0, place.begin + title.size()).find(title, earliest);
    return found != std::string_view::npos && found <= place.begin;
}

}  // namespace

void leave_out_titles(const CaseReport& report, const std::vector<ReportText>& texts,
                      std::vector<Evidence>& evidence) {
    std::vector<Evidence> others;
    std::copy_if(evidence.begin(), evidence.end(), std::back_inserter(others),
                 [&](const Evidence& place) {
                     const ReportText& text = texts[place.text];
                     return makes_passages(text.kind) && !repeats(text.text, place, report.title) &&
                            !repeats(text.text, place, report.translated_title);
                 });
    if (!others.empty()) evidence = std::move(others);
}

bool makes_passages(SectionKind kind) {
    return is_own_text(kind) && kind != SectionKind::title &&
           kind != SectionKind::translated_title && kind != SectionKind::keywords;
}

void sort_evidence(std::vector<Evidence>& evidence) {
    std::stable_sort(evidence.begin(), evidence.end(),
                     [](const Evidence& left, const Evidence& right) {
                         return std::tie(left.text, left.begin, right.end) <
                                std::tie(right.text, right.begin, left.end);
                     });
}

std::vector<Passage> choose_passages(const std::vector<ReportText>& texts,
                                     const std::vector<Evidence>& evidence,
                                     const std::vector<double>& weights, std::size_t most) {
    return PassageChooser(texts, evidence, weights).run(most);
}

}  // namespace casebook
