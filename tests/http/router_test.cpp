#include "interfaces/http/api_router.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "casebook/citation_export.hpp"
#include "casebook/search_csv.hpp"
#include "casebook/search_json.hpp"
#include "catch.hpp"
#include "interfaces/http/endpoint.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook::http {
namespace {

using Json = nlohmann::json;

struct Served {
    Served()
        : Served({make_report("one", "Aplastic anemia", "A boy was given prednisone."),
                  make_report("10.5/two x", "Aplastic anemia again",
                              "A woman with aplastic anemia was treated with prednisone.")}) {}

    explicit Served(const std::vector<CaseReport>& reports) {
        make_index(folder.path() / "a.db", reports);
        RouterSettings settings;
        settings.limits.text = 2000;
        settings.index = folder.path() / "a.db";
        settings.version = "1.2.3";
        settings.limits.hits = 50;
        router = std::make_unique<ApiRouter>(settings);
    }

    Response get(const std::string& target, HeaderFields headers = {},
                 const std::string& method = "GET") const {
        Request request;
        request.method = method;
        request.target = target;
        request.headers = std::move(headers);
        request.headers.emplace_back("host", "localhost");
        return router->answer(request);
    }

    Response post(const std::string& target, const std::string& body,
                  const std::string& type = "application/json") const {
        Request request;
        request.method = "POST";
        request.target = target;
        request.body = body;
        request.headers = {{"host", "localhost"},
                           {"content-type", type},
                           {"content-length", std::to_string(body.size())}};
        return router->answer(request);
    }

    TemporaryFolder folder;
    std::unique_ptr<ApiRouter> router;
};

std::string field(const Response& response, const std::string& name) {
    for (const auto& [key, value] : response.headers)
        if (key == name) return value;
    return {};
}

Json without_time(const std::string& text) {
    Json json = Json::parse(text);
    json.erase("took_ms");
    return json;
}

/// An answer's parts put together; none if it broke off.
std::optional<std::string> whole(const Served& served, Response response) {
    std::string text = response.body;
    while (response.rest) {
        const auto part = served.router->next_part(response);
        if (!part) return std::nullopt;
        if (part->empty()) break;
        text += *part;
    }
    return text;
}

/// More of them than an answer may have.
std::vector<CaseReport> many_reports() {
    std::vector<CaseReport> reports;
    for (int number = 0; number < 130; ++number) {
        reports.push_back(make_report("r" + std::to_string(number), "Anemia, \"again\"",
                                      "Anemia " + std::string(number % 7, 'x') + "."));
        reports.back().year = 1990 + number % 20;
    }
    return reports;
}

std::string error_of(const Response& response) {
    return Json::parse(response.body)["error"]["code"];
}

}  // namespace

TEST_CASE("a search over HTTP is the search of the library", "[http]") {
    const Served served;
    SearchRequest request;
    request.query = "aplastic anemia";
    request.top = 1;
    request.facets = {{"language", 10, FacetOrder::count, {}}};
    const Searcher searcher(served.folder.path() / "a.db");
    const Json wanted = without_time(to_json(searcher.search(request)));
    const Response got = served.get("/api/v1/search?q=aplastic+anemia&top=1&facet=language");
    CHECK(got.status == 200);
    CHECK(without_time(got.body) == wanted);
    const Response posted = served.post(
        "/api/v1/search", R"({"query":"aplastic anemia","top":1,"facets":["language"]})");
    CHECK(without_time(posted.body) == wanted);
}

TEST_CASE("ids may hold slashes and spaces", "[http]") {
    const Served served;
    CHECK(served.get("/api/v1/reports/10.5%2Ftwo%20x").status == 200);
    CHECK(served.get("/api/v1/reports/10.5/two%20x").status == 200);
    CHECK(served.get("/api/v1/similar/10.5%2Ftwo%20x").status == 200);
    const Response missing = served.get("/api/v1/reports/10.5%2Ftwo");
    CHECK(missing.status == 404);
    CHECK(error_of(missing) == "no_such_report");
}

