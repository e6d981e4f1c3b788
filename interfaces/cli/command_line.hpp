#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "command_spec.hpp"

namespace casebook::cli {

/// A command line that says nothing the program can do. `command` is the one whose help will tell
/// more; empty if it did not come to that.
class UsageError : public std::runtime_error {
public:
    UsageError(const std::string& message, std::string_view command)
        : std::runtime_error(message), command_(command) {}

    [[nodiscard]] const std::string& command() const noexcept { return command_; }

private:
    std::string command_;
};

/// One command's options and words. Every value has the kind that the table asks for.
class ParsedCommand {
public:
    ParsedCommand(const CommandSpec& spec, std::vector<std::string> words)
        : spec_(&spec), words_(std::move(words)) {}

    [[nodiscard]] const CommandSpec& spec() const { return *spec_; }
    [[nodiscard]] const std::vector<std::string>& words() const { return words_; }

    /// Whether the option was typed.
    [[nodiscard]] bool has(std::string_view option) const;

    /// The last value typed, else the environment's, else the default; may be empty.
    [[nodiscard]] std::string value(std::string_view option) const;

    /// Every value typed, in order.
    [[nodiscard]] std::vector<std::string> values(std::string_view option) const;

    /// The value of a `count`, `count_or_all` ("all" is the greatest number) or `size` option.
    [[nodiscard]] std::uint64_t number(std::string_view option) const;

    void add(std::string_view option, std::string value);

private:
    const CommandSpec* spec_;
    std::vector<std::string> words_;
    std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// Reads what follows the command's name. Options may stand before, between and after the words,
/// and `--` ends them. In a query a word that begins with one '-' is text if it holds white space,
/// or if a word of the query stands before it and it is no option of the command. Throws
/// UsageError. With `--help` nothing else is asked for: neither words nor required options.
[[nodiscard]] ParsedCommand parse_command(const CommandSpec& spec,
                                          std::span<const std::string> arguments);

/// The command's option of that name; null if it has none.
[[nodiscard]] const OptionSpec* find_option(const CommandSpec& spec, std::string_view name);

/// Bytes: "4096", "512k", "64MB", "1g" (powers of 1024, any case); none for anything else.
[[nodiscard]] std::optional<std::uint64_t> parse_size(std::string_view text);

}  // namespace casebook::cli
