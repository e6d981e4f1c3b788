#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "message.hpp"

namespace casebook::http {

/// What is answered with a status from 400 on. `code` is stable, for programs; `parameter` names
/// what was wrong, if one thing was.
class ApiError : public std::runtime_error {
public:
    ApiError(unsigned status, std::string code, const std::string& message,
             std::string parameter = {})
        : std::runtime_error(message),
          status_(status),
          code_(std::move(code)),
          parameter_(std::move(parameter)) {}

    [[nodiscard]] unsigned status() const noexcept { return status_; }
    [[nodiscard]] const std::string& code() const noexcept { return code_; }
    [[nodiscard]] const std::string& parameter() const noexcept { return parameter_; }

    /// JSON of query diagnostics that belong to the error; empty for none.
    std::string diagnostics;
    HeaderFields headers;  ///< Allow, Retry-After, …

private:
    unsigned status_;
    std::string code_;
    std::string parameter_;
};

/// {"error":{"code","message"[,"parameter"][,"diagnostics"]}}, not to be stored by caches.
[[nodiscard]] Response error_response(const ApiError& error);

/// Too busy: try again in a moment.
[[nodiscard]] ApiError busy_error(const std::string& message);

}  // namespace casebook::http
