#include "command_line.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdlib>
#include <limits>

// The variant of cxxopts without <regex>, whose matcher recurses once a character: a long value
// would end the program.
#define CXXOPTS_NO_REGEX true
#include <cxxopts.hpp>

namespace casebook::cli {
namespace {

constexpr std::uint64_t kAll = std::numeric_limits<std::uint64_t>::max();

/// What is left to cxxopts, and what is not its business.
struct SplitArguments {
    std::vector<std::string> options;
    std::vector<std::string> words;
};

std::optional<std::uint64_t> parse_count(std::string_view text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number == kAll) {
        return std::nullopt;
    }
    return number;
}

std::optional<std::uint64_t> parse_number(ValueKind kind, std::string_view text) {
    if (kind == ValueKind::size) {
        return parse_size(text);
    }
    if (kind == ValueKind::count_or_all && text == "all") {
        return kAll;
    }
    return parse_count(text);
}

const OptionSpec* find_letter(const CommandSpec& spec, char letter) {
    const auto found = std::ranges::find_if(spec.options, [letter](const OptionSpec& option) {
        return option.letter != 0 && option.letter == letter;
    });
    return found == spec.options.end() ? nullptr : &*found;
}

/// The option that `argument` writes: "--top", "--top=5", "-n" or "-n5".
const OptionSpec* recognize(const CommandSpec& spec, std::string_view argument) {
    if (argument.starts_with("--")) {
        return find_option(spec, argument.substr(2, argument.find('=') - 2));
    }
    const OptionSpec* option = find_letter(spec, argument[1]);
    const auto attached = argument.substr(2);
    const bool number =
        std::ranges::all_of(attached, [](unsigned char byte) { return std::isdigit(byte) != 0; });
    const bool known = option != nullptr && (attached.empty() || option->kind == ValueKind::count ||
                                             option->kind == ValueKind::count_or_all);
    return known && number ? option : nullptr;
}

bool is_query_text(const CommandSpec& spec, std::string_view argument, bool begun) {
    if (spec.word_kind != WordKind::query) {
        return false;
    }
    const bool spaced = argument.find_first_of(" \t\n") < argument.find('=');
    return spaced || (begun && !argument.starts_with("--"));
}

std::string describe_unknown(const CommandSpec& spec, const std::string& argument) {
    std::string message = "unknown option '" + argument.substr(0, argument.find('=')) + "'";
    if (spec.word_kind == WordKind::query && !argument.starts_with("--")) {
        message += "; a query that begins with '-' stands after '--'";
    }
    return message;
}

bool takes_next(const OptionSpec& option, std::string_view argument) {
    const bool attached = argument.starts_with("--") ? argument.find('=') != std::string_view::npos
                                                     : argument.size() > 2;
    return option.kind != ValueKind::none && !attached;
}

/// Throws UsageError for a switch with a value, and for an option that wants one and is not
/// followed by any of the `following` arguments.
void check_form(const CommandSpec& spec, const OptionSpec& option, std::string_view argument,
                std::size_t following) {
    const std::string name = "--" + std::string(option.name);
    if (option.kind == ValueKind::none && argument.find('=') != std::string_view::npos) {
        throw UsageError(name + " takes no value", spec.name);
    }
    if (takes_next(option, argument) && following == 0) {
        throw UsageError(name + " wants a value: " + std::string(option.value_name), spec.name);
    }
}

SplitArguments split(const CommandSpec& spec, std::span<const std::string> arguments) {
    SplitArguments result;
    for (std::size_t at = 0; at < arguments.size(); ++at) {
        const std::string& argument = arguments[at];
        if (argument == "--") {
            const auto rest = arguments.subspan(at + 1);
            result.words.insert(result.words.end(), rest.begin(), rest.end());
            break;
        }
        const bool dashed = argument.size() > 1 && argument[0] == '-';
        const OptionSpec* option = dashed ? recognize(spec, argument) : nullptr;
        if (option != nullptr) {
            check_form(spec, *option, argument, arguments.size() - at - 1);
            result.options.push_back(argument);
            if (takes_next(*option, argument)) {
                result.options.push_back(arguments[++at]);
            }
        } else if (!dashed || is_query_text(spec, argument, !result.words.empty())) {
            result.words.push_back(argument);
        } else {
            throw UsageError(describe_unknown(spec, argument), spec.name);
        }
    }
    return result;
}

cxxopts::Options make_parser(const CommandSpec& spec) {
    cxxopts::Options parser{std::string(spec.name)};
    for (const OptionSpec& option : spec.options) {
        std::string names(option.name);
        if (option.letter != 0) {
            names = std::string(1, option.letter) + "," + names;
        }
        const bool is_switch = option.kind == ValueKind::none;
        parser.add_options()(names, std::string(option.help),
                             is_switch ? std::shared_ptr<cxxopts::Value>(cxxopts::value<bool>())
                                       : cxxopts::value<std::string>());
    }
    return parser;
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string text;
    for (const std::string_view word : words) {
        text += (text.empty() ? "" : ", ") + std::string(word);
    }
    return text;
}

/// What a value of the option must be, for a message; empty if `value` is that.
std::string find_demand(const OptionSpec& option, const std::string& value) {
    switch (option.kind) {
        case ValueKind::choice:
            return std::ranges::find(option.choices, value) != option.choices.end()
                       ? ""
                       : "one of " + joined(option.choices);
        case ValueKind::count:
            return parse_number(option.kind, value) ? "" : "a number";
        case ValueKind::count_or_all:
            return parse_number(option.kind, value) ? "" : "a number or 'all'";
        case ValueKind::size:
            return parse_number(option.kind, value) ? "" : "a size such as 64MB";
        default:
            return "";
    }
}

void check_value(const CommandSpec& spec, const OptionSpec& option, const std::string& value) {
    if (const std::string demand = find_demand(option, value); !demand.empty()) {
        throw UsageError(
            "--" + std::string(option.name) + " wants " + demand + ", not '" + value + "'",
            spec.name);
    }
}

void check_complete(const ParsedCommand& command) {
    const CommandSpec& spec = command.spec();
    for (const OptionSpec& option : spec.options) {
        if (option.required && !command.has(option.name)) {
            throw UsageError("--" + std::string(option.name) + " is missing", spec.name);
        }
    }
    if (command.words().size() < spec.min_words) {
        throw UsageError(std::string(spec.words.substr(0, spec.words.find('.'))) + " is missing",
                         spec.name);
    }
    if (command.words().size() > spec.max_words) {
        throw UsageError("one word too many: '" + command.words()[spec.max_words] + "'", spec.name);
    }
}

cxxopts::ParseResult parse_options(const CommandSpec& spec,
                                   const std::vector<std::string>& options) {
    std::vector<const char*> argv{"casebook"};
    for (const std::string& option : options) {
        argv.push_back(option.c_str());
    }
    try {
        return make_parser(spec).parse(static_cast<int>(argv.size()), argv.data());
    } catch (const cxxopts::exceptions::exception& error) {
        throw UsageError(error.what(), spec.name);
    }
}

}  // namespace