TEST_CASE("each place of an annotation leads into the report shown", "[http]") {
    const Served served;
    const Json report = Json::parse(served.get("/api/v1/reports/10.5/two%20x?annotate=true").body);
    const Json& sections = report["annotation"]["sections"];
    REQUIRE(sections.size() == report["annotation_places"].size());
    REQUIRE(sections.size() == 2);
    CHECK(report["annotation_places"][0]["field"] == "title");
    CHECK(report["annotation_places"][1]["field"] == "sections");
    CHECK(sections[1]["text"] == report["sections"][0]["text"]);
    CHECK_FALSE(report["annotation"]["concepts"].empty());
}

TEST_CASE("what is wrong is refused by name", "[http]") {
    const Served served;
    struct Row {
        const char* target;
        unsigned status;
        const char* code;
        const char* parameter;
    };
    for (const Row& row : {
             Row{"/api/v1/search?q=a&nope=1", 400, "unknown_parameter", "nope"},
             Row{"/api/v1/search?q=a&q=b", 400, "repeated_parameter", "q"},
             Row{"/api/v1/search?top=-1", 400, "invalid_parameter", "top"},
             Row{"/api/v1/search?top=99", 400, "too_many_hits", "top"},
             Row{"/api/v1/search?sort=age", 400, "invalid_parameter", "sort"},
             Row{"/api/v1/search?fast=1", 400, "invalid_parameter", "fast"},
             Row{"/api/v1/search?filter=year", 400, "invalid_parameter", "filter"},
             Row{"/api/v1/search?facet=year:x", 400, "invalid_parameter", "facet"},
             Row{"/api/v1/search?facet=year&format=csv", 400, "invalid_parameter", "facet"},
             Row{"/api/v1/search?q=%22a&strict=true", 400, "malformed_query", "q"},
             Row{"/api/v1/facets?q=a", 400, "missing_parameter", "field"},
             Row{"/api/v1/suggest?prefix=a&top=101", 400, "invalid_parameter", "top"},
             Row{"/api/v1/reports/one?annotate=true&format=ris", 400, "invalid_parameter",
                 "annotate"},
         }) {
        CAPTURE(row.target);
        const Response response = served.get(row.target);
        CHECK(response.status == row.status);
        const Json error = Json::parse(response.body)["error"];
        CHECK(error["code"] == row.code);
        CHECK(error["parameter"] == row.parameter);
    }
    CHECK(error_of(served.get("/api/v1/search?filter=nope=1")) == "invalid_request");
    CHECK(served.get("/api/v1/nope").status == 404);
    CHECK(served.get("/etc/passwd").status == 404);
    CHECK(served.get("/assets/../index.html").status == 404);
    CHECK(served.get("/assets/%2e%2e%2findex.html").status == 404);
    const Response method = served.get("/api/v1/search", {}, "DELETE");
    CHECK(method.status == 405);
    CHECK(field(method, "Allow") == "GET, HEAD, POST, OPTIONS");
    CHECK(served.post("/api/v1/search", "{}", "text/plain").status == 415);
    CHECK(served.post("/api/v1/search", "{\"query\":1}").status == 400);
    CHECK(served.post("/api/v1/annotate", "x", "multipart/form-data").status == 415);
}

TEST_CASE("an answer holds until the index changes", "[http]") {
    const Served served;
    const std::string target = "/api/v1/search?q=anemia";
    const std::string tag = field(served.get(target), "ETag");
    REQUIRE_FALSE(tag.empty());
    CHECK(served.get(target, {{"if-none-match", tag}}).status == 304);
    CHECK(served.get(target, {{"if-none-match", "\"x\", " + tag}}).status == 304);
    CHECK(served.get(target + "&top=1", {{"if-none-match", tag}}).status == 200);
    make_index(served.folder.path() / "a.db", {make_report("three", "Anemia", "More anemia.")});
    const Response later = served.get(target, {{"if-none-match", tag}});
    CHECK(later.status == 200);
    CHECK(field(later, "ETag") != tag);
    CHECK(Json::parse(later.body)["total"] == 3);
}

