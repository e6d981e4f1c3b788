#include "searcher/shard_servers.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>

namespace casebook {
namespace {

constexpr const char* kProgram = "/usr/bin/xapian-tcpsrv";

sockaddr_in loopback(unsigned port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// A port that nobody listened on a moment ago.
unsigned free_port() {
    const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof(address);
    const bool bound = ::bind(listener, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                       ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(listener);
    if (!bound) throw std::runtime_error("no free port on loopback");
    return ntohs(address.sin_port);
}

bool answers(unsigned port) {
    const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    const bool connected =
        ::connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
    ::close(client);
    return connected;
}

}  // namespace

bool ShardServers::can_run() {
    return ::access(kProgram, X_OK) == 0;
}

/// In a session of its own: when it is told to end, it ends its whole process group.
ShardServers::Server ShardServers::start(const std::filesystem::path& database) {
    Server server;
    server.port = free_port();
    std::vector<std::string> words{kProgram,         "--quiet", "--interface",
                                   "127.0.0.1",      "--port",  std::to_string(server.port),
                                   database.string()};
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    ::posix_spawn_file_actions_init(&actions);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        ::posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0);
    posix_spawnattr_t attributes{};
    ::posix_spawnattr_init(&attributes);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);
    const int failure =
        ::posix_spawn(&server.process, kProgram, &actions, &attributes, pointers.data(), environ);
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) throw std::runtime_error("xapian-tcpsrv does not start");
    return server;
}

void ShardServers::stop(const Server& server) {
    ::kill(server.process, SIGTERM);
    ::waitpid(server.process, nullptr, 0);
}

ShardServers::ShardServers(const std::vector<std::filesystem::path>& databases) {
    constexpr int kTries = 600;
    for (const std::filesystem::path& database : databases) {
        servers_.push_back(start(database));
        for (int attempt = 0; !answers(servers_.back().port); ++attempt) {
            if (attempt == kTries) {
                for (const Server& server : servers_)
                    stop(server);
                throw std::runtime_error(database.string() + ": its server does not answer");
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    }
}

ShardServers::~ShardServers() {
    for (const Server& server : servers_)
        stop(server);
}

std::string ShardServers::stub() const {
    std::string lines;
    for (const Server& server : servers_)
        lines += "remote 127.0.0.1:" + std::to_string(server.port) + "\n";
    return lines;
}

}  // namespace casebook
