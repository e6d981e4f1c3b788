#pragma once

#include <filesystem>
#include <vector>

#include "casebook/report_reader.hpp"
#include "catch.hpp"

namespace casebook {

/// The sample reports of the project, as the readers give them.
inline std::vector<CaseReport> sample_reports() {
    std::vector<CaseReport> reports;
    ReportSink sink;
    sink.accept = [&](CaseReport&& report, const RecordOrigin&) {
        reports.push_back(std::move(report));
    };
    sink.reject = [](Rejection&& rejection) { FAIL(rejection.reason); };
    read_reports(std::filesystem::path(CASEBOOK_SOURCE_DIR) / "index_data/sample_reports", {},
                 sink);
    return reports;
}

}  // namespace casebook
