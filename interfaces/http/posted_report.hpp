#pragma once

#include <cstddef>
#include <functional>

#include "casebook/case_report.hpp"
#include "endpoint.hpp"

namespace casebook::http {

/// Bytes of all that is analysed of a report: what analysing it costs grows with them.
[[nodiscard]] std::size_t bytes_of_texts(const CaseReport& report);

/// The first report in the body, in any form that `casebook annotate` takes. Throws ApiError: 422,
/// saying why, if none can be read; 413 for a longer text than one may be; 503 if the request's
/// time is over.
[[nodiscard]] CaseReport posted_report(const Call& call);

/// Hands on all of them, each as soon as it is read. Throws as posted_report does if one cannot be
/// taken, or there are too many.
void for_each_posted_report(const Call& call, const std::function<void(CaseReport&&)>& use);

}  // namespace casebook::http
