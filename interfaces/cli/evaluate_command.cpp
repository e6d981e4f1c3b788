#include <algorithm>

#include "casebook/evaluation.hpp"
#include "commands.hpp"
#include "text_layout.hpp"
#include "visible_text.hpp"

namespace casebook::cli {
namespace {

constexpr std::size_t kFigureWidth = 12;
constexpr std::size_t kLeastNameWidth = 14;
constexpr int kDigits = 4;

std::string right(const std::string& text, std::size_t width) {
    const std::size_t used = display_width(text);
    return std::string(used < width ? width - used : 1, ' ') + text;
}

std::string left(const std::string& text, std::size_t width) {
    const std::size_t used = display_width(text);
    return text + std::string(used < width ? width - used : 1, ' ');
}

std::string signed_figure(double number) {
    return (number < 0 ? "" : "+") + fixed(number, kDigits);
}

/// One line of the table: a name, and for each measure what `figure` makes of it.
template <typename Figure>
std::string table_line(const std::string& name, std::size_t name_width, Figure figure) {
    std::string line = left(name, name_width);
    for (const Measure measure : kMeasures) {
        line += right(figure(measure), kFigureWidth);
    }
    return line + "\n";
}

std::string comparison_lines(const PerMeasure<Comparison>& comparison, std::size_t name_width) {
    const auto line = [&](const std::string& name, double Comparison::*part, bool with_sign) {
        return table_line(name, name_width, [&](Measure measure) {
            const double number = comparison[measure].*part;
            return with_sign ? signed_figure(number) : fixed(number, kDigits);
        });
    };
    return line("  difference", &Comparison::difference, true) +
           line("  95 % from", &Comparison::low, true) +
           line("  95 % to", &Comparison::high, true) + line("  p", &Comparison::p, false);
}

std::string evaluation_text(const Evaluation& evaluation, bool per_query) {
    std::size_t name_width = kLeastNameWidth;
    for (const RunEvaluation& run : evaluation.runs) {
        name_width = std::max(name_width, display_width(visible_name(run.name)) + 1);
        for (const auto& [query, scores] : run.per_query) {
            name_width = std::max(name_width, per_query ? display_width(query) + 3 : 0);
        }
    }
    std::string text =
        table_line("", name_width, [](Measure measure) { return std::string(to_string(measure)); });
    for (const RunEvaluation& run : evaluation.runs) {
        text += table_line(visible_name(run.name), name_width,
                           [&](Measure measure) { return fixed(run.mean[measure], kDigits); });
        if (run.versus_first) {
            text += comparison_lines(*run.versus_first, name_width);
        }
        for (const auto& [query, scores] : run.per_query) {
            if (per_query) {
                text += table_line("  " + visible_name(query), name_width,
                                   [&of_query = scores](Measure measure) {
                                       return fixed(of_query[measure], kDigits);
                                   });
            }
        }
    }
    const std::size_t queries =
        evaluation.runs.empty() ? 0 : evaluation.runs.front().per_query.size();
    return text + grouped(queries) + (queries == 1 ? " query" : " queries") +
           (evaluation.runs.size() > 1 ? "; differences are to the first run\n" : "\n");
}

}  // namespace

int run_evaluate(const ParsedCommand& command, Streams& streams) {
    const Qrels qrels = read_qrels(command.value("qrels"));
    std::vector<Run> runs;
    for (const std::string& file : command.words()) {
        runs.push_back(read_run(file));
    }
    const Evaluation evaluation = evaluate(qrels, runs);
    const bool per_query = command.has("per-query");
    streams.out.write(command.value("format") == "json" ? to_json(evaluation, per_query) + "\n"
                                                        : evaluation_text(evaluation, per_query));
    return kExitDone;
}

}  // namespace casebook::cli
