#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "casebook/report_reader.hpp"
#include "catch.hpp"

namespace casebook {

/// Everything that a reading gave.
struct ReadFiles {
    std::vector<CaseReport> reports;
    std::vector<RecordOrigin> origins;
    std::vector<Rejection> rejections;
};

inline ReportSink sink_into(ReadFiles& reading) {
    return {
        [&reading](CaseReport&& report, const RecordOrigin& origin) {
            reading.reports.push_back(std::move(report));
            reading.origins.push_back(origin);
        },
        [&reading](Rejection&& rejection) { reading.rejections.push_back(std::move(rejection)); }};
}

inline ReadFiles read_bytes(std::string_view bytes, const ReadOptions& options = {},
                            const std::string& name = "file.x") {
    ReadFiles reading;
    read_reports_from_memory(bytes, name, options, sink_into(reading));
    return reading;
}

inline ReadFiles read_path(const std::filesystem::path& path, const ReadOptions& options = {}) {
    ReadFiles reading;
    read_reports(path, options, sink_into(reading));
    return reading;
}

/// Why the only record of `bytes` is rejected.
inline std::string reason_of(const std::string& bytes, const ReadOptions& options = {}) {
    const ReadFiles reading = read_bytes(bytes, options);
    CHECK(reading.reports.empty());
    REQUIRE(reading.rejections.size() == 1);
    return reading.rejections.front().reason;
}

/// The reports' ids, a space between two.
inline std::string ids_of(const ReadFiles& reading) {
    std::string ids;
    for (const CaseReport& report : reading.reports)
        ids += (ids.empty() ? "" : " ") + report.id;
    return ids;
}

inline bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Whether casebook was built with Poppler.
inline bool reads_pdf() {
    const ReadFiles reading = read_bytes("%PDF-1.4\n");
    return reading.rejections.front().reason.find("without Poppler") == std::string::npos;
}

/// All text of the report's sections of one kind.
inline std::string text_of(const CaseReport& report, SectionKind kind) {
    std::string text;
    for (const Section& section : report.sections) {
        if (section.kind == kind) text += section.text + "\n";
    }
    return text;
}

/// "abstract references furniture": the report's sections in order.
inline std::string kinds_of(const CaseReport& report) {
    std::string kinds;
    for (const Section& section : report.sections) {
        kinds += (kinds.empty() ? "" : " ") + std::string(to_string(section.kind));
    }
    return kinds;
}

/// "A; B".
inline std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const std::string& part : parts)
        out += (out.empty() ? "" : "; ") + part;
    return out;
}

}  // namespace casebook
