#include <algorithm>

#include "commands.hpp"

namespace casebook::cli {

std::filesystem::path database_path(const ParsedCommand& command) {
    return command.value("db");
}

WriterOptions writer_options(const ParsedCommand& command) {
    constexpr std::uint64_t kLongest = 1'000'000'000;  // thirty years, and no overflow
    WriterOptions options;
    options.wait = std::chrono::seconds(std::min(command.number("wait"), kLongest));
    return options;
}

}  // namespace casebook::cli
