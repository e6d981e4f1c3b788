#include "fuzz/message_probe.hpp"

#include <array>

#include "fuzz/invariant.hpp"
#include "interfaces/mcp/line_splitter.hpp"
#include "small_index.hpp"

namespace casebook {
namespace {

using mcp::Json;

constexpr std::size_t kLongestLine = 2'048;
constexpr mcp::ToolLimits kLimits{.max_bytes = 4'000, .timeout = std::chrono::milliseconds(500)};

std::vector<CaseReport> probed_reports() {
    return {make_report("en-1", "Aplastic anemia after hepatitis",
                        "A 34-year-old woman was given anti-thymocyte globulin and relapsed."),
            make_report("en-2", "Relapse of acute leukemia",
                        "A 7-year-old boy was treated with imatinib. He died of sepsis."),
            make_report("zh-1", "再生障碍性贫血一例", "患者女，34岁，因发热、贫血入院。", "zh")};
}

void check_reply(const Json& reply, std::size_t max_bytes) {
    require(reply.is_object(), "a reply is an object");
    require(reply.at("jsonrpc") == "2.0", "a reply is JSON-RPC 2.0");
    require(reply.contains("id"), "a reply has an id");
    require(reply.contains("result") != reply.contains("error"),
            "a reply has a result or an error");
    if (reply.contains("error")) {
        require(reply.at("error").at("code") != -32603, "no input is an internal error");
        return;
    }
    const Json& result = reply.at("result");
    if (result.contains("structuredContent"))
        require(mcp::to_line(result).size() <= max_bytes, "an answer has its bytes at most");
}

/// `max_bytes` is what the answers in it may have.
void check_line(const std::string& line, std::size_t max_bytes = kLimits.max_bytes) {
    require(line.find('\n') == std::string::npos, "a reply is one line");
    const Json json = Json::parse(line);
    if (!json.is_array()) return check_reply(json, max_bytes);
    require(!json.empty(), "no empty batch is sent");
    for (const Json& reply : json)
        check_reply(reply, max_bytes);
}

/// Begins a session in the revision that `byte` picks, or does not.
void begin(mcp::Session& session, unsigned char byte) {
    constexpr std::array<const char*, 3> kBegun{"2025-11-25", "2025-03-26", ""};
    const std::string revision = kBegun[byte % kBegun.size()];
    if (revision.empty()) return;
    static_cast<void>(session.receive(
        R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":")" +
        revision + R"("}})"));
}

}  // namespace

MessageProbe::MessageProbe() {
    make_index(folder_ / "db", probed_reports());
    library_ = std::make_unique<mcp::Library>(mcp::Library{Searcher(folder_ / "db"), nullptr});
}

void MessageProbe::check(std::string_view bytes) {
    if (bytes.empty()) return;
    mcp::Session session(*library_, kLimits, "0");
    begin(session, static_cast<unsigned char>(bytes.front()));
    const auto hear = [&](std::string_view line) {
        require(line.size() <= kLongestLine, "no line is longer than the limit");
        const mcp::Reception reception = session.receive(line);
        for (const std::string& reply : reception.replies)
            check_line(reply);
        for (const mcp::Call& call : reception.calls) {
            // In a batch the others' answers may stand beside this one's.
            const bool usual = call.batch == nullptr && !call.arguments.contains("max_bytes");
            if (const auto reply = session.answer(call))
                check_line(*reply, usual ? kLimits.max_bytes : mcp::kMostBytes);
        }
    };
    mcp::LineSplitter lines(kLongestLine,
                            {.line = hear, .oversized = [] {
                                 check_line(mcp::Session::refuse_oversized(kLongestLine));
                             }});
    lines.add(bytes.substr(1));
    lines.finish();
}

}  // namespace casebook