const OptionSpec* find_option(const CommandSpec& spec, std::string_view name) {
    const auto found = std::ranges::find(spec.options, name, &OptionSpec::name);
    return found == spec.options.end() ? nullptr : &*found;
}

bool ParsedCommand::has(std::string_view option) const {
    return values_.find(option) != values_.end();
}

std::string ParsedCommand::value(std::string_view option) const {
    if (const auto found = values_.find(option); found != values_.end()) {
        return found->second.back();
    }
    const OptionSpec* spec = find_option(*spec_, option);
    if (spec == nullptr) {
        return {};
    }
    if (!spec->environment.empty()) {
        const char* set = std::getenv(std::string(spec->environment).c_str());
        if (set != nullptr && *set != '\0') {
            return set;
        }
    }
    return std::string(spec->default_value);
}

std::vector<std::string> ParsedCommand::values(std::string_view option) const {
    const auto found = values_.find(option);
    return found == values_.end() ? std::vector<std::string>{} : found->second;
}

std::uint64_t ParsedCommand::number(std::string_view option) const {
    const OptionSpec* spec = find_option(*spec_, option);
    return spec == nullptr ? 0 : parse_number(spec->kind, value(option)).value_or(0);
}

void ParsedCommand::add(std::string_view option, std::string value) {
    values_[std::string(option)].push_back(std::move(value));
}

ParsedCommand parse_command(const CommandSpec& spec, std::span<const std::string> arguments) {
    SplitArguments parts = split(spec, arguments);
    ParsedCommand command(spec, std::move(parts.words));
    const cxxopts::ParseResult parsed = parse_options(spec, parts.options);
    for (const auto& argument : parsed.arguments()) {
        const OptionSpec* option = find_option(spec, argument.key());
        check_value(spec, *option, argument.value());
        command.add(argument.key(), argument.value());
    }
    if (!command.has("help")) {
        check_complete(command);
    }
    return command;
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto number = parse_count(text.substr(0, digits));
    std::string unit(text.substr(digits));
    std::ranges::transform(unit, unit.begin(), [](unsigned char byte) {
        return static_cast<char>(std::tolower(byte));
    });
    if (unit.size() > 1 && unit.ends_with('b')) {
        unit.pop_back();
    }
    if (unit.size() > 1 && unit.ends_with('i')) {
        unit.pop_back();
    }
    constexpr std::string_view kUnits = "bkmg";
    const auto power = unit.empty() ? 0 : kUnits.find(unit[0]);
    if (!number || unit.size() > 1 || power == std::string_view::npos ||
        *number > (kAll >> (10 * power))) {
        return std::nullopt;
    }
    return *number << (10 * power);
}

}  // namespace casebook::cli
