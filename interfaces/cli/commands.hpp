#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "casebook/index_writer.hpp"
#include "command_line.hpp"
#include "streams.hpp"

/// The commands, each in a source file of its own name. Each returns the exit status and throws
/// casebook::Error for what ends in status 2.
namespace casebook::cli {

inline constexpr int kExitDone = 0;
inline constexpr int kExitPartly = 1;  ///< nothing found, or some of the input was no good
inline constexpr int kExitError = 2;

int run_index(const ParsedCommand& command, Streams& streams);
int run_search(const ParsedCommand& command, Streams& streams);
int run_similar(const ParsedCommand& command, Streams& streams);
int run_suggest(const ParsedCommand& command, Streams& streams);
int run_show(const ParsedCommand& command, Streams& streams);
int run_annotate(const ParsedCommand& command, Streams& streams);
int run_stats(const ParsedCommand& command, Streams& streams);
int run_check(const ParsedCommand& command, Streams& streams);
int run_delete(const ParsedCommand& command, Streams& streams);
int run_compact(const ParsedCommand& command, Streams& streams);
int run_topics(const ParsedCommand& command, Streams& streams);
int run_evaluate(const ParsedCommand& command, Streams& streams);
int run_serve(const ParsedCommand& command, Streams& streams);
int run_thesaurus(const ParsedCommand& command, Streams& streams);
int run_mcp(const ParsedCommand& command, Streams& streams);
int run_help(const ParsedCommand& command, Streams& streams);
int run_version(const ParsedCommand& command, Streams& streams);

/// The index that a command works on.
[[nodiscard]] std::filesystem::path database_path(const ParsedCommand& command);

/// How a command that changes the index opens it: the value of `--wait`.
[[nodiscard]] WriterOptions writer_options(const ParsedCommand& command);

/// "0.1.0".
[[nodiscard]] std::string_view program_version();

}  // namespace casebook::cli
