#include "fuzz/reader_probe.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "casebook/encoding.hpp"
#include "casebook/report_reader.hpp"
#include "fuzz/invariant.hpp"

namespace casebook {
namespace {

constexpr std::uint64_t kMaxRecord = 1U << 20U;

void check_utf8(std::string_view text) {
    require(find_ill_formed_utf8(text) == std::string_view::npos, "what is read is UTF-8");
}

void check_list(const std::vector<std::string>& list) {
    for (const std::string& entry : list) {
        require(!entry.empty(), "an entry of a list is not empty");
        check_utf8(entry);
    }
}

void check_report(const CaseReport& report, const RecordOrigin& origin) {
    require(!report.id.empty(), "a report has an id");
    require(!origin.file.empty(), "a report has a source");
    require(!report.title.empty() || !report.translated_title.empty() || !report.sections.empty(),
            "a report says something");
    for (const std::string* text :
         {&report.id, &report.title, &report.translated_title, &report.journal, &report.volume,
          &report.pages, &report.doi, &report.pmid, &report.article_type})
        check_utf8(*text);
    check_list(report.authors);
    check_list(report.translated_authors);
    check_list(report.keywords);
    require(report.doi == normalize_doi(report.doi), "a DOI is bare and lower-case");
    for (const Section& section : report.sections) {
        require(!section.text.empty(), "a section holds text");
        check_utf8(section.text);
    }
    require(report.extra.empty() || nlohmann::json::accept(report.extra),
            "what else is kept is JSON");
}

/// How many records a reading met.
std::size_t read_all(std::string_view bytes, const ReadOptions& options) {
    std::size_t records = 0;
    const ReportSink sink{[&](CaseReport&& report, const RecordOrigin& origin) {
                              ++records;
                              check_report(report, origin);
                          },
                          [&](Rejection&& rejection) {
                              ++records;
                              require(!rejection.reason.empty(), "a rejection has a reason");
                              check_utf8(rejection.reason);
                          }};
    read_reports_from_memory(bytes, "fuzz.x", options, sink);
    return records;
}

}  // namespace

void ReaderProbe::check(std::string_view input) const {
    if (input.empty()) return;
    const auto names = input_format_names();
    ReadOptions options;
    options.max_record = kMaxRecord;
    options.format = parse_input_format(names[static_cast<unsigned char>(input[0]) % names.size()]);
    const std::size_t records = read_all(input.substr(1), options);
    require(records > 0 || options.format == InputFormat::jsonl ||
                options.format == InputFormat::detect,
            "a source gives a report or a rejection");
}

}  // namespace casebook
