#include "media_type.hpp"

#include <algorithm>
#include <array>

#include "api_error.hpp"

namespace casebook::http {
namespace {

/// "text/plain" of "Text/Plain; charset=utf-8".
std::string essence(std::string_view field) {
    std::string type(field.substr(0, field.find(';')));
    while (type.ends_with(' ') || type.ends_with('\t'))
        type.pop_back();
    for (char& byte : type)
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    return type;
}

bool is_report(std::string_view type) {
    static constexpr std::array<std::string_view, 9> kTypes{
        "application/json",
        "application/jsonl",
        "application/x-ndjson",
        "application/xml",
        "application/pdf",
        "application/x-research-info-systems",
        "application/gzip",
        "application/zip",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"};
    return type.starts_with("text/") || type == "application/octet-stream" ||
           std::find(kTypes.begin(), kTypes.end(), type) != kTypes.end();
}

}  // namespace

void check_media_type(const Request& request, BodyKind wanted) {
    if (wanted == BodyKind::none) return;
    if (request.header("content-encoding").value_or("identity") != "identity")
        throw ApiError(415, "unsupported_encoding", "send the body as it is, not packed");
    const auto field = request.header("content-type");
    const bool empty = request.count("transfer-encoding") == 0 &&
                       request.header("content-length").value_or("0") == "0";
    if (empty && wanted == BodyKind::json_optional) return;
    const std::string type = essence(field.value_or(""));
    if (wanted == BodyKind::report) {
        if (!is_report(type))
            throw ApiError(415, "unsupported_media_type",
                           "send the report with 'Content-Type: text/plain', or the type that it "
                           "has, or application/octet-stream");
    } else if (type != "application/json") {
        throw ApiError(415, "unsupported_media_type",
                       "send the request with 'Content-Type: application/json'");
    }
}

}  // namespace casebook::http
