#include "api_router.hpp"

#include <algorithm>
#include <array>
#include <new>

#include "api_error.hpp"
#include "casebook/error.hpp"
#include "casebook/hash.hpp"
#include "compression.hpp"
#include "endpoint.hpp"
#include "media_type.hpp"
#include "page_files.hpp"
#include "request_guard.hpp"
#include "request_target.hpp"

namespace casebook::http {
namespace {

constexpr std::string_view kIdMark = "/{id}";

/// What stood for {id}; empty for a pattern without, none if the path is not of the pattern.
std::optional<std::string> match(std::string_view pattern, const std::string& path) {
    if (!pattern.ends_with(kIdMark))
        return path == pattern ? std::optional<std::string>("") : std::nullopt;
    const std::string_view start = pattern.substr(0, pattern.size() - kIdMark.size() + 1);
    if (!path.starts_with(start) || path.size() == start.size()) return std::nullopt;
    return path.substr(start.size());
}

/// The method whose endpoint answers: HEAD is GET without the body.
std::string_view answering_method(const std::string& method) {
    return method == "HEAD" ? std::string_view("GET") : std::string_view(method);
}

struct Route {
    const Endpoint* endpoint = nullptr;  ///< null: of the path, but not of the method
    std::string id;
    std::string allow;  ///< the path's methods; empty if there is no such path
    std::string_view pattern = "other";
};

Route find_route(const std::string& path, const std::string& method) {
    Route route;
    for (const Endpoint& endpoint : endpoint_table()) {
        auto id = match(endpoint.pattern, path);
        if (!id) continue;
        route.pattern = endpoint.pattern;
        route.allow += (route.allow.empty() ? "" : ", ") + std::string(endpoint.method);
        if (endpoint.method == "GET") route.allow += ", HEAD";
        if (endpoint.method != answering_method(method)) continue;
        route.endpoint = &endpoint;
        route.id = *std::move(id);
    }
    if (!route.allow.empty()) route.allow += ", OPTIONS";
    return route;
}

/// The page's file for a path; none if there is none of the page's there.
std::optional<std::string> page_name(const std::string& path) {
    constexpr std::string_view kAssets = "/assets/";
    if (path == "/" || path.starts_with("/report/")) return "index.html";
    if (path.starts_with(kAssets)) return path.substr(kAssets.size());
    return std::nullopt;
}

std::string_view page_pattern(const std::string& path) {
    if (path.starts_with("/assets/")) return "/assets/{name}";
    return path == "/" ? "/" : "/report/{id}";
}

/// What every answer carries against being shown, framed, guessed at or led astray.
void add_safety(Response& response) {
    static const std::array<std::pair<std::string, std::string>, 6> kFields{{
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
         "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
         "frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"X-Frame-Options", "DENY"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
    }};
    for (const auto& [name, value] : kFields)
        response.set(name, value);
}

/// Whether an If-None-Match field holds the tag (RFC 9110, 13.1.2): weakly compared.
bool holds_tag(std::string_view field, std::string_view tag) {
    if (field == "*") return true;
    const std::string_view opaque = tag.substr(tag.find('"'));
    for (auto at = field.find(opaque); at != std::string_view::npos;
         at = field.find(opaque, at + 1)) {
        const auto end = at + opaque.size();
        if (end == field.size() || field[end] == ',' || field[end] == ' ') return true;
    }
    return false;
}

Response not_modified(const std::string& tag, std::string_view cache) {
    Response response;
    response.status = 304;
    response.set("ETag", tag);
    response.set("Cache-Control", std::string(cache));
    response.set("Vary", "Accept-Encoding");
    return response;
}

constexpr std::string_view kAskAgain = "private, no-cache";

}  // namespace

class ApiRouter::Impl {
public:
    explicit Impl(RouterSettings settings)
        : page_(settings.page_folder), services_(std::move(settings)) {}

