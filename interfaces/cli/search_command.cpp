#include <ostream>

#include "casebook/error.hpp"
#include "casebook/searcher.hpp"
#include "chosen_thesaurus.hpp"
#include "commands.hpp"
#include "query_vector.hpp"
#include "search_options.hpp"
#include "search_output.hpp"
#include "whole_file.hpp"

namespace casebook::cli {
namespace {

/// An answer and the record of how it came about.
struct RecordedAnswer {
    SearchResult result;
    SearchRecord record;
};

/// Both of one revision, should a writer be at work meanwhile.
RecordedAnswer answer_and_record(const Searcher& searcher, const SearchRequest& request) {
    constexpr int kTries = 20;
    RecordedAnswer answer;
    for (int attempt = 1; attempt <= kTries; ++attempt) {
        answer.result = searcher.search(request);
        answer.record = searcher.record(request);
        if (answer.result.revision == answer.record.revision) {
            return answer;
        }
    }
    throw Error(ErrorCode::locked,
                "another process keeps changing this index; record the search when it has ended");
}

}  // namespace

int run_search(const ParsedCommand& command, Streams& streams) {
    SearchRequest request = read_search_options(command);
    request.overlay = overlay_of(command, streams);
    read_query_vector(command, request);
    const std::string format = command.value("format");
    request.query = joined_words(command);
    const Searcher searcher(database_path(command));
    start_timeout(command, request);
    RecordedAnswer answer;
    if (command.has("record")) {
        answer = answer_and_record(searcher, request);
    } else {
        answer.result = searcher.search(request);
    }
    const SearchResult& result = answer.result;
    if (command.has("strict") && !result.diagnostics.empty()) {
        streams.err << diagnostic_notes(result, streams.err_terminal) << std::flush;
        return kExitError;
    }
    if (command.has("record")) {
        write_whole_file(command.value("record"), to_json(answer.record));
    }
    if (format != "json") {  // the JSON says it all itself
        streams.err << query_notes(result, streams.err_terminal) << std::flush;
    }
    streams.out.write(answer_text(result, format, streams.out_terminal));
    return result.total == 0 && result.hits.empty() ? kExitPartly : kExitDone;
}

}  // namespace casebook::cli
