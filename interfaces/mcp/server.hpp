#pragma once

#include "interfaces/mcp/session.hpp"

namespace casebook::mcp {

/// Bytes that a message may have.
inline constexpr std::size_t kLongestMessage = 4U << 20U;

/// Holds the session over two descriptors, a message a line, until `input` ends; what was asked
/// until then is answered first. Two workers answer calls, so that pings and cancellations are
/// heard meanwhile. Throws Error{io} if `input` cannot be read; a reader of `output` who has gone
/// ends it without an error.
void serve(Session& session, int input, int output);

}  // namespace casebook::mcp
