#include "catch.hpp"
#include "interfaces/http/api_error.hpp"
#include "interfaces/http/compression.hpp"
#include "interfaces/http/request_target.hpp"

namespace casebook::http {

TEST_CASE("an address is taken apart as it was put together", "[http]") {
    const Target target = parse_target("/api/v1/reports/10.5%2Fx%20y?q=a+b%26c&filter=x%3Dy&empty");
    CHECK(target.path == "/api/v1/reports/10.5/x y");
    REQUIRE(target.parameters.size() == 3);
    CHECK(target.parameters[0] == std::pair<std::string, std::string>{"q", "a b&c"});
    CHECK(target.parameters[1] == std::pair<std::string, std::string>{"filter", "x=y"});
    CHECK(target.parameters[2] == std::pair<std::string, std::string>{"empty", ""});
    CHECK(parse_target("/a+b").path == "/a+b");
    CHECK(parse_target("/x?q=%E7%99%8C").parameters[0].second == "癌");
}

TEST_CASE("an address that is none is refused", "[http]") {
    for (const char* target : {"", "*", "http://evil.example/", "/%", "/%4", "/%zz", "/a%00b",
                               "/?q=%00", "/?q=%FF", "/?q=%C0%80", "/?q=%ED%A0%80"}) {
        CAPTURE(target);
        CHECK_THROWS_AS(parse_target(target), ApiError);
    }
}

TEST_CASE("gzip is used for those who take it", "[http]") {
    struct Row {
        const char* why;
        const char* field;
        bool taken;
    };
    for (const Row& row :
         {Row{"named", "gzip", true}, Row{"among others", "br, gzip;q=0.5", true},
          Row{"any", "*", true}, Row{"not named", "br", false},
          Row{"refused", "gzip;q=0, *", false}, Row{"refused with digits", "gzip; q=0.000", false},
          Row{"nothing", "", false}}) {
        CAPTURE(row.why, row.field);
        CHECK(accepts_gzip(row.field) == row.taken);
    }
}

}  // namespace casebook::http
