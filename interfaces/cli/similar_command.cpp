#include <filesystem>
#include <optional>

#include "casebook/error.hpp"
#include "casebook/report_reader.hpp"
#include "casebook/searcher.hpp"
#include "commands.hpp"
#include "search_options.hpp"
#include "search_output.hpp"

namespace casebook::cli {
namespace {

constexpr std::string_view kStandardInput = "-";

/// The file that the source report is read from; none if it is one of the index.
std::optional<std::string> source_file(const ParsedCommand& command) {
    const bool named = command.has("file");
    if (command.words().size() + (named ? 1U : 0U) != 1) {
        throw UsageError("one ID, one --file or '-' says which report to compare with",
                         command.spec().name);
    }
    if (named) {
        return command.value("file");
    }
    if (command.words().front() == kStandardInput) {
        return std::string(kStandardInput);
    }
    return std::nullopt;
}

/// The first report in the file.
CaseReport read_source(const std::string& file, const ParsedCommand& command) {
    std::error_code ignored;
    if (file != kStandardInput && !std::filesystem::exists(file, ignored)) {
        throw Error(ErrorCode::not_found, "there is no file '" + file + "'");
    }
    const ReadOptions options{.format = parse_input_format(command.value("input-format")),
                              .max_record = command.number("max-record")};
    std::optional<CaseReport> source;
    std::string reason;
    const ReportSink sink{.accept =
                              [&](CaseReport&& report, const RecordOrigin&) {
                                  if (!source) {
                                      source = std::move(report);
                                  }
                              },
                          .reject =
                              [&](Rejection&& rejection) {
                                  if (reason.empty()) {
                                      reason = ": " + rejection.reason;
                                  }
                              }};
    read_reports(file, options, sink);
    if (!source) {
        throw Error(ErrorCode::invalid_argument,
                    (file == kStandardInput ? "standard input" : file) +
                        " holds no report that can be read" + reason);
    }
    return *std::move(source);
}

std::optional<SearchResult> ask(const ParsedCommand& command, SearchRequest request) {
    const std::optional<std::string> file = source_file(command);
    const Searcher searcher(database_path(command));
    if (file) {
        const CaseReport source = read_source(*file, command);
        start_timeout(command, request);
        return searcher.similar(source, request);
    }
    start_timeout(command, request);
    return searcher.similar(command.words().front(), request);
}

}  // namespace

int run_similar(const ParsedCommand& command, Streams& streams) {
    const std::optional<SearchResult> result = ask(command, read_search_options(command));
    if (!result) {
        tell(streams, "no report has the id '" + command.words().front() + "'");
        return kExitPartly;
    }
    streams.out.write(answer_text(*result, command.value("format"), streams.out_terminal));
    return result->hits.empty() && result->total == 0 ? kExitPartly : kExitDone;
}

}  // namespace casebook::cli
