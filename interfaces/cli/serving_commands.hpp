#pragma once

#include "command_spec.hpp"

/// The rows of command_table() for the commands that answer other programs until they are told to
/// end.
namespace casebook::cli {

[[nodiscard]] CommandSpec serve_command();
[[nodiscard]] CommandSpec mcp_command();

}  // namespace casebook::cli
