#include "child_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>

namespace casebook::test {
namespace {

int make_unnamed_file(const char* name) {
    const int file = ::memfd_create(name, MFD_CLOEXEC);
    if (file < 0) throw std::runtime_error(std::string("memfd: ") + std::strerror(errno));
    return file;
}

std::string read_from_start(int file) {
    std::string text;
    std::array<char, 4096> piece{};
    ::lseek(file, 0, SEEK_SET);
    for (ssize_t got = 0; (got = ::read(file, piece.data(), piece.size())) > 0;) {
        text.append(piece.data(), static_cast<std::size_t>(got));
    }
    return text;
}

pid_t spawn_casebook(std::vector<std::string> arguments, int out, int err) {
    std::string program = CASEBOOK_BINARY;
    std::vector<char*> pointers{program.data()};
    for (std::string& argument : arguments)
        pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
    posix_spawnattr_t attributes{};
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    pid_t process = 0;
    const int failure =
        ::posix_spawn(&process, program.c_str(), &actions, &attributes, pointers.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) throw std::runtime_error(std::string("casebook: ") + std::strerror(failure));
    return process;
}

}  // namespace

ChildProcess::ChildProcess(std::vector<std::string> arguments)
    : out_(make_unnamed_file("out")), err_(make_unnamed_file("err")) {
    process_ = spawn_casebook(std::move(arguments), out_, err_);
    watch_ = static_cast<int>(::syscall(SYS_pidfd_open, process_, 0));
}

ChildProcess::~ChildProcess() {
    if (process_ != 0) {
        kill_group();
        ::waitpid(process_, nullptr, 0);
    }
    for (const int file : {watch_, out_, err_})
        ::close(file);
}

bool ChildProcess::ends_within(std::chrono::duration<double> patience) const {
    pollfd end{watch_, POLLIN, 0};
    const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(patience).count();
    const timespec time{nanoseconds / 1'000'000'000, nanoseconds % 1'000'000'000};
    return ::ppoll(&end, 1, &time, nullptr) > 0;
}

void ChildProcess::kill_group() const {
    ::kill(-process_, SIGKILL);
}

Ending ChildProcess::wait() {
    constexpr std::chrono::minutes kPatience{10};
    if (!ends_within(kPatience)) throw std::runtime_error("casebook does not end");
    int status = 0;
    rusage usage{};
    ::wait4(process_, &status, 0, &usage);
    process_ = 0;
    Ending ending;
    ending.lasted = std::chrono::steady_clock::now() - start_;
    ending.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    ending.out = read_from_start(out_);
    ending.err = read_from_start(err_);
    ending.peak_kilobytes = usage.ru_maxrss;
    return ending;
}

Ending run_to_end(std::vector<std::string> arguments) {
    return ChildProcess(std::move(arguments)).wait();
}

}  // namespace casebook::test
