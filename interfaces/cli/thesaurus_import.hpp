#pragma once

#include <string>
#include <vector>

#include "casebook/thesaurus.hpp"
#include "command_line.hpp"
#include "streams.hpp"

namespace casebook::cli {

/// Vocabularies of any form that is read, merged with the built-in thesaurus and compiled. What
/// could not be used is told on standard error.
[[nodiscard]] Thesaurus compile_vocabularies(const std::vector<std::string>& files,
                                             Streams& streams);

/// `casebook thesaurus import FILE...`: reads vocabularies, merges them, tells what became of their
/// rows on standard error, and compiles the result. The first word is "import".
int import_thesaurus(const ParsedCommand& command, Streams& streams);

}  // namespace casebook::cli
