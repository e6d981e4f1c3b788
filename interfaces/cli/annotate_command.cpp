#include <filesystem>
#include <nlohmann/json.hpp>

#include "casebook/annotation.hpp"
#include "casebook/error.hpp"
#include "chosen_thesaurus.hpp"
#include "commands.hpp"
#include "rejection_log.hpp"
#include "visible_text.hpp"

namespace casebook::cli {
namespace {

constexpr int kIndent = 2;

std::string indented(const std::string& json) {
    return nlohmann::ordered_json::parse(json).dump(
        kIndent, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

std::vector<std::string> input_paths(const ParsedCommand& command) {
    std::vector<std::string> paths = command.words();
    if (paths.empty()) {
        paths.emplace_back("-");
    }
    for (const std::string& path : paths) {
        std::error_code ignored;
        if (path != "-" && !std::filesystem::exists(path, ignored)) {
            throw Error(ErrorCode::not_found, "there is no file or folder '" + path + "'");
        }
    }
    return paths;
}

}  // namespace

int run_annotate(const ParsedCommand& command, Streams& streams) {
    const bool lines = command.value("format") == "jsonl";
    const ReadOptions options{.format = parse_input_format(command.value("input-format")),
                              .max_record = command.number("max-record")};
    const auto thesaurus = chosen_thesaurus(command);
    Annotator annotator(*thesaurus);
    RejectionLog rejections(streams);
    const ReportSink sink{.accept =
                              [&](CaseReport&& report, const RecordOrigin&) {
                                  const std::string json = annotator.annotate(std::move(report));
                                  streams.out.write((lines ? json : indented(json)) + "\n");
                              },
                          .reject = [&](Rejection&& rejection) { rejections.add(rejection); }};
    for (const std::string& path : input_paths(command)) {
        read_reports(path, options, sink);
    }
    rejections.finish();
    return rejections.count() == 0 ? kExitDone : kExitPartly;
}

}  // namespace casebook::cli