    /// Everything that can be told from the head alone. Throws ApiError.
    Route route_of(const Request& request, const Target& target) const {
        check_origin(request, settings().access);
        const bool api = target.path.starts_with(kApiRoot);
        if (api && request.method != "OPTIONS") check_token(request, settings().access);
        Route route = api ? find_route(target.path, request.method) : Route();
        if (!api && page_name(target.path)) {
            route.pattern = page_pattern(target.path);
            route.allow = "GET, HEAD, OPTIONS";
        }
        if (route.allow.empty())
            throw ApiError(404, "no_such_endpoint", "there is nothing at this address");
        const bool page = !api && (request.method == "GET" || request.method == "HEAD");
        if (route.endpoint == nullptr && !page && request.method != "OPTIONS") {
            ApiError error(405, "method_not_allowed",
                           "this address answers " + route.allow + " alone");
            error.headers.emplace_back("Allow", route.allow);
            throw error;
        }
        if (route.endpoint != nullptr) check_media_type(request, route.endpoint->body);
        return route;
    }

    /// `pattern` is set as soon as it is known, for what goes wrong later.
    Response respond(const Request& request, std::string_view& pattern) {
        const Target target = parse_target(request.target);
        const Route route = route_of(request, target);
        pattern = route.pattern;
        Response response;
        if (request.method == "OPTIONS") {
            response = preflight(request, route);
        } else if (route.endpoint == nullptr) {
            response = page(request, target);
        } else {
            response = ask(request, target, route);
        }
        return response;
    }

    void finish(const Request& request, Response& response) const {
        add_safety(response);
        if (const std::string_view origin = allowed_origin(request, settings().access);
            !origin.empty()) {
            response.set("Access-Control-Allow-Origin", std::string(origin));
            response.set("Access-Control-Expose-Headers", "ETag, Retry-After");
        }
        if (!settings().access.allowed_origins.empty()) response.set("Vary", "Origin");
    }

    [[nodiscard]] const RouterSettings& settings() const { return services_.settings; }
    [[nodiscard]] Metrics& metrics() { return services_.metrics; }

private:
    static Response preflight(const Request& request, const Route& route) {
        Response response;
        response.status = 204;
        response.set("Allow", route.allow);
        if (request.header("access-control-request-method")) {
            response.set("Access-Control-Allow-Methods", route.allow);
            response.set("Access-Control-Allow-Headers", "Authorization, Content-Type");
            response.set("Access-Control-Max-Age", "600");
        }
        return response;
    }

    Response page(const Request& request, const Target& target) const {
        const std::string name = *page_name(target.path);
        const auto file = page_.find(name);
        if (!file) throw ApiError(404, "no_such_file", "the page has no such file");
        const bool packed =
            file->packed && accepts_gzip(request.header("accept-encoding").value_or(""));
        const std::string tag = "W/\"" + file->tag + "\"";
        if (holds_tag(request.header("if-none-match").value_or(""), tag))
            return not_modified(tag, "no-cache");
        Response response;
        response.shared_body = packed ? file->packed : file->bytes;
        response.set("Content-Type", file->type);
        response.set("Cache-Control", "no-cache");
        response.set("ETag", tag);
        response.set("Vary", "Accept-Encoding");
        if (packed) response.set("Content-Encoding", "gzip");
        return response;
    }

    /// Differs where the answer may; empty for an answer that is never used again. Made before the
    /// answer, so that a commit between both makes it too old, never too new.
    std::string tag_of(const Request& request, const Endpoint& endpoint) const {
        if (endpoint.freshness == Freshness::never) return {};
        std::uint64_t hash = hash_bytes(settings().version);
        if (settings().overlay) hash = hash_bytes(settings().overlay->fingerprint(), hash);
        if (endpoint.freshness == Freshness::by_index)
            hash = hash_bytes(services_.searcher.state().name, hash);
        return "W/\"" + std::to_string(hash_bytes(request.target, hash)) + "\"";
    }

