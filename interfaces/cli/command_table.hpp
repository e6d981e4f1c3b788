#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "command_spec.hpp"

namespace casebook::cli {

/// Every command of the program, in the order in which help lists them: with the rows of
/// serving_commands.hpp and evaluation_commands.hpp, the one place where a
/// command or an option is defined.
[[nodiscard]] const std::vector<CommandSpec>& command_table();

/// What the program is, in one line.
inline constexpr std::string_view kProgramSummary = "full-text search for medical case reports";

/// Something that help and manual tell of the program as a whole.
struct ProgramFact {
    std::string_view name;
    std::string_view meaning;
};

inline constexpr std::array<ProgramFact, 3> kExitStatuses = {{
    {"0",
     "done, or something was found; a partial answer counts, and so does a reader that closes "
     "the output early"},
    {"1", "nothing was found, or some of the input was no good; each command says which"},
    {"2", "an error; a line on standard error says what is wrong"},
}};

inline constexpr std::array<ProgramFact, 2> kEnvironment = {{
    {"CASEBOOK_DB", "the index, for commands that are not given --db"},
    {"NO_COLOR", "if set to anything, terminals get no bold and no colour"},
}};

/// The command of that name; null if there is none.
[[nodiscard]] const CommandSpec* find_command(std::string_view name);

}  // namespace casebook::cli
