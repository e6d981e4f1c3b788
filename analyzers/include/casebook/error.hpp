#pragma once

#include <stdexcept>
#include <string>

namespace casebook {

/// What kind of trouble stopped an operation. Values are stable: the C interface returns them.
enum class ErrorCode : int {
    not_found = 1,        ///< no file, folder, index or report of that name
    not_an_index = 2,     ///< something is there, but it is no casebook index
    schema_mismatch = 3,  ///< an index made by other rules; the message names the way out
    locked = 4,           ///< another process is writing to the index
    corrupt = 5,          ///< the index does not read back as it was written
    io = 6,               ///< the system refused to read or write
    disk_full = 7,
    invalid_argument = 8,
    timed_out = 9,
    cancelled = 10,
};

/// An operation that cannot go on. The message names the file or index and what to do next; it
/// never holds report text. Bad queries and bad input records are not errors: see Diagnostic and
/// Rejection.
class Error : public std::runtime_error {
public:
    Error(ErrorCode code, const std::string& message) : std::runtime_error(message), code_(code) {}

    [[nodiscard]] ErrorCode code() const noexcept { return code_; }

private:
    ErrorCode code_;
};

}  // namespace casebook
