#pragma once

#include <string>
#include <vector>

#include "casebook/thesaurus.hpp"
#include "command_line.hpp"
#include "streams.hpp"

namespace casebook::cli {

enum class ImportManner {
    with_built_in,  ///< merged with the built-in thesaurus, an account on standard error
    quietly_alone,  ///< only what could not be used is told
};

/// Vocabularies of any form that is read, merged and compiled.
[[nodiscard]] Thesaurus compile_vocabularies(const std::vector<std::string>& files,
                                             ImportManner manner, Streams& streams);

/// `casebook thesaurus import FILE...`: reads vocabularies, merges them, tells what became of their
/// rows on standard error, and compiles the result. The first word is "import".
int import_thesaurus(const ParsedCommand& command, Streams& streams);

}  // namespace casebook::cli
