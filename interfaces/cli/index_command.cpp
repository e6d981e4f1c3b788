#include <algorithm>
#include <limits>
#include <ostream>
#include <string>

#include "casebook/ingest.hpp"
#include "chosen_thesaurus.hpp"
#include "commands.hpp"
#include "progress_bar.hpp"
#include "rejection_log.hpp"
#include "text_layout.hpp"

namespace casebook::cli {
namespace {

constexpr double kMegabyte = 1e6;

/// What is not part of every account.
std::string extra_counts(const IngestReport& report) {
    std::string text;
    const auto add = [&](std::uint64_t count, const char* what) {
        if (count != 0) text += ", " + grouped(count) + what;
    };
    add(report.same, " met twice");
    add(report.removed, " removed");
    add(report.unchanged_files, " unchanged files passed over");
    return text;
}

/// Names the articles that were met twice, and the identifiers that are none.
void tell_articles(Streams& streams, const IngestReport& report) {
    constexpr std::size_t kMostLines = 20;
    for (std::size_t at = 0; at < std::min(report.same_articles.size(), kMostLines); ++at) {
        const SameArticle& article = report.same_articles[at];
        const std::string kept =
            article.kept_file.empty() ? "one that the index holds" : article.kept_file;
        tell(streams,
             article.other_file + ": the same article as " + kept + ", kept once as " + article.id);
    }
    if (report.same > kMostLines && report.same_articles.size() > kMostLines)
        tell(streams, "and " + grouped(report.same - kMostLines) + " more met twice");
    for (std::size_t at = 0; at < std::min(report.shared_identifiers.size(), kMostLines); ++at) {
        const SharedIdentifier& shared = report.shared_identifiers[at];
        tell(streams, shared.identifier + " stands on " + grouped(shared.texts) +
                          " texts that differ: not taken for one article");
    }
    if (report.shared_identifiers.size() > kMostLines)
        tell(streams, "and " + grouped(report.shared_identifiers.size() - kMostLines) +
                          " more identifiers of texts that differ");
}

std::string account_text(const IngestReport& report) {
    const std::uint64_t reports = report.added + report.replaced + report.unchanged;
    const double megabytes = static_cast<double>(report.text_bytes) / kMegabyte;
    const double seconds = report.timing.total.count();
    const double speed = seconds > 0 ? megabytes / seconds : 0;
    return counted(reports, "report") + " from " + counted(report.files, "file") + ": " +
           grouped(report.added) + " added, " + grouped(report.replaced) + " replaced, " +
           grouped(report.unchanged) + " unchanged, " + grouped(report.rejected) + " rejected" +
           extra_counts(report) + "; " + byte_size(report.text_bytes) + " in " + fixed(seconds, 1) +
           " s (" + fixed(speed, 1) + " MB/s)";
}

std::string timing_text(const IngestTiming& timing) {
    const auto seconds = [](std::chrono::duration<double> time) { return fixed(time.count(), 2); };
    const BuildWork& build = timing.build;
    return "seconds of work, summed over the jobs: read " + seconds(timing.read) + ", analyze " +
           seconds(build.analyze) + " (words " + seconds(build.words) + ", concepts " +
           seconds(build.concepts) + ", facts " + seconds(build.facts) + "), write " +
           seconds(build.write) + ", commit " + seconds(build.commit) + ", merge " +
           seconds(timing.merge) + "; of the clock: before merging " + seconds(timing.building) +
           ", total " + seconds(timing.total);
}

IngestOptions read_options(const ParsedCommand& command) {
    constexpr std::uint64_t kMostJobs = std::numeric_limits<std::int16_t>::max();
    IngestOptions options;
    options.jobs = static_cast<unsigned>(std::min(command.number("jobs"), kMostJobs));
    options.read.format = parse_input_format(command.value("format"));
    options.read.max_record = command.number("max-record");
    options.read.ignore = command.values("ignore");
    options.sync = command.has("sync");
    options.writer = writer_options(command);
    options.writer.positions =
        command.value("positions") == "xapian" ? PositionStore::xapian : PositionStore::own;
    return options;
}

}  // namespace

int run_index(const ParsedCommand& command, Streams& streams) {
    ProgressBar bar(streams.err, streams.err_terminal);
    RejectionLog rejections(streams);
    IngestOptions options = read_options(command);
    options.writer.thesaurus = merged_thesaurus(command, streams);
    options.on_progress = [&bar](const IngestProgress& progress) { bar.show(progress); };
    options.on_rejection = [&bar, &rejections](const Rejection& rejection) {
        bar.clear();
        rejections.add(rejection);
    };
    const std::vector<std::filesystem::path> paths(command.words().begin(), command.words().end());
    const IngestReport report = ingest(database_path(command), paths, options);
    bar.clear();
    rejections.finish();
    tell_articles(streams, report);
    tell(streams, account_text(report));
    if (command.has("timing")) {
        tell(streams, timing_text(report.timing));
    }
    return report.rejected == 0 ? kExitDone : kExitPartly;
}

}  // namespace casebook::cli
