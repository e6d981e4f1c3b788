#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interfaces/mcp/tool.hpp"

namespace casebook::mcp {

/// The replies of one batch, which go out together. Threads share it.
struct Batch {
    std::mutex mutex;
    Json replies = Json::array();
    std::size_t pending = 0;  ///< calls not answered yet
};

/// A call of a tool that was heard and is to be answered.
struct Call {
    Json id;
    const Tool* tool = nullptr;
    Json arguments;
    std::shared_ptr<CancelToken> cancel;
    std::shared_ptr<Batch> batch;  ///< null for a call that came alone
};

/// What follows from one line: replies to send at once, and calls to answer.
struct Reception {
    std::vector<std::string> replies;
    std::vector<Call> calls;
};

/// One conversation of the Model Context Protocol, apart from streams and threads: lines in, lines
/// out. One thread calls `receive`; any number may call `answer` meanwhile.
class Session {
public:
    /// `library` outlives the session. `version` is the program's.
    Session(const Library& library, ToolLimits limits, std::string version);

    /// Hears a line. What breaks the protocol becomes an error reply; nothing is thrown for it.
    [[nodiscard]] Reception receive(std::string_view line);

    /// The reply to a line that was longer than `limit`, which nobody has read.
    [[nodiscard]] static std::string refuse_oversized(std::size_t limit);

    /// Runs the tool. The line to send; none for a call that was cancelled, and for one of a batch
    /// whose other calls still run.
    [[nodiscard]] std::optional<std::string> answer(const Call& call);

private:
    std::optional<Json> handle(const Json& json, const std::shared_ptr<Batch>& batch,
                               std::vector<Call>& calls);
    std::optional<Json> handle_request(const Message& message, const std::shared_ptr<Batch>& batch,
                                       std::vector<Call>& calls);
    void handle_notification(const Message& message);
    std::optional<std::string> handle_batch(const Json& json, std::vector<Call>& calls);
    [[nodiscard]] Json initialize(const Message& message, bool in_batch);
    [[nodiscard]] Json list_tools(const Message& message) const;
    [[nodiscard]] Call begin_call(const Message& message, const std::shared_ptr<Batch>& batch);
    [[nodiscard]] Json run(const Call& call) const;

    const Library& library_;
    ToolLimits limits_;
    std::string version_;
    std::vector<Tool> tools_;
    std::string revision_;  ///< of the protocol; empty before `initialize`
    std::mutex mutex_;
    std::map<std::string, std::shared_ptr<CancelToken>> running_;  ///< by id as JSON
};

}  // namespace casebook::mcp
