#include "interfaces/http/request_guard.hpp"

#include "casebook/error.hpp"
#include "catch.hpp"
#include "interfaces/http/api_error.hpp"
#include "interfaces/http/server.hpp"

namespace casebook::http {
namespace {

/// The status that the guard gives; 0 if it lets the request through.
unsigned status_of(const HeaderFields& headers, const AccessRules& rules = {},
                   const std::string& local_address = "127.0.0.1") {
    Request request;
    request.headers = headers;
    request.local_address = local_address;
    try {
        check_origin(request, rules);
        check_token(request, rules);
        return 0;
    } catch (const ApiError& error) {
        return error.status();
    }
}

}  // namespace

TEST_CASE("only this server's own names are answered for", "[http][security]") {
    AccessRules named;
    named.allowed_hosts = {"cases.example.org"};
    CHECK(status_of({{"host", "127.0.0.1:8080"}}) == 0);
    CHECK(status_of({{"host", "LOCALHOST"}}) == 0);
    CHECK(status_of({{"host", "[::1]:8080"}}) == 0);
    CHECK(status_of({{"host", "evil.example"}}) == 421);
    CHECK(status_of({{"host", "127.0.0.1.evil.example"}}) == 421);
    CHECK(status_of({{"host", "localhost.evil.example:80"}}) == 421);
    CHECK(status_of({{"host", "cases.example.org:443"}}) == 421);
    CHECK(status_of({{"host", "cases.example.org:443"}}, named) == 0);
    CHECK(status_of({{"host", "10.0.0.5:8080"}}, {}, "10.0.0.5") == 0);
    CHECK(status_of({{"host", "localhost"}}, {}, "10.0.0.5") == 421);
    CHECK(status_of({}) == 400);
    CHECK(status_of({{"host", "localhost"}, {"host", "localhost"}}) == 400);
    CHECK(status_of({{"host", "local host"}}) == 400);
    CHECK(status_of({{"host", "localhost:80a"}}) == 400);
    CHECK(status_of({{"host", "user@localhost"}}) == 400);
}

TEST_CASE("pages of other origins may not ask", "[http][security]") {
    const auto from = [](const std::string& origin, const AccessRules& rules = {}) {
        return status_of({{"host", "localhost:8080"}, {"origin", origin}}, rules);
    };
    AccessRules open;
    open.allowed_origins = {"https://cases.example.org"};
    CHECK(from("http://localhost:8080") == 0);
    CHECK(from("https://localhost:8080") == 0);
    CHECK(from("http://localhost:9090") == 403);
    CHECK(from("http://localhost") == 403);
    CHECK(from("null") == 403);
    CHECK(from("https://cases.example.org") == 403);
    CHECK(from("https://cases.example.org", open) == 0);
    CHECK(from("https://cases.example.org.evil.example", open) == 403);
    const auto fetched = [](const std::string& site, const std::string& mode) {
        return status_of(
            {{"host", "localhost"}, {"sec-fetch-site", site}, {"sec-fetch-mode", mode}});
    };
    CHECK(fetched("same-origin", "cors") == 0);
    CHECK(fetched("none", "navigate") == 0);
    CHECK(fetched("cross-site", "navigate") == 0);
    CHECK(fetched("cross-site", "no-cors") == 403);
    CHECK(fetched("same-site", "no-cors") == 403);
}

TEST_CASE("what two servers may read differently is refused", "[http][security]") {
    const auto with = [](HeaderFields fields) {
        fields.emplace_back("host", "localhost");
        return status_of(fields);
    };
    CHECK(with({{"content-length", "3"}}) == 0);
    CHECK(with({{"content-length", "3"}, {"content-length", "3"}}) == 400);
    CHECK(with({{"content-length", "3"}, {"transfer-encoding", "chunked"}}) == 400);
    CHECK(with({{"transfer-encoding", "chunked"}}) == 0);
    CHECK(with({{"transfer-encoding", "gzip, chunked"}}) == 400);
    CHECK(with({{"transfer-encoding", "chunked"}, {"transfer-encoding", "chunked"}}) == 400);
}

TEST_CASE("a token must be shown whole", "[http][security]") {
    AccessRules rules;
    rules.token = "a-long-and-good-secret";
    const auto shown = [&](const std::string& field) {
        return status_of({{"host", "localhost"}, {"authorization", field}}, rules);
    };
    CHECK(status_of({{"host", "localhost"}}, rules) == 401);
    CHECK(shown("Bearer a-long-and-good-secret") == 0);
    CHECK(shown("bearer a-long-and-good-secret") == 0);
    CHECK(shown("Bearer a-long-and-good-secre") == 401);
    CHECK(shown("Bearer a-long-and-good-secrets") == 401);
    CHECK(shown("Bearer ") == 401);
    CHECK(shown("Basic a-long-and-good-secret") == 401);
    CHECK(shown("a-long-and-good-secret") == 401);
    CHECK(equal_in_constant_time("", ""));
    CHECK_FALSE(equal_in_constant_time("abab", "ab"));
}

TEST_CASE("an address to listen on is a host and a port", "[http]") {
    ServerSettings settings;
    read_listen_address("[::1]:0", settings);
    CHECK(settings.host == "::1");
    CHECK(settings.port == 0);
    read_listen_address("localhost:65535", settings);
    CHECK(settings.host == "localhost");
    CHECK(settings.port == 65535);
    for (const char* text : {"", "localhost", "8080", "::1:80", "a:65536", "a:", "a:-1", "a:80x"}) {
        CAPTURE(text);
        CHECK_THROWS_AS(read_listen_address(text, settings), Error);
    }
}

}  // namespace casebook::http
