#include <string>

#include "command_table.hpp"
#include "help_text.hpp"

namespace casebook::cli {
namespace {

/// `text` in single quotes, for any of the shells. Fish alone reads \' inside them.
std::string shell_quoted(std::string_view text, bool fish = false) {
    std::string result = "'";
    for (const char byte : text) {
        if (byte == '\'') {
            result += fish ? "\\'" : "'\\''";
        } else if (byte == '\\' && fish) {
            result += "\\\\";
        } else {
            result += byte;
        }
    }
    return result + "'";
}

template <typename Range>
std::string joined(const Range& words) {
    std::string result;
    for (const auto& word : words) {
        result += (result.empty() ? "" : " ") + std::string(word);
    }
    return result;
}

std::string command_names() {
    std::vector<std::string_view> names;
    for (const CommandSpec& spec : command_table()) {
        names.push_back(spec.name);
    }
    return joined(names);
}

std::string option_names(const CommandSpec& spec) {
    std::vector<std::string> names;
    for (const OptionSpec& option : spec.options) {
        names.push_back("--" + std::string(option.name));
    }
    return joined(names);
}

/// How an option stands in a bash `case`: "search,--top|search,-n".
std::string bash_pattern(const CommandSpec& spec, const OptionSpec& option) {
    const std::string command(spec.name);
    std::string pattern = command + ",--" + std::string(option.name);
    if (option.letter != 0) {
        pattern += "|" + command + ",-" + option.letter;
    }
    return pattern;
}

/// What bash offers for a value of the option; none for a switch.
std::string bash_value(const CommandSpec& spec, const OptionSpec& option) {
    std::string action = ":";
    switch (option.kind) {
        case ValueKind::none:
            return {};
        case ValueKind::choice:
            action = "_casebook_words " + shell_quoted(joined(option.choices));
            break;
        case ValueKind::file:
            action = "_casebook_files -f";
            break;
        case ValueKind::folder:
            action = "_casebook_files -d";
            break;
        default:
            break;
    }
    return "        " + bash_pattern(spec, option) + ") " + action + "; return ;;\n";
}

std::string bash_words(const CommandSpec& spec) {
    const std::string name(spec.name);
    std::string lines =
        "        " + name + ",-*) _casebook_words " + shell_quoted(option_names(spec)) + " ;;\n";
    if (spec.word_kind == WordKind::path) {
        lines += "        " + name + ",*) _casebook_files -f ;;\n";
    } else if (spec.word_kind == WordKind::command) {
        lines +=
            "        " + name + ",*) _casebook_words " + shell_quoted(command_names()) + " ;;\n";
    }
    return lines;
}

constexpr std::string_view kBashStart =
    R"(# bash completion for casebook; made by 'casebook help --completion bash'
_casebook_words() {
    mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word")
}
_casebook_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "$1" -- "$word")
}
_casebook() {
    local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"
    COMPREPLY=()
)";

std::string bash_script() {
    std::string values;
    std::string words;
    for (const CommandSpec& spec : command_table()) {
        for (const OptionSpec& option : spec.options) {
            values += bash_value(spec, option);
        }
        words += bash_words(spec);
    }
    return std::string(kBashStart) +
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        _casebook_words " +
           shell_quoted(command_names() + " --help --version") +
           "\n        return\n    fi\n    case \"${COMP_WORDS[1]},$before\" in\n" + values +
           "    esac\n    case \"${COMP_WORDS[1]},$word\" in\n" + words +
           "    esac\n}\ncomplete -F _casebook casebook\n";
}

/// A description inside a zsh `_arguments` specification, where brackets and colons mean something.
std::string zsh_escaped(std::string_view text) {
    std::string result;
    for (const char byte : text) {
        if (byte == '[' || byte == ']' || byte == ':' || byte == '\\') {
            result += '\\';
        }
        result += byte;
    }
    return result;
}

std::string zsh_action(const OptionSpec& option) {
    switch (option.kind) {
        case ValueKind::none:
            return {};
        case ValueKind::choice:
            return ":" + zsh_escaped(option.value_name) + ":(" + joined(option.choices) + ")";
        case ValueKind::file:
            return ":" + zsh_escaped(option.value_name) + ":_files";
        case ValueKind::folder:
            return ":" + zsh_escaped(option.value_name) + ":_files -/";
        default:
            return ":" + zsh_escaped(option.value_name) + ": ";
    }
}

