#include "snippets.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace casebook {
namespace {

constexpr std::size_t kSnippetBytes = 240;
constexpr std::size_t kMarginBytes = 60;  ///< shown before the first highlight where there is room

bool makes_snippets(SectionKind kind) {
    return is_own_text(kind) && kind != SectionKind::title &&
           kind != SectionKind::translated_title && kind != SectionKind::keywords;
}

bool is_boundary(std::string_view text, std::size_t at) {
    return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

/// The nearest place at or before `at`, not before `lowest`, where a word begins; in text without
/// spaces, where a character does.
std::size_t word_start_before(std::string_view text, std::size_t at, std::size_t lowest) {
    const std::size_t space = at == 0 ? std::string_view::npos : text.find_last_of(" \n\t", at - 1);
    if (space != std::string_view::npos && space + 1 > lowest && at - space < kMarginBytes)
        return space + 1;
    if (at <= lowest) return lowest;
    while (!is_boundary(text, at))
        --at;
    return at;
}

std::size_t word_end_after(std::string_view text, std::size_t at) {
    if (at >= text.size()) return text.size();
    const std::size_t space = text.find_first_of(" \n\t", at);
    if (space != std::string_view::npos && space - at < kMarginBytes) return space;
    while (!is_boundary(text, at))
        ++at;
    return at;
}

/// A run of evidence within one text that fits a snippet.
struct Window {
    std::size_t text = 0;
    std::size_t first = 0;  ///< numbers of evidence, in reading order
    std::size_t last = 0;
    std::size_t units = 0;  ///< distinct
};

std::vector<Window> find_windows(const std::vector<ReportText>& texts,
                                 const std::vector<Evidence>& evidence) {
    std::vector<Window> windows;
    for (std::size_t first = 0; first < evidence.size(); ++first) {
        const Evidence& start = evidence[first];
        if (!makes_snippets(texts[start.text].kind)) continue;
        std::set<std::size_t> units;
        std::size_t last = first;
        for (std::size_t at = first; at < evidence.size(); ++at) {
            const Evidence& here = evidence[at];
            if (here.text != start.text || here.end - start.begin > kSnippetBytes - kMarginBytes)
                break;
            units.insert(here.unit);
            last = at;
        }
        windows.push_back({start.text, first, last, units.size()});
    }
    return windows;
}

Snippet cut(const ReportText& text, std::size_t begin, std::size_t end) {
    Snippet snippet;
    snippet.section = text.kind;
    snippet.text = text.text.substr(begin, end - begin);
    return snippet;
}

Snippet make_snippet(const std::vector<ReportText>& texts, const std::vector<Evidence>& evidence,
                     const Window& window) {
    const std::string_view text = texts[window.text].text;
    const std::size_t first = evidence[window.first].begin;
    const std::size_t begin =
        word_start_before(text, first > kMarginBytes ? first - kMarginBytes : 0, 0);
    const std::size_t last =
        std::max<std::size_t>(evidence[window.last].end, begin + kSnippetBytes);
    const std::size_t end = word_end_after(text, std::min(last, text.size()));
    Snippet snippet = cut(texts[window.text], begin, end);
    std::size_t covered = begin;
    for (std::size_t at = 0; at < evidence.size(); ++at) {
        const Evidence& here = evidence[at];
        if (here.text != window.text || here.begin < covered || here.end > end) continue;
        snippet.highlights.push_back({here.begin - begin, here.end - begin, here.kind});
        covered = here.end;
    }
    return snippet;
}

bool overlap(const std::vector<Evidence>& evidence, const Window& left, const Window& right) {
    if (left.text != right.text) return false;
    const std::size_t start = std::max(evidence[left.first].begin, evidence[right.first].begin);
    const std::size_t other = std::min(evidence[left.first].begin, evidence[right.first].begin);
    return start - other < kSnippetBytes;
}

std::size_t new_units(const std::vector<Evidence>& evidence, const Window& window,
                      const std::set<std::size_t>& shown) {
    std::set<std::size_t> units;
    for (std::size_t at = window.first; at <= window.last; ++at) {
        if (!shown.contains(evidence[at].unit)) units.insert(evidence[at].unit);
    }
    return units.size();
}

Snippet opening(const std::vector<ReportText>& texts) {
    const auto text = std::find_if(texts.begin(), texts.end(), [](const ReportText& candidate) {
        return makes_snippets(candidate.kind) && !candidate.text.empty();
    });
    if (text == texts.end()) return {};
    return cut(*text, 0, word_end_after(text->text, std::min(kSnippetBytes, text->text.size())));
}

/// How good a place is to name: less is better.
int rank_of_place(SectionKind kind) {
    if (!is_own_text(kind)) return 3;
    if (kind == SectionKind::keywords || kind == SectionKind::back_matter) return 2;
    return makes_snippets(kind) ? 0 : 1;
}

}  // namespace

std::vector<Snippet> make_snippets(const std::vector<ReportText>& texts,
                                   const std::vector<Evidence>& evidence, std::size_t most) {
    std::vector<Evidence> ordered = evidence;
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const Evidence& left, const Evidence& right) {
                         return std::tie(left.text, left.begin, right.end) <
                                std::tie(right.text, right.begin, left.end);
                     });
    std::vector<Window> windows = find_windows(texts, ordered);
    std::vector<Window> chosen;
    std::set<std::size_t> shown;
    while (chosen.size() < most && !windows.empty()) {
        const auto best = std::max_element(
            windows.begin(), windows.end(), [&](const Window& left, const Window& right) {
                const auto value = [&](const Window& window) {
                    return std::pair(new_units(ordered, window, shown), window.units);
                };
                return value(left) < value(right);
            });
        if (!chosen.empty() && new_units(ordered, *best, shown) == 0 && chosen.size() >= 2) break;
        const Window window = *best;
        chosen.push_back(window);
        for (std::size_t at = window.first; at <= window.last; ++at)
            shown.insert(ordered[at].unit);
        std::erase_if(windows,
                      [&](const Window& other) { return overlap(ordered, window, other); });
    }
    std::sort(chosen.begin(), chosen.end(),
              [](const Window& left, const Window& right) { return left.first < right.first; });
    std::vector<Snippet> snippets;
    for (const Window& window : chosen)
        snippets.push_back(make_snippet(texts, ordered, window));
    if (snippets.empty()) {
        if (Snippet start = opening(texts); !start.text.empty())
            snippets.push_back(std::move(start));
    }
    return snippets;
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
