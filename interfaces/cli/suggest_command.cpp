#include <algorithm>

#include "casebook/search_json.hpp"
#include "casebook/searcher.hpp"
#include "commands.hpp"
#include "search_options.hpp"
#include "text_layout.hpp"
#include "visible_text.hpp"

namespace casebook::cli {
namespace {

constexpr std::size_t kCountColumn = 8;

std::string completions_text(const std::vector<Completion>& completions) {
    std::string text;
    for (const Completion& completion : completions) {
        const std::string count = grouped(completion.count);
        text += std::string(kCountColumn - std::min(kCountColumn, count.size()), ' ') + count +
                "  " + visible_line(completion.text);
        const bool named = completion.kind == CompletionKind::named_concept;
        if (named && !completion.text.ends_with(completion.label))
            text += " (" + visible_line(completion.label) + ")";
        text += "\n";
    }
    return text;
}

}  // namespace

int run_suggest(const ParsedCommand& command, Streams& streams) {
    const std::string prefix = joined_words(command);
    const std::vector<Completion> completions =
        Searcher(database_path(command)).suggest(prefix, command.number("top"));
    streams.out.write(command.value("format") == "json" ? to_json(prefix, completions) + "\n"
                                                        : completions_text(completions));
    return completions.empty() ? kExitPartly : kExitDone;
}

}  // namespace casebook::cli
