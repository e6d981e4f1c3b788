#pragma once

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

/// Messages of JSON-RPC 2.0 as the Model Context Protocol uses it: parameters are objects, ids are
/// strings or whole numbers.
namespace casebook::mcp {

using Json = nlohmann::ordered_json;

enum class FaultCode : int {
    parse_error = -32700,
    invalid_request = -32600,
    method_not_found = -32601,
    invalid_params = -32602,
    internal_error = -32603,
    busy = -32000,  ///< ours: too many calls wait
};

/// A message that breaks the protocol: becomes a JSON-RPC error, never a result.
class Fault : public std::runtime_error {
public:
    Fault(FaultCode code, const std::string& message) : std::runtime_error(message), code_(code) {}

    [[nodiscard]] FaultCode code() const noexcept { return code_; }

private:
    FaultCode code_;
};

struct Message {
    enum class Kind { request, notification, response };

    Kind kind = Kind::notification;
    Json id;  ///< of a request
    std::string method;
    Json params = Json::object();
};

/// Levels of arrays and objects that a message may have.
inline constexpr int kDeepestMessage = 64;

/// The JSON of a line. Throws Fault: parse_error for what is no JSON in UTF-8, invalid_request for
/// what is nested deeper than kDeepestMessage.
[[nodiscard]] Json parse_line(std::string_view line);

/// The message that `json` is; throws Fault for what is none.
[[nodiscard]] Message read_message(const Json& json);

/// The id with which `json` is answered: its own if that is one, else null.
[[nodiscard]] Json id_of(const Json& json);

[[nodiscard]] Json result_reply(const Json& id, Json result);
[[nodiscard]] Json fault_reply(const Json& id, const Fault& fault);

/// One line; a byte that is no UTF-8 is replaced.
[[nodiscard]] std::string to_line(const Json& json);

/// The first characters of what a caller sent, for a message: 60 bytes at most.
[[nodiscard]] std::string cut_for_message(std::string_view text);

}  // namespace casebook::mcp
