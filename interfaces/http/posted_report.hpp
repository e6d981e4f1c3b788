#pragma once

#include <string>
#include <vector>

#include "casebook/case_report.hpp"
#include "endpoint.hpp"

namespace casebook::http {

/// The first report in the body, in any form that `casebook annotate` takes. Throws ApiError 422,
/// saying why, if none can be read.
[[nodiscard]] CaseReport posted_report(const Call& call);

/// All of them. Throws as posted_report does if one cannot be read, or there are too many.
[[nodiscard]] std::vector<CaseReport> posted_reports(const Call& call);

}  // namespace casebook::http
