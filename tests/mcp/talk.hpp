#pragma once

#include <string>
#include <vector>

#include "casebook/index_writer.hpp"
#include "interfaces/mcp/session.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook::mcp {

/// A session over an index, spoken to without streams or threads.
class Talk {
public:
    explicit Talk(const std::vector<CaseReport>& reports, ToolLimits limits = {})
        : library_(open_library(folder_ / "db", reports)), session_(library_, limits, "0.0.0") {}

    Session& session() { return session_; }
    const Library& library() const { return library_; }

    /// What comes back for a line, calls answered one after the other.
    std::vector<Json> say(std::string_view line) {
        Reception reception = session_.receive(line);
        for (const Call& call : reception.calls) {
            if (auto reply = session_.answer(call)) reception.replies.push_back(*std::move(reply));
        }
        std::vector<Json> replies;
        for (const std::string& reply : reception.replies)
            replies.push_back(Json::parse(reply));
        return replies;
    }

    void begin(const std::string& revision = "2025-11-25") {
        say(R"({"jsonrpc":"2.0","id":"begin","method":"initialize","params":{"protocolVersion":")" +
            revision + R"(","capabilities":{},"clientInfo":{"name":"test","version":"1"}}})");
        say(R"({"jsonrpc":"2.0","method":"notifications/initialized"})");
    }

    /// The result of a tool.
    Json call(const std::string& tool, const Json& arguments) {
        return say(to_line({{"jsonrpc", "2.0"},
                            {"id", 1},
                            {"method", "tools/call"},
                            {"params", {{"name", tool}, {"arguments", arguments}}}}))
            .at(0)
            .at("result");
    }

private:
    static Library open_library(const std::filesystem::path& path,
                                const std::vector<CaseReport>& reports) {
        make_index(path, reports);
        return {Searcher(path), nullptr};
    }

    TemporaryFolder folder_;
    Library library_;
    Session session_;
};

}  // namespace casebook::mcp
