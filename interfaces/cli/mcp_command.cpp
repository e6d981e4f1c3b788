#include <unistd.h>

#include <algorithm>

#include "chosen_thesaurus.hpp"
#include "commands.hpp"
#include "interfaces/mcp/server.hpp"

namespace casebook::cli {
namespace {

mcp::ToolLimits limits_of(const ParsedCommand& command) {
    const auto max_bytes = command.number("max-bytes");
    if (max_bytes < mcp::kLeastBytes || max_bytes > mcp::kMostBytes) {
        throw UsageError("--max-bytes wants a number from " + std::to_string(mcp::kLeastBytes) +
                             " to " + std::to_string(mcp::kMostBytes) + ", not '" +
                             command.value("max-bytes") + "'",
                         command.spec().name);
    }
    constexpr std::uint64_t kLongest = 1000ULL * 60 * 60 * 24;  // what is longer is no limit
    const auto timeout = std::min<std::uint64_t>(command.number("timeout"), kLongest);
    return {.max_bytes = max_bytes, .timeout = std::chrono::milliseconds(timeout)};
}

}  // namespace

int run_mcp(const ParsedCommand& command, Streams& streams) {
    const mcp::ToolLimits limits = limits_of(command);
    const mcp::Library library{Searcher(database_path(command)), overlay_of(command, streams)};
    mcp::Session session(library, limits, std::string(program_version()));
    mcp::serve(session, STDIN_FILENO, STDOUT_FILENO);
    return kExitDone;
}

}  // namespace casebook::cli
