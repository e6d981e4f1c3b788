#include "posted_report.hpp"

#include <chrono>
#include <optional>

#include "api_error.hpp"
#include "casebook/report_reader.hpp"
#include "casebook/report_texts.hpp"

namespace casebook::http {
namespace {

/// Thrown to a reader that has read enough.
struct Enough {};

InputFormat input_format(const Call& call) {
    const std::vector<std::string_view> names = input_format_names();
    return parse_input_format(call.parameters.choice("input_format", names));
}

ApiError text_too_long(std::size_t bytes, std::size_t most) {
    return {413, "text_too_long",
            "the text of a report may have " + std::to_string(most) + " bytes, and this one has " +
                std::to_string(bytes) +
                "; send the case alone, or have the server started with a greater --max-text"};
}

/// Hands the body's reports on as they are read, each within what a text and a request may cost.
class PostedReports {
public:
    explicit PostedReports(const Call& call)
        : call_(call),
          limits_(call.services.settings.limits),
          latest_(call.request.received + limits_.time) {}

    /// The first report, whatever stands before it that cannot be read; or all of them. At least
    /// one, else an error.
    void read(bool first_alone, const std::function<void(CaseReport&&)>& use) {
        const ReportSink sink{.accept =
                                  [&](CaseReport&& report, const RecordOrigin&) {
                                      if (!take(std::move(report), use) || first_alone)
                                          throw Enough();
                                  },
                              .reject =
                                  [&](Rejection&& rejection) {
                                      reason_ = "record " +
                                                std::to_string(rejection.origin.record) + ": " +
                                                rejection.reason;
                                      if (!first_alone || is_late()) throw Enough();
                                  }};
        // What is packed may not become more than may be sent.
        const ReadOptions options{.format = input_format(call_), .max_record = limits_.body};
        try {
            read_reports_from_memory(call_.request.body, "request", options, sink);
        } catch (const Enough&) {
        }
        if (refusal_) throw ApiError(*std::move(refusal_));
        if (count_ == 0 || (!first_alone && !reason_.empty()))
            throw ApiError(422, "unreadable_report",
                           "the body holds no report that can be read" +
                               (reason_.empty() ? std::string() : ": " + reason_));
    }

private:
    /// False if it is to be the last.
    bool take(CaseReport&& report, const std::function<void(CaseReport&&)>& use) {
        constexpr std::size_t kMost = 1000;
        const std::size_t bytes = bytes_of_texts(report);
        total_ += bytes;
        if (++count_ > kMost) {
            refusal_.emplace(422, "too_many_reports", "a request may bring 1000 reports");
        } else if (bytes > limits_.text) {
            refusal_ = text_too_long(bytes, limits_.text);
        } else if (total_ > limits_.body) {
            refusal_.emplace(413, "too_much_text",
                             "the texts of a request may have " + std::to_string(limits_.body) +
                                 " bytes when they are unpacked; send fewer reports at a time");
        } else if (!is_late()) {
            use(std::move(report));
        }
        return !refusal_;
    }

    bool is_late() {
        if (std::chrono::steady_clock::now() > latest_ && !refusal_)
            refusal_.emplace(503, "timed_out",
                             "there was no time to read and analyse all that was sent; send less "
                             "at a time");
        return refusal_.has_value();
    }

    const Call& call_;
    const RequestLimits& limits_;
    std::chrono::steady_clock::time_point latest_;
    std::string reason_;
    std::optional<ApiError> refusal_;
    std::size_t count_ = 0;
    std::size_t total_ = 0;  ///< bytes of all texts
};

}  // namespace

std::size_t bytes_of_texts(const CaseReport& report) {
    std::size_t bytes = 0;
    for (const ReportText& text : texts_of(report))
        bytes += text.text.size();
    return bytes;
}

CaseReport posted_report(const Call& call) {
    CaseReport first;
    PostedReports(call).read(true, [&](CaseReport&& report) { first = std::move(report); });
    return first;
}

void for_each_posted_report(const Call& call, const std::function<void(CaseReport&&)>& use) {
    PostedReports(call).read(false, use);
}

}  // namespace casebook::http
