#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace casebook::http {

/// A request's target taken apart (RFC 3986, 3.3 and 3.4).
struct Target {
    std::string path;      ///< percent-decoded; begins with '/'
    std::string raw_path;  ///< as it came
    /// Names and values, decoded: '+' is a space, as forms write it.
    std::vector<std::pair<std::string, std::string>> parameters;
};

/// Throws ApiError 400 for what is no path and query: an absolute or empty target, a broken
/// percent escape, a NUL or what is not UTF-8. Dots in paths mean nothing here.
[[nodiscard]] Target parse_target(std::string_view target);

}  // namespace casebook::http
