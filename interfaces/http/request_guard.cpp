#include "request_guard.hpp"

#include <algorithm>

#include "api_error.hpp"

namespace casebook::http {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view wanted) {
    return std::any_of(list.begin(), list.end(),
                       [&](const std::string& item) { return lower(item) == wanted; });
}

[[noreturn]] void refuse_shape(const std::string& message) {
    throw ApiError(400, "bad_request", message);
}

/// Where two servers could disagree on where a request ends.
void check_framing(const Request& request) {
    const std::size_t lengths = request.count("content-length");
    const std::size_t encodings = request.count("transfer-encoding");
    if (lengths > 1) refuse_shape("there are several Content-Length fields");
    if (lengths > 0 && encodings > 0)
        refuse_shape("Content-Length and Transfer-Encoding exclude each other");
    if (encodings > 1 ||
        (encodings == 1 && lower(*request.header("transfer-encoding")) != "chunked"))
        refuse_shape("the only Transfer-Encoding that is understood is 'chunked'");
    if (request.count("authorization") > 1) refuse_shape("there are several Authorization fields");
    if (request.count("origin") > 1) refuse_shape("there are several Origin fields");
}

void check_host(const Request& request, const AccessRules& rules) {
    if (request.count("host") != 1) refuse_shape("a request has one Host field");
    const std::string host = host_of(*request.header("host"));
    if (host.empty()) refuse_shape("the Host field is no host");
    if (host == request.local_address || contains(rules.allowed_hosts, host)) return;
    if (is_loopback(host) && is_loopback(request.local_address)) return;
    throw ApiError(421, "foreign_host",
                   "this server does not answer for that Host; --allow-host names others");
}

}  // namespace

std::string host_of(std::string_view authority) {
    std::string_view host = authority;
    std::string_view port;
    if (host.starts_with('[')) {
        const auto end = host.find(']');
        if (end == std::string_view::npos) return {};
        port = host.substr(end + 1);
        host = host.substr(1, end - 1);
    } else {
        const auto colon = std::min(host.find(':'), host.size());
        port = host.substr(colon);
        host = host.substr(0, colon);
    }
    const bool good_port =
        port.empty() ||
        (port[0] == ':' && port.find_first_not_of("0123456789", 1) == std::string_view::npos);
    constexpr std::string_view kOfHosts =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:";
    if (!good_port || host.find_first_not_of(kOfHosts) != std::string_view::npos) return {};
    return lower(host);
}

bool is_loopback(std::string_view host) {
    const bool address =
        host.starts_with("127.") && host.find_first_not_of("0123456789.") == std::string_view::npos;
    return address || host == "::1" || host == "localhost" || host == "::ffff:127.0.0.1";
}

bool equal_in_constant_time(std::string_view shown, std::string_view secret) {
    unsigned difference = shown.size() == secret.size() ? 0 : 1;
    for (std::size_t at = 0; at < secret.size(); ++at) {
        const char other = shown.empty() ? '\0' : shown[at % shown.size()];
        difference |= static_cast<unsigned char>(other) ^ static_cast<unsigned char>(secret[at]);
    }
    return difference == 0;
}

std::string_view allowed_origin(const Request& request, const AccessRules& rules) {
    const auto origin = request.header("origin");
    if (!origin || !contains(rules.allowed_origins, lower(*origin))) return {};
    return *origin;
}

void check_origin(const Request& request, const AccessRules& rules) {
    check_framing(request);
    check_host(request, rules);
    const auto origin = request.header("origin");
    if (origin && allowed_origin(request, rules).empty()) {
        const std::string own = lower(*request.header("host"));
        const std::string from = lower(*origin);
        if (from != "http://" + own && from != "https://" + own)
            throw ApiError(403, "foreign_origin",
                           "pages of that Origin may not ask; --allow-origin names others");
    }
    // What a browser sends for another site's page without telling an Origin: a link may lead to
    // the page, but an image or a script may not.
    const auto site = request.header("sec-fetch-site");
    if (!origin && site && *site != "same-origin" && *site != "none" &&
        request.header("sec-fetch-mode").value_or("") != "navigate")
        throw ApiError(403, "foreign_origin", "pages of other sites may not ask");
}

void check_token(const Request& request, const AccessRules& rules) {
    if (!rules.token) return;
    constexpr std::string_view kScheme = "bearer ";
    std::string_view shown = request.header("authorization").value_or("");
    const bool bearer = lower(shown.substr(0, kScheme.size())) == kScheme;
    shown.remove_prefix(bearer ? kScheme.size() : shown.size());
    if (equal_in_constant_time(shown, *rules.token)) return;
    ApiError error(401, "unauthorized", "this server asks for a bearer token");
    error.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"casebook\"");
    throw error;
}

}  // namespace casebook::http
