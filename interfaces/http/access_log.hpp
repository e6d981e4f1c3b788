#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "message.hpp"

namespace casebook::http {

/// The method if it is one that the interface knows, else "other": figures are told by it, and a
/// client may not make up as many as it likes.
[[nodiscard]] std::string_view known_method(std::string_view method);

/// "2026-01-31T09:05:09Z GET /api/v1/search 200 5121 3.2": time, method, endpoint, status, bytes
/// and milliseconds. Nothing of what was asked for, unless `with_queries`: then its address and
/// body follow as a JSON string each.
[[nodiscard]] std::string log_line(const Request& request, const Response& response,
                                   std::chrono::microseconds took, bool with_queries);

}  // namespace casebook::http
