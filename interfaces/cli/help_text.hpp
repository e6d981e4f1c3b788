#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "command_spec.hpp"

/// The help that is printed, the manual page and the shells' completions: three readings of the
/// command table.
namespace casebook::cli {

/// `casebook help`: the commands, a line each.
[[nodiscard]] std::string overview_text(std::size_t width);

/// `casebook help COMMAND`.
[[nodiscard]] std::string command_text(const CommandSpec& spec, std::size_t width);

/// The manual page casebook(1), in the man macros of roff.
[[nodiscard]] std::string manual_page();

/// The completion script for "bash", "zsh" or "fish"; empty for any other shell.
[[nodiscard]] std::string completion_script(std::string_view shell);

/// An option as it is typed: "-n, --top N|all".
[[nodiscard]] std::string option_syntax(const OptionSpec& option);

/// What stands after the command's name: "[--db DIR] ... QUERY...", one part an element.
[[nodiscard]] std::vector<std::string> synopsis_parts(const CommandSpec& spec);

/// The values that an option takes and what it is without: "text, json; default text". May be
/// empty.
[[nodiscard]] std::string option_values(const OptionSpec& option);

}  // namespace casebook::cli
