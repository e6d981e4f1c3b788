#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "run_process.hpp"
#include "sample_index.hpp"

using namespace casebook::test;

namespace {

/// The commands that `casebook help` lists.
std::vector<std::string> listed_commands() {
    std::istringstream lines(run_casebook({"help"}).out);
    std::vector<std::string> commands;
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line == "commands:") {
            inside = true;
        } else if (inside && line.empty()) {
            break;
        } else if (inside) {
            commands.push_back(line.substr(2, line.find(' ', 2) - 2));
        }
    }
    return commands;
}

/// The long options that `casebook help COMMAND` lists.
std::vector<std::string> listed_options(const std::string& command) {
    std::istringstream lines(run_casebook({"help", command}).out);
    std::vector<std::string> options;
    for (std::string line; std::getline(lines, line);) {
        const bool listed = line.starts_with("  -");
        if (const auto at = line.find("--"); listed && at != std::string::npos) {
            options.push_back(line.substr(at, line.find(' ', at) - at));
        }
    }
    return options;
}

std::size_t longest_line(const std::string& text) {
    std::istringstream lines(text);
    std::size_t longest = 0;
    for (std::string line; std::getline(lines, line);) {
        longest = std::max(longest, line.size());
    }
    return longest;
}

}  // namespace

TEST_CASE("help lists every command of this stage", "[cli][help]") {
    CHECK(listed_commands() == std::vector<std::string>{"index", "search", "similar", "suggest",
                                                        "show", "annotate", "stats", "check",
                                                        "delete", "compact", "run", "evaluate",
                                                        "thesaurus", "serve", "help", "version"});
}

TEST_CASE("each command tells its use in three ways, on standard output", "[cli][help]") {
    for (const std::string& command : listed_commands()) {
        CAPTURE(command);
        const Outcome help = run_casebook({"help", command});
        CHECK(help.status == 0);
        CHECK(help.err.empty());
        CHECK(help.out.starts_with("usage: casebook " + command));
        CHECK(run_casebook({command, "--help"}).out == help.out);
        CHECK(run_casebook({command, "-h"}).out == help.out);
    }
}

TEST_CASE("help fits a line of eighty columns in a pipe", "[cli][help]") {
    for (const std::string& command : listed_commands()) {
        CAPTURE(command);
        CHECK(longest_line(run_casebook({"help", command}).out) <= 80);
    }
}

TEST_CASE("help fits the terminal", "[cli][help]") {
    const Outcome narrow = run_casebook(
        Invocation{.arguments = {"help", "stats"}, .out = Sink::terminal, .columns = 50});
    CHECK(longest_line(narrow.out) <= 50);
}

TEST_CASE("help for what is no command is an error", "[cli][help]") {
    const Outcome outcome = run_casebook({"help", "dance"});
    CHECK(outcome.status == 2);
    CHECK(outcome.out.empty());
    CHECK(outcome.err == "casebook: there is no command 'dance'\nTry 'casebook help'.\n");
}

TEST_CASE("the version names the licences that bind who passes the program on", "[cli][help]") {
    const Outcome outcome = run_casebook({"--version"});
    CHECK(outcome.status == 0);
    CHECK(outcome.out.starts_with("casebook "));
    for (const char* word :
         {"MIT", "Xapian", "GPL-2.0-or-later", "CLD2", "Apache-2.0", "version 3 or later"}) {
        CAPTURE(word);
        CHECK(outcome.out.find(word) != std::string::npos);
    }
    CHECK(run_casebook({"version"}).out == outcome.out);
}

TEST_CASE("the manual page tells every option of every command", "[cli][manual]") {
    const Outcome manual = run_casebook({"help", "--man"});
    REQUIRE(manual.status == 0);
    CHECK(manual.out.starts_with(".TH CASEBOOK 1"));
    for (const std::string& command : listed_commands()) {
        CAPTURE(command);
        const auto section = manual.out.find(".SS casebook " + command + "\n");
        REQUIRE(section != std::string::npos);
        const auto end = std::min(manual.out.find("\n.S", section + 1), manual.out.size());
        for (std::string option : listed_options(command)) {
            CAPTURE(option);
            for (auto at = option.find('-'); at != std::string::npos;
                 at = option.find('-', at + 2)) {
                option.insert(at, "\\");
            }
            CHECK(manual.out.find(option, section) < end);
        }
    }
}

TEST_CASE("the manual page holds no request that roff does not know", "[cli][manual]") {
    const std::vector<std::string> known = {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".I", ".ad"};
    std::istringstream lines(run_casebook({"help", "--man"}).out);
    for (std::string line; std::getline(lines, line);) {
        CAPTURE(line);
        CHECK_FALSE(line.empty());
        CHECK_FALSE(line.starts_with("'"));
        if (line.starts_with(".")) {
            CHECK(std::ranges::find(known, line.substr(0, line.find(' '))) != known.end());
        }
    }
}

TEST_CASE("the manual page is clean to the manual's own programs", "[cli][manual]") {
    const TemporaryFolder folder;
    const std::string page = folder.write("casebook.1", run_casebook({"help", "--man"}).out);
    if (is_installed("man")) {
        const Outcome outcome = run_program(
            "man", {.arguments = {"--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page},
                    .environment = {"LC_ALL=C.UTF-8", "MANWIDTH=80"}});
        CHECK(outcome.status == 0);
        CHECK(outcome.err.empty());
    }
    if (is_installed("mandoc")) {
        CHECK(run_program("mandoc", {.arguments = {"-T", "lint", "-W", "warning", page}}).status ==
              0);
    }
}

TEST_CASE("each shell can read its completion script", "[cli][completion]") {
    const TemporaryFolder folder;
    for (const std::string shell : {"bash", "zsh", "fish"}) {
        CAPTURE(shell);
        const Outcome script = run_casebook({"help", "--completion", shell});
        REQUIRE(script.status == 0);
        CHECK(script.out.find("_casebook") + script.out.find("-c casebook") != std::string::npos);
        if (is_installed(shell)) {
            const std::string file = folder.write("script." + shell, script.out);
            const Outcome outcome = run_program(shell, {.arguments = {"-n", file}});
            CHECK(outcome.status == 0);
            CHECK(outcome.err.empty());
        }
    }
}

TEST_CASE("bash completes commands, options and their values", "[cli][completion]") {
    if (!is_installed("bash")) {
        return;
    }
    struct Row {
        const char* why;
        const char* line;
        const char* completion;
    };
    const std::vector<Row> rows = {
        {"a command", "casebook sea", "search"},
        {"a long option", "casebook search --fo", "--format"},
        {"a value of a long option", "casebook search --format jsonl", "jsonl"},
        {"a value of a short option", "casebook search -f c", "csv"},
        {"a command to explain", "casebook help sta", "stats"},
        {"nothing where anything may stand", "casebook search leuk", ""},
    };
    const TemporaryFolder folder;
    const std::string file =
        folder.write("casebook.bash", run_casebook({"help", "--completion", "bash"}).out);
    for (const Row& row : rows) {
        CAPTURE(row.why, row.line);
        const std::string script = "source " + file + "; COMP_WORDS=(" + row.line +
                                   "); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _casebook; "
                                   "printf %s \"${COMPREPLY[*]}\"";
        CHECK(run_program("bash", {.arguments = {"-c", script}}).out == row.completion);
    }
}
