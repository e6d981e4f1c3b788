#include <algorithm>

#include "command_table.hpp"
#include "commands.hpp"
#include "help_text.hpp"

namespace casebook::cli {
namespace {

constexpr std::size_t kUsualWidth = 80;
constexpr std::size_t kWidest = 100;  // longer lines are hard to read

std::size_t help_width(const Streams& streams) {
    const std::size_t width = streams.out_terminal.width;
    return width == 0 ? kUsualWidth : std::min(width, kWidest);
}

}  // namespace

int run_help(const ParsedCommand& command, Streams& streams) {
    const std::string topic = command.has("help")       ? std::string(command.spec().name)
                              : command.words().empty() ? std::string()
                                                        : command.words().front();
    const CommandSpec* spec = find_command(topic);
    if (!topic.empty() && spec == nullptr) {
        throw UsageError("there is no command '" + topic + "'", "");
    }
    if (command.has("man")) {
        streams.out.write(manual_page());
    } else if (command.has("completion")) {
        streams.out.write(completion_script(command.value("completion")));
    } else {
        streams.out.write(spec == nullptr ? overview_text(help_width(streams))
                                          : command_text(*spec, help_width(streams)));
    }
    return kExitDone;
}

}  // namespace casebook::cli
