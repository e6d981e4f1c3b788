#include "json_rpc.hpp"

namespace casebook::mcp {
namespace {

bool is_id(const Json& id) {
    return id.is_string() || id.is_number_integer();
}

/// The parameters of a message; an object where it has none.
Json params_of(const Json& json) {
    const auto params = json.find("params");
    if (params == json.end()) return Json::object();
    if (params->is_array())
        throw Fault(FaultCode::invalid_params, "params must be an object, not an array");
    if (!params->is_object()) throw Fault(FaultCode::invalid_request, "params must be an object");
    return *params;
}

}  // namespace

Json parse_line(std::string_view line) {
    bool too_deep = false;
    const auto watch = [&](int depth, Json::parse_event_t event, Json&) {
        const bool opens =
            event == Json::parse_event_t::object_start || event == Json::parse_event_t::array_start;
        if (opens && depth >= kDeepestMessage) too_deep = true;
        return !too_deep;  // what is deeper is not kept: other code may recurse over it
    };
    Json json = Json::parse(line, watch, false);
    if (too_deep)
        throw Fault(FaultCode::invalid_request,
                    "the message is nested deeper than " + std::to_string(kDeepestMessage));
    if (json.is_discarded()) throw Fault(FaultCode::parse_error, "the line is no JSON in UTF-8");
    return json;
}

Message read_message(const Json& json) {
    if (!json.is_object())
        throw Fault(FaultCode::invalid_request, "a message must be a JSON object");
    const auto version = json.find("jsonrpc");
    if (version == json.end() || *version != "2.0")
        throw Fault(FaultCode::invalid_request, "a message must say \"jsonrpc\":\"2.0\"");
    Message message;
    const auto id = json.find("id");
    const auto method = json.find("method");
    if (method == json.end() && (json.contains("result") || json.contains("error"))) {
        message.kind = Message::Kind::response;
        return message;
    }
    if (method == json.end() || !method->is_string())
        throw Fault(FaultCode::invalid_request, "a message must name its method, a string");
    if (id != json.end()) {
        if (!is_id(*id))
            throw Fault(FaultCode::invalid_request, "an id must be a string or a whole number");
        message.kind = Message::Kind::request;
        message.id = *id;
    }
    message.method = method->get<std::string>();
    message.params = params_of(json);
    return message;
}

Json id_of(const Json& json) {
    if (!json.is_object()) return nullptr;
    const auto id = json.find("id");
    return id != json.end() && is_id(*id) ? *id : Json(nullptr);
}

Json result_reply(const Json& id, Json result) {
    return {{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}};
}

Json fault_reply(const Json& id, const Fault& fault) {
    return {{"jsonrpc", "2.0"},
            {"id", id},
            {"error", {{"code", static_cast<int>(fault.code())}, {"message", fault.what()}}}};
}

std::string to_line(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string cut_for_message(std::string_view text) {
    constexpr std::size_t kLongest = 60;
    if (text.size() <= kLongest) return std::string(text);
    std::size_t end = kLongest - 3;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end)) + "...";
}

}  // namespace casebook::mcp
