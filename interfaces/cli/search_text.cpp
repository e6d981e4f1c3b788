#include <algorithm>

#include "search_output.hpp"
#include "text_layout.hpp"
#include "visible_text.hpp"

namespace casebook::cli {
namespace {

using Runs = std::vector<StyledText>;

std::string partial_mark(const Hit& hit) {
    return hit.partial_reason.empty() ? "partial" : "partial: " + visible_name(hit.partial_reason);
}

Runs title_runs(const Hit& hit) {
    const CaseReport& report = hit.report;
    Runs runs = {{std::to_string(hit.rank) + ". ", Style::plain},
                 {report.title.empty() ? "(no title)" : visible_line(report.title), Style::strong}};
    if (report.title_inferred) {
        runs.push_back({" (first sentence)", Style::faint});
    }
    return runs;
}

Runs source_runs(const Hit& hit) {
    Runs runs = {{visible_name(hit.report.id), Style::faint}};
    std::string source = visible_line(hit.report.journal);
    if (hit.report.year) {
        source += (source.empty() ? "" : " ") + std::to_string(*hit.report.year);
    }
    if (!source.empty()) {
        runs.push_back({" \u00b7 " + source, Style::faint});
    }
    if (hit.partial) {
        runs.push_back({" \u00b7 ", Style::faint});
        runs.push_back({partial_mark(hit), Style::strong});
    }
    return runs;
}

/// The snippet's text with its highlights in a style of their own. Whatever the offsets are,
/// nothing outside the text is read.
Runs snippet_runs(const Snippet& snippet) {
    Runs runs = {{std::string(to_string(snippet.section)) + ": ", Style::faint}};
    const std::string_view text = snippet.text;
    std::size_t at = 0;
    for (const Highlight& highlight : snippet.highlights) {
        const std::size_t begin = std::clamp(highlight.begin, at, text.size());
        const std::size_t end = std::clamp(highlight.end, begin, text.size());
        runs.push_back({visible_line(text.substr(at, begin - at)), Style::plain});
        runs.push_back({visible_line(text.substr(begin, end - begin)), Style::highlight});
        at = end;
    }
    runs.push_back({visible_line(text.substr(at)), Style::plain});
    return runs;
}

/// `4.51 ATG, 2.04 feedback`.
std::string parts_text(const std::vector<WeighedPart>& parts) {
    std::string text;
    for (const WeighedPart& part : parts)
        text += (text.empty() ? "" : ", ") + fixed(part.weight, 2) + " " + part.text;
    return text;
}

Runs score_runs(const Hit& hit) {
    return {{"score " + fixed(hit.score, 2) + " = ", Style::faint},
            {visible_line(parts_text(hit.score_parts)), Style::faint}};
}

std::string hit_text(const Hit& hit, const Terminal& terminal) {
    const std::size_t indent = std::to_string(hit.rank).size() + 2;
    const Margins body{.first = indent, .rest = indent, .width = terminal.width};
    std::string text =
        lay_out(title_runs(hit), {.first = 0, .rest = indent, .width = terminal.width},
                terminal.styled) +
        lay_out(source_runs(hit), body, terminal.styled);
    for (const Snippet& snippet : hit.snippets) {
        text += lay_out(snippet_runs(snippet), body, terminal.styled);
    }
    if (!hit.score_parts.empty()) text += lay_out(score_runs(hit), body, terminal.styled);
    return text + "\n";
}

/// How the query was compiled, a condition a line.
std::string explanation_text(const Explanation& explanation, const Terminal& terminal) {
    const auto line = [&](const std::string& name, const std::string& value) {
        const Runs runs = {{name + ": ", Style::strong}, {visible_line(value), Style::plain}};
        return lay_out(runs, {.first = 0, .rest = 2, .width = terminal.width}, terminal.styled);
    };
    std::string text = line("read as", explanation.tree);
    for (const Explanation::Condition& condition : explanation.conditions) {
        const std::string note =
            condition.stop ? " (stop word)" : " (idf " + fixed(condition.idf, 2) + ")";
        text += line(condition.text + note, condition.compiled);
    }
    if (!explanation.filter.empty()) text += line("only", explanation.filter);
    if (!explanation.unwanted.empty()) text += line("without", explanation.unwanted);
    if (!explanation.guides.empty()) text += line("guided by", parts_text(explanation.guides));
    if (!explanation.feedback.empty()) text += line("towards", parts_text(explanation.feedback));
    return text + "\n";
}

std::string facet_text(const std::string& field, const std::vector<FacetValue>& values,
                       const Terminal& terminal) {
    constexpr std::size_t kCountWidth = 8;
    const Runs heading = {{visible_name(field), Style::strong}};
    std::string text = lay_out(heading, {.width = terminal.width}, terminal.styled);
    for (const FacetValue& value : values) {
        const std::string count = grouped(value.count);
        text += std::string(kCountWidth - std::min(kCountWidth, count.size()), ' ') + count + "  " +
                visible_line(value.label.empty() ? value.value : value.label) + "\n";
    }
    return text + "\n";
}

std::string summary_text(const SearchResult& result) {
    const auto partial = static_cast<std::size_t>(
        std::ranges::count_if(result.hits, [](const Hit& hit) { return hit.partial; }));
    const std::size_t shown = result.hits.size() - partial;
    std::string text = counted(result.total, "report");
    if (shown < result.total) {
        text = grouped(shown) + " of " + text;
    }
    text += " (match: " + std::string(to_string(result.match)) + ")";
    if (partial > 0) {
        text += ", " + grouped(partial) + " partial";
    }
    const double milliseconds = static_cast<double>(result.took.count()) / 1000;
    text += ", " + fixed(milliseconds, 1) + " ms";
    return text + (result.timed_out ? ", stopped early\n" : "\n");
}

}  // namespace

std::string search_text(const SearchResult& result, const Terminal& terminal) {
    std::string text;
    for (const Hit& hit : result.hits) {
        text += hit_text(hit, terminal);
    }
    for (const auto& [field, values] : result.facets) {
        text += facet_text(field, values, terminal);
    }
    if (result.explanation) text += explanation_text(*result.explanation, terminal);
    return text + summary_text(result);
}

}  // namespace casebook::cli
