#include <string>

#include "commands.hpp"
#include "thesaurus_import.hpp"

namespace casebook::cli {

int run_thesaurus(const ParsedCommand& command, Streams& streams) {
    const std::string& action = command.words().front();
    if (action == "import") return import_thesaurus(command, streams);
    throw UsageError("there is no 'thesaurus " + action + "'", command.spec().name);
}

}  // namespace casebook::cli
