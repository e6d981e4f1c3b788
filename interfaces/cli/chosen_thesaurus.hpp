#pragma once

#include <memory>

#include "casebook/thesaurus.hpp"
#include "command_line.hpp"
#include "streams.hpp"

namespace casebook::cli {

/// The compiled thesaurus that --thesaurus names, else the built-in one. Throws as Thesaurus::open
/// does.
[[nodiscard]] std::shared_ptr<const Thesaurus> chosen_thesaurus(const ParsedCommand& command);

/// The thesaurus that the values of --thesaurus together name: one compiled file as it is;
/// vocabularies merged with the built-in one and compiled, what could not be used told in numbers
/// on standard error. None without the option. Throws UsageError for a compiled file among others.
[[nodiscard]] std::shared_ptr<const Thesaurus> merged_thesaurus(const ParsedCommand& command,
                                                                Streams& streams);

/// What the values of --overlay name, compiled without the built-in thesaurus; none without the
/// option. Throws as `merged_thesaurus` does.
[[nodiscard]] std::shared_ptr<const Thesaurus> overlay_of(const ParsedCommand& command,
                                                          Streams& streams);

}  // namespace casebook::cli
