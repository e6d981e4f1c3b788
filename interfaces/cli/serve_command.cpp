#include <algorithm>
#include <fstream>
#include <iterator>
#include <mutex>

#include "casebook/error.hpp"
#include "chosen_thesaurus.hpp"
#include "commands.hpp"
#include "interfaces/http/api_router.hpp"
#include "interfaces/http/request_guard.hpp"
#include "interfaces/http/server.hpp"

namespace casebook::cli {
namespace {

/// The first line of the file, which is the token.
std::string read_token(const std::string& file) {
    constexpr std::size_t kShortest = 16;
    std::ifstream stream(file);
    std::string token;
    if (!stream || !std::getline(stream, token))
        throw Error(ErrorCode::not_found, "cannot read a token from '" + file + "'");
    while (!token.empty() && (token.back() == '\r' || token.back() == ' '))
        token.pop_back();
    if (token.size() < kShortest)
        throw Error(ErrorCode::invalid_argument,
                    "the token in '" + file +
                        "' is too short; write 16 characters or more on its first line");
    return token;
}

http::RouterSettings router_settings(const ParsedCommand& command, Streams& streams) {
    http::RouterSettings settings;
    settings.index = database_path(command);
    settings.version = program_version();
    settings.overlay = overlay_of(command, streams);
    settings.page_folder = command.value("page-dir");
    settings.limits.body = command.number("max-body");
    settings.limits.text = command.number("max-text");
    settings.limits.hits = command.number("max-hits");
    settings.limits.time = std::chrono::milliseconds(
        std::clamp<std::uint64_t>(command.number("timeout"), 1, 3'600'000));
    if (command.has("token-file")) settings.access.token = read_token(command.value("token-file"));
    for (const std::string& name : command.values("allow-host"))
        settings.access.allowed_hosts.push_back(http::host_of(name));
    settings.access.allowed_origins = command.values("allow-origin");
    return settings;
}

http::ServerSettings server_settings(const ParsedCommand& command) {
    http::ServerSettings settings;
    http::read_listen_address(command.value("listen"), settings);
    settings.connections = std::max<std::uint64_t>(command.number("max-connections"), 1);
    settings.searches = std::min<std::uint64_t>(command.number("jobs"), 256);
    settings.waiting = command.number("max-waiting");
    settings.client_time = std::chrono::milliseconds(
        std::clamp<std::uint64_t>(command.number("client-timeout"), 1, 3'600'000));
    if (!http::is_loopback(settings.host) && !command.has("token-file"))
        throw Error(ErrorCode::invalid_argument,
                    "'" + settings.host +
                        "' can be reached from other machines, and whoever reaches it can read "
                        "every report: name a file with a secret by --token-file, or listen on "
                        "127.0.0.1");
    return settings;
}

}  // namespace

int run_serve(const ParsedCommand& command, Streams& streams) {
    http::ServerSettings settings = server_settings(command);
    if (command.has("log") || command.has("log-queries"))
        settings.log = [&streams](const std::string& line) {
            streams.err << line + "\n" << std::flush;
        };
    settings.log_queries = command.has("log-queries");
    http::ApiRouter router(router_settings(command, streams));
    std::mutex mutex;
    router.on_trouble = [&](const std::string& what) {
        const std::lock_guard lock(mutex);
        tell(streams, what);
    };
    http::Server server(router, std::move(settings));
    streams.out.write(server.url() + "\n");
    streams.out.flush();
    server.run();
    return kExitDone;
}

}  // namespace casebook::cli
