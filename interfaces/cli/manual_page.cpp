#include <algorithm>
#include <cctype>

#include "command_table.hpp"
#include "commands.hpp"
#include "help_text.hpp"

namespace casebook::cli {
namespace {

/// `text` as roff text: no byte of it is a request or an escape.
std::string roff(std::string_view text) {
    std::string result;
    for (const char byte : text) {
        switch (byte) {
            case '\\':
                result += "\\e";
                break;
            case '-':
                result += "\\-";
                break;
            case '\'':
                result += "\\(aq";
                break;
            case '"':
                result += "\\(dq";
                break;
            case '^':
                result += "\\(ha";
                break;
            case '~':
                result += "\\(ti";
                break;
            case '.':  // a dot at the start of a line would be a request
                result += result.empty() || result.back() == '\n' ? "\\&." : ".";
                break;
            default:
                result += byte;
        }
    }
    return result;
}

/// roff text that stays on one line.
std::string unbroken(std::string text) {
    for (auto at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 2)) {
        text.replace(at, 1, "\\ ");
    }
    return text;
}

/// An empty line in roff is vertical space in the wrong place: paragraphs begin with .PP.
std::string roff_paragraphs(std::string_view text) {
    std::string result = roff(text);
    for (auto at = result.find("\n\n"); at != std::string::npos; at = result.find("\n\n", at)) {
        result.replace(at, 2, "\n.PP\n");
    }
    return result + "\n";
}

std::string tagged(std::string_view tag, std::string_view text) {
    return ".TP\n.B " + roff(tag) + "\n" + roff_paragraphs(text);
}

std::string upper_case(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](unsigned char byte) {
        return static_cast<char>(std::toupper(byte));
    });
    return result;
}

std::string option_item(const OptionSpec& option) {
    std::string meaning(option.help);
    if (const std::string values = option_values(option); !values.empty()) {
        meaning += " (" + values + ")";
    }
    meaning += ".";
    if (!option.detail.empty()) {
        meaning += " " + std::string(option.detail);
    }
    return tagged(option_syntax(option), meaning);
}

std::string command_section(const CommandSpec& spec) {
    std::string text = ".SS casebook " + roff(spec.name) + "\n";
    text += ".B casebook " + roff(spec.name) + "\n";
    for (const std::string& part : synopsis_parts(spec)) {
        text += unbroken(roff(part)) + "\n";
    }
    std::string summary(spec.summary);
    summary[0] = upper_case(summary.substr(0, 1))[0];
    text += ".PP\n" + roff_paragraphs(summary + ".");
    if (!spec.description.empty()) {
        text += ".PP\n" + roff_paragraphs(spec.description);
    }
    for (const OptionSpec& option : spec.options) {
        text += option_item(option);
    }
    if (!spec.exit_one.empty()) {
        text += ".PP\nExit status 1: " + roff_paragraphs(std::string(spec.exit_one) + ".");
    }
    return text;
}

std::string examples_section() {
    std::string text = ".SH EXAMPLES\n";
    for (const CommandSpec& spec : command_table()) {
        for (const ExampleSpec& example : spec.examples) {
            text += tagged(example.command, example.meaning);
        }
    }
    return text;
}

}  // namespace

std::string manual_page() {
    std::string text = ".TH CASEBOOK 1 \"\" \"casebook " + std::string(program_version()) +
                       "\" \"User Commands\"\n.ad l\n.SH NAME\ncasebook \\- " +
                       roff(kProgramSummary) +
                       "\n.SH SYNOPSIS\n.B casebook\n.I COMMAND\n[OPTION...]\n[WORD...]\n"
                       ".SH COMMANDS\n";
    for (const CommandSpec& spec : command_table()) {
        text += command_section(spec);
    }
    text += examples_section() + ".SH EXIT STATUS\n";
    for (const ProgramFact& fact : kExitStatuses) {
        text += tagged(fact.name, fact.meaning);
    }
    text += ".SH ENVIRONMENT\n";
    for (const ProgramFact& fact : kEnvironment) {
        text += tagged(fact.name, fact.meaning);
    }
    return text;
}

}  // namespace casebook::cli
