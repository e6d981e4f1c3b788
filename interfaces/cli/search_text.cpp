#include <algorithm>
#include <array>

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

/// The values of a facet as lines of a tree: what is narrower stands under what is broader.
class FacetTree {
public:
    FacetTree(const std::vector<FacetValue>& values, const Terminal& terminal)
        : values_(values), terminal_(terminal), written_(values.size(), false) {
        for (const FacetValue& value : values)
            most_ = std::max(most_, value.count);
    }

    std::string run() {
        for (std::size_t number = 0; number < values_.size(); ++number) {
            if (!has_shown_parent(values_[number])) write(number, 0);
        }
        for (std::size_t number = 0; number < values_.size(); ++number)
            write(number, 0);
        return text_;
    }

private:
    [[nodiscard]] bool has_shown_parent(const FacetValue& value) const {
        return std::ranges::any_of(values_, [&](const FacetValue& other) {
            return std::ranges::find(value.broader, other.value) != value.broader.end();
        });
    }

    void write(std::size_t number, std::size_t depth) {
        if (written_[number]) return;
        written_[number] = true;
        const FacetValue& value = values_[number];
        text_ += line(value, depth);
        for (std::size_t other = 0; other < values_.size(); ++other) {
            const auto& broader = values_[other].broader;
            if (std::ranges::find(broader, value.value) != broader.end()) write(other, depth + 1);
        }
    }

    [[nodiscard]] std::string line(const FacetValue& value, std::size_t depth) const {
        constexpr std::size_t kCountWidth = 8;
        const std::string count = grouped(value.count);
        const std::string label = visible_line(value.label.empty() ? value.value : value.label);
        std::string text =
            std::string(kCountWidth - std::min(kCountWidth, count.size()), ' ') + count + "  ";
        if (terminal_.interactive) text += bar(value.count) + " ";
        return text + std::string(2 * depth, ' ') + label + "\n";
    }

    /// A bar as long as the count's share of the greatest one; at least a sliver.
    [[nodiscard]] std::string bar(std::size_t count) const {
        constexpr std::size_t kEighths = 8 * 16;
        static constexpr std::array<std::string_view, 8> kBlocks{
            "\u2588", "\u258F", "\u258E", "\u258D", "\u258C", "\u258B", "\u258A", "\u2589"};
        const std::size_t eighths = std::max<std::size_t>(count * kEighths / most_, 1);
        std::string blocks;
        for (std::size_t cell = 0; cell < eighths / 8; ++cell)
            blocks += kBlocks[0];
        if (eighths % 8 != 0) blocks += kBlocks[eighths % 8];
        const std::size_t cells = (eighths + 7) / 8;
        const std::string room(kEighths / 8 - cells, ' ');
        return terminal_.styled ? "\x1B[36m" + blocks + "\x1B[0m" + room : blocks + room;
    }

    const std::vector<FacetValue>& values_;
    const Terminal& terminal_;
    std::vector<bool> written_;
    std::size_t most_ = 1;
    std::string text_;
};

std::string facet_text(const std::string& field, const std::vector<FacetValue>& values,
                       const Terminal& terminal) {
    const Runs heading = {{visible_name(field), Style::strong}};
    return lay_out(heading, {.width = terminal.width}, terminal.styled) +
           FacetTree(values, terminal).run() + "\n";
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
