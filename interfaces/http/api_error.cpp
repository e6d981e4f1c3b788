#include "api_error.hpp"

#include <nlohmann/json.hpp>

namespace casebook::http {

Response error_response(const ApiError& error) {
    using Json = nlohmann::ordered_json;
    Json told{{"code", error.code()}, {"message", error.what()}};
    if (!error.parameter().empty()) told["parameter"] = error.parameter();
    if (!error.diagnostics.empty()) told["diagnostics"] = Json::parse(error.diagnostics);
    Response response;
    response.status = error.status();
    response.headers = error.headers;
    response.set("Content-Type", "application/json");
    response.set("Cache-Control", "no-store");
    response.body =
        Json{{"error", std::move(told)}}.dump(-1, ' ', false, Json::error_handler_t::replace) +
        "\n";
    return response;
}

ApiError busy_error(const std::string& message) {
    ApiError error(503, "busy", message);
    error.headers.emplace_back("Retry-After", "1");
    return error;
}

}  // namespace casebook::http
