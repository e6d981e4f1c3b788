#include "help_text.hpp"

#include <algorithm>

#include "command_table.hpp"
#include "text_layout.hpp"

namespace casebook::cli {
namespace {

constexpr std::size_t kDetailIndent = 6;

std::vector<std::string_view> paragraphs(std::string_view text) {
    std::vector<std::string_view> result;
    while (!text.empty()) {
        const auto end = std::min(text.find("\n\n"), text.size());
        result.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 2, text.size()));
    }
    return result;
}

/// "  NAME   meaning" with the meaning in a column that begins at `column`.
std::string table_row(std::string_view name, std::string_view meaning, std::size_t column,
                      std::size_t width) {
    std::string row = "  " + std::string(name);
    const std::string text = lay_out(meaning, {.first = column, .rest = column, .width = width});
    if (row.size() + 1 >= column) {
        return row + "\n" + text;
    }
    return row + text.substr(row.size());
}

/// The synopsis, broken only between its parts.
std::string usage(const CommandSpec& spec, std::size_t width) {
    const std::string start = "usage: casebook " + std::string(spec.name);
    std::string text = start;
    std::size_t column = start.size();
    for (const std::string& part : synopsis_parts(spec)) {
        if (column + 1 + part.size() > width) {
            text += "\n" + std::string(start.size(), ' ');
            column = start.size();
        }
        text += " " + part;
        column += 1 + part.size();
    }
    return text + "\n";
}

std::string option_text(const OptionSpec& option, std::size_t width) {
    std::string meaning(option.help);
    if (const std::string values = option_values(option); !values.empty()) {
        meaning += " (" + values + ")";
    }
    if (!option.detail.empty()) {
        meaning += ". " + std::string(option.detail);
    }
    return "  " + option_syntax(option) + "\n" +
           lay_out(meaning, {.first = kDetailIndent, .rest = kDetailIndent, .width = width});
}

std::string examples_text(const CommandSpec& spec, std::size_t width) {
    if (spec.examples.empty()) {
        return {};
    }
    std::string text = "\nexamples:\n";
    for (const ExampleSpec& example : spec.examples) {
        text += "  " + std::string(example.command) + "\n" +
                lay_out(example.meaning,
                        {.first = kDetailIndent, .rest = kDetailIndent, .width = width});
    }
    return text;
}

}  // namespace

std::string option_syntax(const OptionSpec& option) {
    std::string text;
    if (option.letter != 0) {
        text = std::string("-") + option.letter + ", ";
    }
    text += "--" + std::string(option.name);
    if (!option.value_name.empty()) {
        text += " " + std::string(option.value_name);
    }
    return text;
}

std::vector<std::string> synopsis_parts(const CommandSpec& spec) {
    std::vector<std::string> parts;
    for (const OptionSpec& option : spec.options) {
        if (option.name == "help") {
            continue;
        }
        std::string part = "--" + std::string(option.name);
        if (!option.value_name.empty()) {
            part += " " + std::string(option.value_name);
        }
        part = option.required ? part : "[" + part + "]";
        parts.push_back(part + (option.repeated ? "..." : ""));
    }
    if (!spec.words.empty()) {
        parts.emplace_back(spec.words);
    }
    return parts;
}

std::string option_values(const OptionSpec& option) {
    std::string text;
    for (const std::string_view choice : option.choices) {
        text += (text.empty() ? "" : ", ") + std::string(choice);
    }
    if (!option.default_value.empty()) {
        text += text.empty() ? "default " : "; default ";
        if (!option.environment.empty()) {
            text += "$" + std::string(option.environment) + ", else ";
        }
        text += option.default_value;
    }
    if (option.repeated) {
        text += text.empty() ? "may be repeated" : "; may be repeated";
    }
    return text;
}

std::string overview_text(std::size_t width) {
    std::string text = "casebook: " + std::string(kProgramSummary) +
                       "\n\nusage: casebook COMMAND [OPTION...] [WORD...]\n\ncommands:\n";
    for (const CommandSpec& spec : command_table()) {
        text += table_row(spec.name, spec.summary, 13, width);
    }
    text += "\nexit status:\n";
    for (const ProgramFact& fact : kExitStatuses) {
        text += table_row(fact.name, fact.meaning, 5, width);
    }
    text += "\nenvironment:\n";
    for (const ProgramFact& fact : kEnvironment) {
        text += table_row(fact.name, fact.meaning, 15, width);
    }
    return text +
           "\n'casebook help COMMAND' tells all of a command, 'casebook help --man' is the "
           "manual.\n";
}

std::string command_text(const CommandSpec& spec, std::size_t width) {
    std::string text = usage(spec, width) + "\n" + std::string(spec.name) + ": " +
                       std::string(spec.summary) + "\n";
    for (const std::string_view paragraph : paragraphs(spec.description)) {
        text += "\n" + lay_out(paragraph, {.width = width});
    }
    text += "\noptions:\n";
    for (const OptionSpec& option : spec.options) {
        text += option_text(option, width);
    }
    text += examples_text(spec, width);
    if (!spec.exit_one.empty()) {
        text += "\n" + lay_out("exit status 1: " + std::string(spec.exit_one), {.width = width});
    }
    return text;
}

}  // namespace casebook::cli
