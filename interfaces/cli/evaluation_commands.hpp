#pragma once

#include "command_spec.hpp"

/// The rows of command_table() for the commands that measure a ranking.
namespace casebook::cli {

[[nodiscard]] CommandSpec run_command();
[[nodiscard]] CommandSpec evaluate_command();

}  // namespace casebook::cli
