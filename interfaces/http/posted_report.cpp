#include "posted_report.hpp"

#include "api_error.hpp"
#include "casebook/report_reader.hpp"

namespace casebook::http {
namespace {

/// Thrown to a reader that has read enough.
struct Enough {};

InputFormat input_format(const Call& call) {
    const std::vector<std::string_view> names = input_format_names();
    return parse_input_format(call.parameters.choice("input_format", names));
}

/// The first `most` reports.
std::vector<CaseReport> read(const Call& call, std::size_t most) {
    std::vector<CaseReport> reports;
    std::string reason;
    const ReportSink sink{.accept =
                              [&](CaseReport&& report, const RecordOrigin&) {
                                  reports.push_back(std::move(report));
                                  if (reports.size() == most) throw Enough();
                              },
                          .reject =
                              [&](Rejection&& rejection) {
                                  reason = "record " + std::to_string(rejection.origin.record) +
                                           ": " + rejection.reason;
                                  if (most > 1) throw Enough();
                              }};
    // What is packed may not become more than may be sent.
    const ReadOptions options{.format = input_format(call),
                              .max_record = call.services.settings.limits.body};
    try {
        read_reports_from_memory(call.request.body, "request", options, sink);
    } catch (const Enough&) {
    }
    if (reports.empty() || (most > 1 && !reason.empty()))
        throw ApiError(422, "unreadable_report",
                       "the body holds no report that can be read" +
                           (reason.empty() ? std::string() : ": " + reason));
    return reports;
}

}  // namespace

CaseReport posted_report(const Call& call) {
    return std::move(read(call, 1).front());
}

std::vector<CaseReport> posted_reports(const Call& call) {
    constexpr std::size_t kMost = 1000;
    std::vector<CaseReport> reports = read(call, kMost + 1);
    if (reports.size() > kMost)
        throw ApiError(422, "too_many_reports", "a request may bring 1000 reports");
    return reports;
}

}  // namespace casebook::http
