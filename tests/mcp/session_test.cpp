#include "catch.hpp"
#include "mcp/talk.hpp"

namespace casebook::mcp {
namespace {

std::vector<CaseReport> two_reports() {
    return {make_report("a1", "Aplastic anemia", "A woman was given antithymocyte globulin."),
            make_report("a2", "Relapse of leukemia", "A man relapsed after imatinib.")};
}

struct Exchange {
    const char* why;
    std::string line;
    int code;
    Json id;
};

void check_faults(Talk& talk, const std::vector<Exchange>& rows) {
    for (const Exchange& row : rows) {
        CAPTURE(row.why, row.line.substr(0, 200));
        const auto replies = talk.say(row.line);
        REQUIRE(replies.size() == 1);
        CHECK(replies[0].at("jsonrpc") == "2.0");
        CHECK(replies[0].at("error").at("code") == row.code);
        CHECK(replies[0].at("id") == row.id);
        CHECK_FALSE(replies[0].contains("result"));
    }
}

std::string call_line(const std::string& id, const std::string& tool, const std::string& query) {
    return R"({"jsonrpc":"2.0","id":)" + id + R"(,"method":"tools/call","params":{"name":")" +
           tool + R"(","arguments":{"query":")" + query + R"("}}})";
}

}  // namespace

TEST_CASE("what breaks the protocol gets the error that JSON-RPC has for it", "[mcp]") {
    Talk talk(two_reports());
    talk.begin();
    const std::string deep(100, '[');
    check_faults(
        talk,
        {{"no JSON", "{\"jsonrpc\":", -32700, nullptr},
         {"words", "hello", -32700, nullptr},
         {"two values", "{} {}", -32700, nullptr},
         {"bytes that are no UTF-8", "\"\xff\"", -32700, nullptr},
         {"nested too deeply", deep + std::string(100, ']'), -32600, nullptr},
         {"no object", "17", -32600, nullptr},
         {"no version", R"({"id":1,"method":"ping"})", -32600, 1},
         {"another version", R"({"jsonrpc":"1.0","id":"x","method":"ping"})", -32600, "x"},
         {"no method", R"({"jsonrpc":"2.0","id":2})", -32600, 2},
         {"a method that is no text", R"({"jsonrpc":"2.0","method":1,"params":"bar"})", -32600,
          nullptr},
         {"null for an id", R"({"jsonrpc":"2.0","id":null,"method":"ping"})", -32600, nullptr},
         {"half a number for an id", R"({"jsonrpc":"2.0","id":1.5,"method":"ping"})", -32600,
          nullptr},
         {"parameters that are no object", R"({"jsonrpc":"2.0","id":3,"method":"ping","params":4})",
          -32600, 3},
         {"parameters in a list", R"({"jsonrpc":"2.0","id":3,"method":"ping","params":[]})", -32602,
          3},
         {"an unknown method", R"({"jsonrpc":"2.0","id":4,"method":"resources/list"})", -32601, 4},
         {"a batch, which this revision lacks", R"([{"jsonrpc":"2.0","id":4,"method":"ping"}])",
          -32600, nullptr},
         {"beginning again",
          R"({"jsonrpc":"2.0","id":5,"method":"initialize","params":{"protocolVersion":"2025-11-25"}})",
          -32600, 5},
         {"an unknown cursor",
          R"({"jsonrpc":"2.0","id":6,"method":"tools/list","params":{"cursor":"2"}})", -32602, 6},
         {"a call without a name", R"({"jsonrpc":"2.0","id":7,"method":"tools/call"})", -32602, 7},
         {"an unknown tool", call_line("8", "delete_report", ""), -32602, 8},
         {"arguments in a list",
          R"({"jsonrpc":"2.0","id":9,"method":"tools/call","params":{"name":"search_case_reports","arguments":[]}})",
          -32602, 9}});
    CHECK(talk.say(R"({"jsonrpc":"2.0","id":10,"method":"ping"})").at(0).at("result") ==
          Json::object());
}

TEST_CASE("before a session has begun only pings are answered", "[mcp]") {
    Talk talk(two_reports());
    check_faults(talk,
                 {{"a list", R"({"jsonrpc":"2.0","id":1,"method":"tools/list"})", -32600, 1},
                  {"a call", call_line("2", "search_case_reports", "anemia"), -32600, 2},
                  {"no revision named",
                   R"({"jsonrpc":"2.0","id":3,"method":"initialize","params":{}})", -32602, 3}});
    CHECK(talk.say(R"({"jsonrpc":"2.0","id":"p","method":"ping"})").at(0).at("id") == "p");
}