    Response ask(const Request& request, const Target& target, const Route& route) {
        const Endpoint& endpoint = *route.endpoint;
        if (endpoint.body == BodyKind::json || endpoint.body == BodyKind::report) {
            if (request.body.empty())
                throw ApiError(400, "missing_body", "this address wants a body");
        }
        const Call call{services_, request, route.id,
                        Parameters(target.parameters, endpoint.parameters)};
        const std::string tag = tag_of(request, endpoint);
        if (!tag.empty() && holds_tag(request.header("if-none-match").value_or(""), tag))
            return not_modified(tag, kAskAgain);
        Answer answer = endpoint.answer(call);
        Response response;
        response.body = std::move(answer.body);
        response.set("Content-Type", std::move(answer.type));
        if (!answer.file_name.empty())
            response.set("Content-Disposition",
                         "attachment; filename=\"" + answer.file_name + "\"");
        const bool again = !tag.empty() && answer.complete;
        response.set("Cache-Control", std::string(again ? kAskAgain : "no-store"));
        if (again) response.set("ETag", tag);
        response.rest = std::move(answer.rest);
        if (!response.rest) pack(request, response);
        return response;
    }

    static void pack(const Request& request, Response& response) {
        constexpr std::size_t kWorthIt = 1024;
        constexpr int kQuick = 4;
        response.set("Vary", "Accept-Encoding");
        if (response.body.size() < kWorthIt ||
            !accepts_gzip(request.header("accept-encoding").value_or("")))
            return;
        response.body = gzip(response.body, kQuick);
        response.set("Content-Encoding", "gzip");
    }

    PageFiles page_;
    Services services_;
};

namespace {

/// What the trouble is to the one who asked. The message of a broken index names its folder, which
/// is nobody's business but the keeper's.
ApiError as_api_error(const Error& error) {
    if (error.code() == ErrorCode::invalid_argument) return {400, "invalid_request", error.what()};
    if (error.code() == ErrorCode::timed_out) return {503, "timed_out", error.what()};
    ApiError told(503, "index_unavailable", "the index cannot be read at the moment");
    told.headers.emplace_back("Retry-After", "5");
    return told;
}

}  // namespace

ApiRouter::ApiRouter(RouterSettings settings)
    : impl_(std::make_unique<Impl>(std::move(settings))) {}
ApiRouter::~ApiRouter() = default;

Response ApiRouter::answer(const Request& request) {
    Response response;
    std::string_view pattern = response.endpoint;
    const auto trouble = [&](const std::string& what) {
        if (on_trouble) on_trouble(what);
    };
    try {
        response = impl_->respond(request, pattern);
    } catch (const ApiError& error) {
        response = error_response(error);
    } catch (const Error& error) {
        const ApiError told = as_api_error(error);
        if (told.status() >= 500 && told.code() != "timed_out") trouble(error.what());
        response = error_response(told);
    } catch (const std::bad_alloc&) {
        trouble("out of memory");
        response = error_response(busy_error("there is not enough memory for this answer"));
    } catch (const std::exception& error) {
        trouble(std::string("unexpected trouble: ") + error.what());
        response = error_response(ApiError(500, "internal", "something went wrong inside"));
    }
    response.endpoint = pattern;
    impl_->finish(request, response);
    return response;
}

std::optional<std::string> ApiRouter::next_part(const Response& response) {
    try {
        return response.rest();
    } catch (const std::exception& error) {
        if (on_trouble) on_trouble(std::string("an answer broke off: ") + error.what());
        return std::nullopt;
    }
}

std::optional<Response> ApiRouter::refuse_early(const Request& head) {
    try {
        const Target target = parse_target(head.target);
        const Route route = impl_->route_of(head, target);
        if (route.endpoint != nullptr)
            (void)Parameters(target.parameters, route.endpoint->parameters);
        return std::nullopt;
    } catch (const ApiError& error) {
        Response response = error_response(error);
        impl_->finish(head, response);
        return response;
    }
}

bool ApiRouter::is_light(const Request& request) const {
    const std::string path = request.target.substr(0, request.target.find('?'));
    const Route route = find_route(path, request.method);
    return !path.starts_with(kApiRoot) || (route.endpoint != nullptr && route.endpoint->light);
}

Response ApiRouter::refusal(unsigned status, const std::string& code, const std::string& message) {
    ApiError error(status, code, message);
    if (status == 503 || status == 429) error.headers.emplace_back("Retry-After", "1");
    Response response = error_response(error);
    impl_->finish(Request(), response);
    return response;
}

Metrics& ApiRouter::metrics() {
    return impl_->metrics();
}

const RequestLimits& ApiRouter::limits() const {
    return impl_->settings().limits;
}

}  // namespace casebook::http
