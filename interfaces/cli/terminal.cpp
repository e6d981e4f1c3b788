#include "terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

namespace casebook::cli {
namespace {

constexpr std::size_t kUsualWidth = 80;
constexpr std::size_t kLeastWidth = 20;

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

std::size_t terminal_width(int descriptor) {
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
        return kUsualWidth;
    }
    return size.ws_col < kLeastWidth ? kLeastWidth : size.ws_col;
}

}  // namespace

Terminal inspect_terminal(int descriptor) {
    Terminal terminal;
    if (::isatty(descriptor) == 0) {
        return terminal;
    }
    const bool capable = environment("TERM") != "dumb" && !environment("TERM").empty();
    terminal.interactive = capable;
    terminal.styled = capable && environment("NO_COLOR").empty();
    terminal.width = terminal_width(descriptor);
    return terminal;
}

}  // namespace casebook::cli
