#include "run_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <stdexcept>

namespace casebook::test {
namespace {

constexpr auto kPatience = std::chrono::minutes(2);

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error(what + ": " + std::strerror(errno));
}

/// A descriptor that is closed when it goes.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }

    [[nodiscard]] int number() const { return number_; }

    void close() {
        if (number_ >= 0) {
            ::close(number_);
            number_ = -1;
        }
    }

private:
    int number_ = -1;
};

/// The two ends of a channel: what the program writes to and what we read from.
struct Channel {
    Descriptor ours;
    Descriptor theirs;
};

Channel open_pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        fail("pipe");
    }
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

Channel open_terminal(unsigned short columns) {
    Channel channel;
    channel.ours = Descriptor(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    const int master = channel.ours.number();
    if (master < 0 || ::grantpt(master) != 0 || ::unlockpt(master) != 0) {
        fail("terminal");
    }
    channel.theirs = Descriptor(::open(::ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC));
    termios mode{};
    ::tcgetattr(channel.theirs.number(), &mode);
    ::cfmakeraw(&mode);  // else every line end would come with a carriage return
    ::tcsetattr(channel.theirs.number(), TCSANOW, &mode);
    const winsize size{.ws_row = 24, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
    ::ioctl(channel.theirs.number(), TIOCSWINSZ, &size);
    return channel;
}

Channel open_channel(Sink sink, unsigned short columns) {
    switch (sink) {
        case Sink::pipe:
            return open_pipe();
        case Sink::terminal:
            return open_terminal(columns);
        case Sink::closed_pipe: {
            Channel channel = open_pipe();
            channel.ours.close();
            return channel;
        }
        case Sink::full_disk:
            return {Descriptor(), Descriptor(::open("/dev/full", O_WRONLY | O_CLOEXEC))};
        case Sink::closed:
            break;
    }
    return {};
}

class SpawnActions {
public:
    SpawnActions() { ::posix_spawn_file_actions_init(&actions_); }
    ~SpawnActions() { ::posix_spawn_file_actions_destroy(&actions_); }
    SpawnActions(const SpawnActions&) = delete;
    SpawnActions& operator=(const SpawnActions&) = delete;

    void connect(const Descriptor& from, int to) {
        if (from.number() < 0) {
            ::posix_spawn_file_actions_addclose(&actions_, to);
        } else {
            ::posix_spawn_file_actions_adddup2(&actions_, from.number(), to);
        }
    }

    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

std::vector<char*> pointers(std::vector<std::string>& strings) {
    std::vector<char*> result;
    for (std::string& text : strings) {
        result.push_back(text.data());
    }
    result.push_back(nullptr);
    return result;
}

pid_t spawn(const std::string& program, const Invocation& invocation, const SpawnActions& actions) {
    std::vector<std::string> arguments = invocation.arguments;
    arguments.insert(arguments.begin(), program);
    std::vector<std::string> environment = invocation.environment;
    for (const std::string name : {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
        if (const char* value = std::getenv(name.c_str()); value != nullptr) {
            environment.push_back(name + "=" + value);
        }
    }
    environment.emplace_back("TERM=xterm");
    pid_t process = 0;
    errno = ::posix_spawnp(&process, program.c_str(), actions.get(), nullptr,
                           pointers(arguments).data(), pointers(environment).data());
    if (errno != 0) {
        fail(program);
    }
    return process;
}

/// Reads what there is; false at the end of the channel.
bool read_some(Descriptor& from, std::string& to) {
    std::array<char, 4096> bytes{};
    const auto count = ::read(from.number(), bytes.data(), bytes.size());
    if (count <= 0) {  // a terminal whose other end has gone gives an error, not an end
        from.close();
        return false;
    }
    to.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

void read_both(Descriptor& out, Descriptor& err, Outcome& outcome, pid_t process) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (out.number() >= 0 || err.number() >= 0) {
        std::array<pollfd, 2> polls{pollfd{out.number(), POLLIN, 0},
                                    pollfd{err.number(), POLLIN, 0}};
        ::poll(polls.data(), polls.size(), 1000);
        if (std::chrono::steady_clock::now() > deadline) {
            ::kill(process, SIGKILL);
            ::waitpid(process, nullptr, 0);
            throw std::runtime_error("the program does not end");
        }
        if (polls[0].revents != 0) {
            read_some(out, outcome.out);
        }
        if (polls[1].revents != 0) {
            read_some(err, outcome.err);
        }
    }
}

Descriptor open_input(const std::string& text) {
    std::FILE* file = std::tmpfile();
    if (file == nullptr) {
        fail("tmpfile");
    }
    std::fwrite(text.data(), 1, text.size(), file);
    std::rewind(file);
    Descriptor input(::fcntl(::fileno(file), F_DUPFD_CLOEXEC, 3));
    std::fclose(file);
    return input;
}

}  // namespace

Outcome run_program(const std::string& program, const Invocation& invocation) {
    const Descriptor input = open_input(invocation.input);
    Channel out = open_channel(invocation.out, invocation.columns);
    Channel err = open_channel(invocation.err, invocation.columns);
    SpawnActions actions;
    actions.connect(input, STDIN_FILENO);
    actions.connect(out.theirs, STDOUT_FILENO);
    actions.connect(err.theirs, STDERR_FILENO);
    const pid_t process = spawn(program, invocation, actions);
    out.theirs.close();
    err.theirs.close();
    Outcome outcome;
    read_both(out.ours, err.ours, outcome, process);
    int status = 0;
    ::waitpid(process, &status, 0);
    outcome.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return outcome;
}

Outcome run_casebook(const Invocation& invocation) {
    return run_program(CASEBOOK_BINARY, invocation);
}

Outcome run_casebook(std::vector<std::string> arguments) {
    return run_casebook(Invocation{.arguments = std::move(arguments)});
}

bool is_installed(const std::string& program) {
    return run_program("sh", {.arguments = {"-c", "command -v " + program}}).status == 0;
}

}  // namespace casebook::test
