#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace casebook {

/// An `xapian-tcpsrv` for each of some databases, on loopback and ports that were free. Ended with
/// it.
class ShardServers {
public:
    /// Whether the program is installed.
    [[nodiscard]] static bool can_run();

    /// Throws std::runtime_error if one does not answer.
    explicit ShardServers(const std::vector<std::filesystem::path>& databases);
    ~ShardServers();
    ShardServers(const ShardServers&) = delete;
    ShardServers& operator=(const ShardServers&) = delete;

    /// The lines of a stub file that names them all.
    [[nodiscard]] std::string stub() const;

private:
    struct Server {
        pid_t process = 0;
        unsigned port = 0;
    };

    static Server start(const std::filesystem::path& database);
    static void stop(const Server& server);

    std::vector<Server> servers_;
};

}  // namespace casebook
