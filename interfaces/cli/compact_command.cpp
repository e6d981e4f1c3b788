#include "commands.hpp"

namespace casebook::cli {

int run_compact(const ParsedCommand& command, Streams&) {
    compact_index(database_path(command), writer_options(command).wait);
    return kExitDone;
}

}  // namespace casebook::cli
