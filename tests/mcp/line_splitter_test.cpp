#include "interfaces/mcp/line_splitter.hpp"

#include <vector>

#include "catch.hpp"

namespace casebook::mcp {
namespace {

/// Lines as they come out; "(too long)" for one that is.
std::vector<std::string> lines_of(const std::string& bytes, std::size_t piece) {
    std::vector<std::string> lines;
    LineSplitter splitter(8, {.line = [&](std::string_view line) { lines.emplace_back(line); },
                              .oversized = [&] { lines.emplace_back("(too long)"); }});
    for (std::size_t at = 0; at < bytes.size(); at += piece)
        splitter.add(std::string_view(bytes).substr(at, piece));
    splitter.finish();
    return lines;
}

}  // namespace

TEST_CASE("lines come out whole however their bytes come in", "[mcp]") {
    struct Row {
        const char* why;
        std::string bytes;
        std::vector<std::string> lines;
    };
    const std::vector<Row> rows = {
        {"two lines", "ab\ncd\n", {"ab", "cd"}},
        {"the last one without an end", "ab\ncd", {"ab", "cd"}},
        {"an empty line", "a\n\nb\n", {"a", "", "b"}},
        {"a line of the greatest length", "12345678\nx\n", {"12345678", "x"}},
        {"one byte more, told once", "123456789\nx\n", {"(too long)", "x"}},
        {"much more", std::string(100, 'z') + "\nx\n", {"(too long)", "x"}},
        {"too long, and the end of all", "123456789", {"(too long)"}},
        {"nothing", "", {}},
    };
    for (const Row& row : rows) {
        for (const std::size_t piece : {1, 2, 3, 7, 1000}) {
            CAPTURE(row.why, piece);
            CHECK(lines_of(row.bytes, piece) == row.lines);
        }
    }
}

}  // namespace casebook::mcp