TEST_CASE("an answer cut short by time has no tag", "[http]") {
    const Served served;
    const Response cut = served.get("/api/v1/search?q=anemia&timeout_ms=0");
    REQUIRE(Json::parse(cut.body)["timed_out"] == true);
    CHECK(field(cut, "ETag").empty());
    CHECK(field(cut, "Cache-Control") == "no-store");
}

TEST_CASE("a list longer than an answer comes in parts, none of which is missing", "[http]") {
    const Served served(many_reports());
    const Searcher searcher(served.folder.path() / "a.db");
    struct Row {
        const char* format;
        std::string (*written)(const SearchResult&);
    };
    std::string (*const ris)(const SearchResult&) = to_ris;
    std::string (*const bibtex)(const SearchResult&) = to_bibtex;
    for (const Row& row : {Row{"csv", to_csv}, Row{"ris", ris}, Row{"bibtex", bibtex}}) {
        for (const std::string query : {"anemia", "", "xx"}) {
            for (const std::size_t offset : {0, 3, 120}) {
                CAPTURE(row.format, query, offset);
                SearchRequest request;
                request.query = query;
                request.top = kAllHits;
                request.offset = offset;
                request.sort = SortOrder::year;
                request.match = MatchRule::any;
                request.with_snippets = false;
                const Response response = served.get(
                    "/api/v1/search?top=all&match=any&sort=year&q=" + query +
                    "&offset=" + std::to_string(offset) + "&format=" + row.format);
                REQUIRE(response.status == 200);
                const SearchResult wanted = searcher.search(request);
                CHECK(static_cast<bool>(response.rest) == (wanted.hits.size() > 50));
                CHECK(whole(served, response) == row.written(wanted));
            }
        }
    }
    const auto lines = whole(served, served.get("/api/v1/search?q=anemia&top=99&format=jsonl"));
    CHECK(std::count(lines->begin(), lines->end(), '\n') == 99);
}

TEST_CASE("an answer in one piece says that it cannot be longer, and a list that it broke off",
          "[http]") {
    const Served served(many_reports());
    const Response json = served.get("/api/v1/search?q=anemia&top=all");
    CHECK(json.status == 400);
    CHECK(error_of(json) == "too_many_hits");
    Request old;
    old.target = "/api/v1/search?q=anemia&top=all&format=csv";
    old.headers = {{"host", "localhost"}};
    old.takes_chunks = false;
    CHECK(error_of(served.router->answer(old)) == "too_many_hits");
    const Response late = served.get("/api/v1/search?q=anemia&format=csv&timeout_ms=0");
    CHECK(late.status == 503);
    CHECK(error_of(late) == "timed_out");
    CHECK(served.get("/api/v1/search?q=anemia&top=all&format=ris&timeout_ms=0").status == 503);

    const Response begun = served.get("/api/v1/search?q=anemia&top=all&format=csv");
    REQUIRE(begun.rest);
    make_index(served.folder.path() / "a.db", {make_report("new", "Anemia", "Anemia.")});
    std::string told;
    served.router->on_trouble = [&](const std::string& what) { told = what; };
    CHECK_FALSE(whole(served, begun));
    CHECK(told.find("changed") != std::string::npos);
}

