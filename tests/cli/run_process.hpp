#pragma once

#include <string>
#include <vector>

/// Runs programs as a shell would, and tells what they wrote.
namespace casebook::test {

/// Where a program's standard output or error goes.
enum class Sink {
    pipe,         ///< to Outcome
    terminal,     ///< to Outcome, through a terminal of its own
    closed_pipe,  ///< to a pipe that nobody reads any more
    full_disk,    ///< to /dev/full
    closed,       ///< nowhere: the descriptor is closed
};

struct Invocation {
    std::vector<std::string> arguments;
    std::string input = {};
    std::vector<std::string> environment =
        {};  ///< "NAME=value", besides PATH, sanitizers' and TERM=xterm
    Sink out = Sink::pipe;
    Sink err = Sink::pipe;
    unsigned short columns = 80;
};

struct Outcome {
    int status = -1;  ///< exit status; 128 and the signal's number if one ended it
    std::string out;
    std::string err;
};

/// Throws std::runtime_error if the program cannot be started or does not end within two minutes.
[[nodiscard]] Outcome run_program(const std::string& program, const Invocation& invocation);

/// The program under test.
[[nodiscard]] Outcome run_casebook(const Invocation& invocation);
[[nodiscard]] Outcome run_casebook(std::vector<std::string> arguments);

/// Whether the search path has a program of that name.
[[nodiscard]] bool is_installed(const std::string& program);

}  // namespace casebook::test
