#include <unistd.h>
#ifdef CASEBOOK_MIMALLOC
#include <mimalloc.h>
#endif

#include <iostream>
#include <new>
#include <string>
#include <vector>

#include "casebook/error.hpp"
#include "command_table.hpp"
#include "commands.hpp"
#include "help_text.hpp"

namespace casebook::cli {
namespace {

/// The command line without the program's name; what GNU programs say everywhere is read as the
/// command that says it.
std::vector<std::string> read_arguments(int argc, char** argv) {
    std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    if (!arguments.empty() && (arguments[0] == "--help" || arguments[0] == "-h")) {
        arguments[0] = "help";
    } else if (!arguments.empty() && arguments[0] == "--version") {
        arguments[0] = "version";
    }
    return arguments;
}

int run(const std::vector<std::string>& arguments, Streams& streams) {
    if (arguments.empty()) {
        throw UsageError("no command given", "");
    }
    const CommandSpec* spec = find_command(arguments[0]);
    if (spec == nullptr && arguments[0].starts_with("-")) {
        throw UsageError("options stand after the command: '" + arguments[0] + "'", "");
    }
    if (spec == nullptr) {
        throw UsageError("there is no command '" + arguments[0] + "'", "");
    }
    const ParsedCommand command = parse_command(*spec, std::span(arguments).subspan(1));
    const int status =
        command.has("help") ? run_help(command, streams) : spec->run(command, streams);
    streams.out.flush();
    return status;
}

int run_and_explain(const std::vector<std::string>& arguments, Streams& streams) {
    try {
        return run(arguments, streams);
    } catch (const OutputClosed&) {
        return kExitDone;
    } catch (const UsageError& error) {
        tell(streams, error.what());
        const std::string topic = error.command().empty() ? "" : " " + error.command();
        streams.err << "Try 'casebook help" + topic + "'.\n";
    } catch (const Error& error) {
        tell(streams, error.what());
    } catch (const std::bad_alloc&) {
        tell(streams, "out of memory");
    } catch (const std::exception& error) {
        tell(streams, std::string("unexpected trouble: ") + error.what());
    }
    return kExitError;
}

/// Indexing walks trees of many small nodes: pages of two megabytes, where the system lends them,
/// save it a tenth of the time for some memory more (docs/decisions/0010-size-and-speed.md).
void choose_pages([[maybe_unused]] const std::vector<std::string>& arguments) {
#ifdef CASEBOOK_MIMALLOC
    if (!arguments.empty() && arguments[0] == "index") mi_option_enable(mi_option_large_os_pages);
#endif
}

}  // namespace
}  // namespace casebook::cli

int main(int argc, char** argv) {
    using namespace casebook::cli;
    prepare_standard_streams();
    Output out(STDOUT_FILENO);
    Streams streams{out, std::cerr, inspect_terminal(STDOUT_FILENO),
                    inspect_terminal(STDERR_FILENO)};
    const std::vector<std::string> arguments = read_arguments(argc, argv);
    choose_pages(arguments);
    return run_and_explain(arguments, streams);
}
