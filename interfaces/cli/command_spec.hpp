#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

/// What the program can be told, as values. The table in command_table.cpp is made of these, and
/// the parser, the help, the manual page and the shells' completions are all made from that table.
namespace casebook::cli {

class ParsedCommand;
struct Streams;

/// What an option's value may be. Checked while the command line is parsed.
enum class ValueKind {
    none,  ///< a switch
    text,
    count,         ///< a decimal number from 0
    count_or_all,  ///< a decimal number, or "all"
    size,          ///< bytes: a number with k, m or g after it, as parse_size reads it
    choice,        ///< one of OptionSpec::choices
    file,
    folder,
};

struct OptionSpec {
    std::string_view name;  ///< without the dashes
    char letter = 0;        ///< 0 for an option without a short form
    std::string_view value_name = {};
    ValueKind kind = ValueKind::none;
    std::vector<std::string_view> choices = {};
    std::string_view default_value = {};
    std::string_view environment = {};  ///< variable that is asked before the default
    std::string_view help = {};         ///< one line, without a full stop
    std::string_view detail = {};       ///< what else `casebook help COMMAND` and the manual tell
    bool repeated = false;
    bool required = false;
};

struct ExampleSpec {
    std::string_view command;
    std::string_view meaning;
};

/// What stands beside a command's options.
enum class WordKind {
    none,
    text,
    query,  ///< text in which a word may begin with '-', see parse_command
    path,
    id,
    command,
};

struct CommandSpec {
    std::string_view name;
    std::string_view summary;  ///< one line, without a full stop
    WordKind word_kind = WordKind::none;
    std::string_view words = {};  ///< how the words stand in the synopsis: "PATH..."
    std::size_t min_words = 0;
    std::size_t max_words = 0;
    std::string_view description = {};  ///< paragraphs, an empty line between two
    std::vector<OptionSpec> options = {};
    std::string_view exit_one =
        {};  ///< what exit status 1 says; empty if the command never gives it
    std::vector<ExampleSpec> examples = {};
    int (*run)(const ParsedCommand&, Streams&) = nullptr;
};

inline constexpr std::size_t kAnyNumber = static_cast<std::size_t>(-1);

}  // namespace casebook::cli
