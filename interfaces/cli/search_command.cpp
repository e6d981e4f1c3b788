#include <ostream>

#include "casebook/search_json.hpp"
#include "casebook/searcher.hpp"
#include "commands.hpp"
#include "search_options.hpp"
#include "search_output.hpp"

namespace casebook::cli {
namespace {

std::string answer_text(const SearchResult& result, std::string_view format,
                        const Terminal& terminal) {
    if (format == "json") {
        return to_json(result) + "\n";
    }
    if (format == "csv") {
        return search_csv(result);
    }
    if (format == "text") {
        return search_text(result, terminal);
    }
    std::string lines;
    for (const Hit& hit : result.hits) {
        lines += to_json(hit) + "\n";
    }
    return lines;
}

void check_formats(const ParsedCommand& command, const SearchRequest& request) {
    const std::string format = command.value("format");
    if (!request.facets.empty() && format != "json" && format != "text") {
        throw UsageError("--facet has no place in " + format + "; use text or json",
                         command.spec().name);
    }
}

}  // namespace

int run_search(const ParsedCommand& command, Streams& streams) {
    SearchRequest request = read_search_options(command);
    check_formats(command, request);
    const std::string format = command.value("format");
    request.query = joined_words(command);
    request.with_snippets = format != "csv";
    const SearchResult result = Searcher(database_path(command)).search(request);
    if (command.has("strict") && !result.diagnostics.empty()) {
        streams.err << diagnostic_notes(result, streams.err_terminal) << std::flush;
        return kExitError;
    }
    if (format != "json") {  // the JSON says it all itself
        streams.err << query_notes(result, streams.err_terminal) << std::flush;
    }
    streams.out.write(answer_text(result, format, streams.out_terminal));
    return result.total == 0 && result.hits.empty() ? kExitPartly : kExitDone;
}

}  // namespace casebook::cli
