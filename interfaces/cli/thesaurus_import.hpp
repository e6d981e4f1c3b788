#pragma once

#include "command_line.hpp"
#include "streams.hpp"

namespace casebook::cli {

/// `casebook thesaurus import FILE...`: reads vocabularies, merges them, tells what became of their
/// rows on standard error, and compiles the result. The first word is "import".
int import_thesaurus(const ParsedCommand& command, Streams& streams);

}  // namespace casebook::cli