TEST_CASE("a text longer than is analysed is refused with the way out", "[http]") {
    const Served served({make_report("one", "Anemia", std::string(3000, 'a'))});
    const std::string text(2001, 'b');
    for (const char* target : {"/api/v1/annotate", "/api/v1/annotate?format=jsonl",
                               "/api/v1/similar"}) {
        CAPTURE(target);
        const Response refused = served.post(target, text, "text/plain");
        CHECK(refused.status == 413);
        CHECK(error_of(refused) == "text_too_long");
        CHECK(refused.body.find("--max-text") != std::string::npos);
        CHECK(served.post(target, text.substr(0, 1900), "text/plain").status == 200);
    }
    std::string lines;
    for (int number = 0; number < 4; ++number)
        lines += R"({"id":")" + std::to_string(number) + R"(","text":")" +
                 std::string(number == 3 ? 2001 : 100, 'c') + "\"}\n";
    CHECK(served.post("/api/v1/annotate?format=jsonl", lines, "text/plain").status == 413);
    // A report of the index is shown all the same.
    const Response shown = served.get("/api/v1/reports/one?annotate=true");
    CHECK(shown.status == 200);
    CHECK_FALSE(Json::parse(shown.body).contains("annotation"));
    CHECK_FALSE(Json::parse(shown.body).contains("annotation_places"));
}

TEST_CASE("a request whose time is over is told so, before and between its steps", "[http]") {
    const Served served;
    Request request;
    request.method = "POST";
    request.target = "/api/v1/annotate?format=jsonl";
    request.body = "{\"id\":\"a\",\"text\":\"Anemia.\"}\n{\"id\":\"b\",\"text\":\"Anemia.\"}\n";
    request.headers = {{"host", "localhost"}, {"content-type", "application/x-ndjson"}};
    CHECK(served.router->answer(request).status == 200);
    request.received -= std::chrono::hours(1);
    const Response late = served.router->answer(request);
    CHECK(late.status == 503);
    CHECK(error_of(late) == "timed_out");
    request.method = "GET";
    request.target = "/api/v1/record?q=anemia";
    request.body.clear();
    const Response record = served.router->answer(request);
    CHECK(record.status == 503);
    CHECK(error_of(record) == "timed_out");
}

TEST_CASE("every answer carries what keeps a browser safe", "[http][security]") {
    const Served served;
    for (const char* target : {"/", "/api/v1/health", "/nope", "/api/v1/search?nope=1"}) {
        const Response response = served.get(target);
        CAPTURE(target);
        CHECK(field(response, "X-Content-Type-Options") == "nosniff");
        CHECK(field(response, "Content-Security-Policy").find("default-src 'none'") == 0);
        CHECK(field(response, "Content-Security-Policy").find("unsafe") == std::string::npos);
        CHECK(field(response, "Referrer-Policy") == "no-referrer");
        CHECK(field(response, "Access-Control-Allow-Origin").empty());
    }
    CHECK(field(served.get("/"), "Content-Type") == "text/html; charset=utf-8");
    CHECK(served.get("/report/anything").body == served.get("/").body);
}

TEST_CASE("the description names every endpoint and parameter, and no other", "[http]") {
    std::ifstream stream(CASEBOOK_OPENAPI);
    const Json described = Json::parse(stream);
    std::map<std::string, std::set<std::string>> in_file;
    for (const auto& [path, methods] : described["paths"].items()) {
        for (const auto& [method, operation] : methods.items()) {
            std::string upper = method;
            for (char& letter : upper)
                letter = static_cast<char>(letter - 'a' + 'A');
            std::set<std::string>& names = in_file[upper + " " + path];
            for (const Json& reference : operation.value("parameters", Json::array())) {
                const std::string pointer = reference["$ref"];
                const Json& parameter = described.at(Json::json_pointer(pointer.substr(1)));
                if (parameter["in"] == "query") names.insert(parameter["name"]);
            }
        }
    }
    std::map<std::string, std::set<std::string>> in_table;
    for (const Endpoint& endpoint : endpoint_table()) {
        auto& names = in_table[std::string(endpoint.method) + " " + std::string(endpoint.pattern)];
        for (const ParameterSpec& parameter : endpoint.parameters)
            names.insert(std::string(parameter.name));
    }
    CHECK(in_file == in_table);
}

}  // namespace casebook::http