std::string zsh_option(const OptionSpec& option) {
    const std::string rest = "[" + zsh_escaped(option.help) + "]" + zsh_action(option);
    const std::string star = option.repeated ? "*" : "";
    std::string text =
        " \\\n                " + shell_quoted(star + "--" + std::string(option.name) + rest);
    if (option.letter != 0) {
        text += " \\\n                " + shell_quoted(star + "-" + option.letter + rest);
    }
    return text;
}

std::string zsh_case(const CommandSpec& spec) {
    std::string text = "        " + std::string(spec.name) + ")\n            _arguments -s";
    for (const OptionSpec& option : spec.options) {
        text += zsh_option(option);
    }
    if (spec.word_kind == WordKind::path) {
        text += " \\\n                '*:file:_files'";
    } else if (spec.word_kind == WordKind::command) {
        text += " \\\n                " + shell_quoted("1:command:(" + command_names() + ")");
    }
    return text + "\n            ;;\n";
}

constexpr std::string_view kZshEnd = R"(    esac
}
if [ "$funcstack[1]" = _casebook ]; then
    _casebook "$@"
else
    compdef _casebook casebook
fi
)";

std::string zsh_script() {
    std::string names;
    std::string cases;
    for (const CommandSpec& spec : command_table()) {
        names += "        " +
                 shell_quoted(zsh_escaped(spec.name) + ":" + std::string(spec.summary)) + "\n";
        cases += zsh_case(spec);
    }
    return "#compdef casebook\n"
           "# zsh completion for casebook; made by 'casebook help --completion zsh'\n"
           "_casebook() {\n"
           "    local -a commands\n"
           "    commands=(\n" +
           names +
           "    )\n"
           "    if (( CURRENT == 2 )); then\n"
           "        _describe command commands\n"
           "        return\n"
           "    fi\n"
           "    local name=$words[2]\n"
           "    shift words\n"
           "    (( CURRENT-- ))\n"
           "    case $name in\n" +
           cases + std::string(kZshEnd);
}

std::string fish_option(const CommandSpec& spec, const OptionSpec& option) {
    std::string line = "complete -c casebook -n " +
                       shell_quoted("__fish_seen_subcommand_from " + std::string(spec.name), true) +
                       " -l " + std::string(option.name);
    if (option.letter != 0) {
        line += std::string(" -s ") + option.letter;
    }
    if (option.kind == ValueKind::choice) {
        line += " -x -a " + shell_quoted(joined(option.choices), true);
    } else if (option.kind == ValueKind::file) {
        line += " -r -F";
    } else if (option.kind == ValueKind::folder) {
        line += " -x -a '(__fish_complete_directories)'";
    } else if (option.kind != ValueKind::none) {
        line += " -x";
    }
    return line + " -d " + shell_quoted(option.help, true) + "\n";
}

std::string fish_script() {
    std::string text =
        "# fish completion for casebook; made by 'casebook help --completion fish'\n"
        "complete -c casebook -f\n";
    for (const CommandSpec& spec : command_table()) {
        const std::string seen =
            shell_quoted("__fish_seen_subcommand_from " + std::string(spec.name), true);
        text += "complete -c casebook -n __fish_use_subcommand -a " + std::string(spec.name) +
                " -d " + shell_quoted(spec.summary, true) + "\n";
        for (const OptionSpec& option : spec.options) {
            text += fish_option(spec, option);
        }
        if (spec.word_kind == WordKind::path) {
            text += "complete -c casebook -n " + seen + " -F\n";
        } else if (spec.word_kind == WordKind::command) {
            text += "complete -c casebook -n " + seen + " -a " +
                    shell_quoted(command_names(), true) + "\n";
        }
    }
    return text;
}

}  // namespace

std::string completion_script(std::string_view shell) {
    if (shell == "bash") {
        return bash_script();
    }
    if (shell == "zsh") {
        return zsh_script();
    }
    return shell == "fish" ? fish_script() : std::string();
}

}  // namespace casebook::cli