TEST_CASE("the session speaks the revision that the client asks for, else its newest", "[mcp]") {
    for (const auto& [asked, spoken] :
         std::vector<std::pair<std::string, std::string>>{{"2025-11-25", "2025-11-25"},
                                                          {"2025-06-18", "2025-06-18"},
                                                          {"2025-03-26", "2025-03-26"},
                                                          {"2024-11-05", "2024-11-05"},
                                                          {"2031-01-01", "2025-11-25"}}) {
        Talk talk({});
        const auto replies = talk.say(
            R"({"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":")" +
            asked + R"("}})");
        CHECK(replies.at(0).at("result").at("protocolVersion") == spoken);
        CHECK(replies.at(0).at("result").at("capabilities").contains("tools"));
    }
}

TEST_CASE("what wants no answer gets none", "[mcp]") {
    Talk talk(two_reports());
    talk.begin();
    for (const char* line :
         {"", "  \r", R"({"jsonrpc":"2.0","method":"notifications/initialized"})",
          R"({"jsonrpc":"2.0","method":"notifications/unheard_of","params":{}})",
          R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":99}})",
          R"({"jsonrpc":"2.0","method":"notifications/cancelled"})",
          R"({"jsonrpc":"2.0","id":5,"result":{}})",
          R"({"jsonrpc":"2.0","id":5,"error":{"code":1,"message":"no"}})"}) {
        CAPTURE(line);
        CHECK(talk.say(line).empty());
    }
}

TEST_CASE("a batch is answered as one, where the revision has batches", "[mcp]") {
    Talk talk(two_reports());
    talk.begin("2025-03-26");
    const auto replies = talk.say("[" + call_line("1", "search_case_reports", "anemia") +
                                  R"(,{"jsonrpc":"2.0","method":"notifications/initialized"},7,)" +
                                  call_line("2", "search_case_reports", "leukemia") +
                                  R"(,{"jsonrpc":"2.0","id":3,"method":"ping"},)" +
                                  R"({"jsonrpc":"2.0","id":4,"method":"initialize","params":{}}])");
    REQUIRE(replies.size() == 1);
    REQUIRE(replies[0].size() == 5);
    std::map<std::string, Json> by_id;
    for (const Json& reply : replies[0])
        by_id[reply.at("id").dump()] = reply;
    CHECK(by_id.at("1").at("result").at("structuredContent").at("total") == 1);
    CHECK(by_id.at("2").at("result").at("structuredContent").at("total") == 1);
    CHECK(by_id.at("3").at("result").empty());
    CHECK(by_id.at("4").at("error").at("code") == -32600);
    CHECK(by_id.at("null").at("error").at("code") == -32600);
    CHECK(talk.say(R"([{"jsonrpc":"2.0","method":"notifications/initialized"}])").empty());
    check_faults(talk, {{"an empty batch", "[]", -32600, nullptr}});
}

TEST_CASE("a call that was cancelled is not answered", "[mcp]") {
    Talk talk(two_reports());
    talk.begin();
    Reception first = talk.session().receive(call_line("\"a\"", "search_case_reports", "anemia"));
    Reception second = talk.session().receive(call_line("7", "search_case_reports", "anemia"));
    REQUIRE(first.calls.size() == 1);
    REQUIRE(second.calls.size() == 1);
    CHECK(first.replies.empty());
    CHECK(
        talk.say(
                R"({"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"a"}})")
            .empty());
    CHECK(first.calls[0].cancel->cancelled());
    CHECK_FALSE(second.calls[0].cancel->cancelled());
    CHECK_FALSE(talk.session().answer(first.calls[0]).has_value());
    CHECK(talk.session().answer(second.calls[0]).has_value());
}

TEST_CASE("an id is free again when its call was answered", "[mcp]") {
    Talk talk(two_reports());
    talk.begin();
    const std::string line = call_line("1", "search_case_reports", "anemia");
    const Reception first = talk.session().receive(line);
    REQUIRE(first.calls.size() == 1);
    check_faults(talk, {{"the id of a call that runs", line, -32600, 1}});
    CHECK(talk.session().answer(first.calls[0]).has_value());
    CHECK(talk.say(line).at(0).contains("result"));
}

TEST_CASE("more calls than can wait are told to come again", "[mcp]") {
    Talk talk(two_reports());
    talk.begin();
    std::vector<Call> waiting;
    for (int id = 0; id < 64; ++id) {
        Reception reception =
            talk.session().receive(call_line(std::to_string(id), "search_case_reports", "anemia"));
        REQUIRE(reception.calls.size() == 1);
        waiting.push_back(reception.calls[0]);
    }
    check_faults(talk, {{"one more", call_line("64", "search_case_reports", ""), -32000, 64}});
    CHECK(talk.session().answer(waiting[0]).has_value());
    CHECK(talk.say(call_line("64", "search_case_reports", "anemia")).at(0).contains("result"));
}

}  // namespace casebook::mcp
