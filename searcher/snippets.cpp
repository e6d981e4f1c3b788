#include "snippets.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "passages.hpp"

namespace casebook {
namespace {

/// A stretch of one text.
struct Cut {
    std::size_t text;
    TextSpan span;
};

/// Cuts the passages of one report.
class SnippetMaker {
public:
    SnippetMaker(const std::vector<ReportText>& texts, const std::vector<Stretch>& read,
                 TextCutter& cutter)
        : texts_(texts), read_(read), cutter_(cutter) {}

    /// Cuts around the cores, those first that matter most.
    std::vector<Snippet> run(const std::vector<Cut>& cores, const std::vector<Evidence>& evidence) {
        for (const Cut& core : cores)
            add_cut(core.text, cutter_.whole_characters(texts_[core.text].text, core.span));
        std::sort(cuts_.begin(), cuts_.end(), [](const Cut& left, const Cut& right) {
            return std::tie(left.text, left.span.begin) < std::tie(right.text, right.span.begin);
        });
        std::vector<Snippet> snippets;
        for (const Cut& cut : cuts_)
            snippets.push_back(make_snippet(cut, evidence));
        return snippets;
    }

private:
    /// What may be shown around a core: what was read, and none of the other passages.
    [[nodiscard]] std::optional<TextSpan> bounds_of(std::size_t text, const TextSpan& core) const {
        const auto stretch = std::find_if(read_.begin(), read_.end(), [&](const Stretch& read) {
            return read.text == text && read.begin <= core.begin && core.end <= read.end;
        });
        if (stretch == read_.end()) return std::nullopt;
        TextSpan bounds{stretch->begin, stretch->end};
        for (const Cut& cut : cuts_) {
            if (cut.text != text) continue;
            if (cut.span.end <= core.begin) {
                bounds.begin = std::max(bounds.begin, cut.span.end);
            } else if (cut.span.begin >= core.end) {
                bounds.end = std::min(bounds.end, cut.span.begin);
            } else {
                return std::nullopt;
            }
        }
        return bounds;
    }

    void add_cut(std::size_t text, const TextSpan& core) {
        const auto bounds = bounds_of(text, core);
        if (bounds) cuts_.push_back({text, cutter_.cut(texts_[text].text, core, *bounds)});
    }

    [[nodiscard]] Snippet make_snippet(const Cut& cut, const std::vector<Evidence>& evidence) {
        Snippet snippet;
        snippet.section = texts_[cut.text].kind;
        std::size_t added = 0;
        snippet.text = balanced_slice(texts_[cut.text].text, cut.span, added);
        std::size_t covered = cut.span.begin;
        for (const Evidence& place : evidence) {
            if (place.text != cut.text || place.begin < covered || place.end > cut.span.end)
                continue;
            const TextSpan whole =
                cutter_.whole_characters(texts_[place.text].text, {place.begin, place.end});
            if (whole.begin < covered || whole.end > cut.span.end) continue;
            snippet.highlights.push_back({whole.begin - cut.span.begin + added,
                                          whole.end - cut.span.begin + added, place.kind});
            covered = whole.end;
        }
        return snippet;
    }

    const std::vector<ReportText>& texts_;
    const std::vector<Stretch>& read_;
    TextCutter& cutter_;
    std::vector<Cut> cuts_;
};

/// The beginning of a report's text, without a title that stands there.
std::vector<Snippet> opening(const CaseReport& report, const std::vector<ReportText>& texts,
                             TextCutter& cutter) {
    const auto text = std::find_if(texts.begin(), texts.end(), [](const ReportText& candidate) {
        return makes_passages(candidate.kind) && !candidate.text.empty();
    });
    if (text == texts.end()) return {};
    std::size_t begin = 0;
    if (!report.title.empty() && text->text.starts_with(report.title)) begin = report.title.size();
    begin = text->text.find_first_not_of(" .\r\n\t", begin);
    if (begin == std::string_view::npos) begin = 0;
    const TextSpan span = cutter.cut(text->text, {begin, begin}, {begin, text->text.size()});
    Snippet snippet;
    snippet.section = text->kind;
    std::size_t added = 0;
    snippet.text = balanced_slice(text->text, span, added);
    return {snippet};
}

}  // namespace

std::vector<Snippet> make_snippets(const CaseReport& report, const std::vector<ReportText>& texts,
                                   const std::vector<Evidence>& evidence,
                                   const std::vector<Stretch>& read,
                                   const std::vector<double>& weights, TextCutter& cutter) {
    std::vector<Evidence> shown = evidence;
    leave_out_titles(report, texts, shown);
    std::vector<Cut> cores;
    for (const Passage& passage : choose_passages(texts, shown, weights, kSnippetsPerHit)) {
        TextSpan core{shown[passage.first].begin, shown[passage.first].end};
        for (std::size_t at = passage.first; at <= passage.last; ++at)
            core.end = std::max<std::size_t>(core.end, shown[at].end);
        cores.push_back({passage.text, core});
    }
    std::vector<Snippet> snippets = SnippetMaker(texts, read, cutter).run(cores, evidence);
    return snippets.empty() ? opening(report, texts, cutter) : snippets;
}

std::vector<MatchedUnit> make_matched(const ReadQuery& query, const std::vector<ReportText>& texts,
                                      const std::vector<Evidence>& evidence) {
    std::map<std::size_t, const Evidence*> best;
    const auto order = [&](const Evidence& place) {
        return std::tuple(rank_of_place(texts[place.text].kind), place.kind, place.text,
                          place.begin);
    };
    for (const Evidence& place : evidence) {
        const Evidence*& known = best[place.unit];
        if (known == nullptr || order(place) < order(*known)) known = &place;
    }
    std::vector<MatchedUnit> matched;
    for (const auto& [unit, place] : best) {
        const ReportText& text = texts[place->text];
        matched.push_back({query.units[unit].text, place->kind, text.kind,
                           std::string(text.text.substr(place->begin, place->end - place->begin))});
    }
    return matched;
}

}  // namespace casebook
