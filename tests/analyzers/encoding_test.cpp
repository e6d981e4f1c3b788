#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "../catch.hpp"
#include "../test_data.hpp"
#include "casebook/encoding.hpp"

using namespace casebook;
using namespace std::string_literals;

TEST_CASE("a text is decoded from the encoding that it is in", "[analyzers][encoding]") {
    struct Row {
        std::string why;
        std::string bytes;
        std::string declared;
        std::string text;
        std::string encoding;
    };
    const std::vector<Row> rows = {
        {"ASCII is UTF-8", "plain", "", "plain", "UTF-8"},
        {"UTF-8 without a mark", "an\xC3\xA4mie", "", "anämie", "UTF-8"},
        {"the mark is no text", "\xEF\xBB\xBFtext", "", "text", "UTF-8"},
        {"UTF-16, little end first", "\xFF\xFEt\0\xE9\0"s, "", "té", "UTF-16LE"},
        {"UTF-16, big end first", "\xFE\xFF\0t\0\xE9"s, "", "té", "UTF-16BE"},
        {"UTF-16 without a mark", "t\0e\0x\0t\0\xE9\0"s, "", "texté", "UTF-16LE"},
        {"Western accents",
         "dor tor\xE1"
         "cica e n\xE1useas h\xE1 tr\xEAs dias",
         "", "dor torácica e náuseas há três dias", "windows-1252"},
        {"one accent only", "le malade a \xE9t\xE9 trait\xE9", "", "le malade a été traité",
         "windows-1252"},
        {"Windows quotes", "the \x93red\x94 cell", "", "the “red” cell", "windows-1252"},
        {"Chinese",
         "\xB8\xDF\xD1\xAA\xD1\xB9\xBB\xBC\xD5\xDF\xC4\xDC\xB3\xD4\xB5\xB3\xB2\xCE\xC2\xF0", "",
         "高血压患者能吃党参吗", "GB18030"},
        {"as declared", "\x8A\xB3\x8E\xD2", "Shift_JIS", "患者", "Shift_JIS"},
        {"an unknown name is passed over", "t\xE9xte \xE0 lire", "x-no-such", "téxte à lire",
         "windows-1252"},
        {"UTF-8 with one bad byte stays UTF-8", "\xC3\xA9t\xC3\xA9 \xFF fi\xC3\xA8vre", "",
         "été \xEF\xBF\xBD fièvre", "UTF-8"},
        {"empty", "", "", "", "UTF-8"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const DecodedText decoded = decode_text(row.bytes, row.declared);
        CHECK(decoded.text == row.text);
        CHECK(decoded.encoding == row.encoding);
        CHECK(find_ill_formed_utf8(decoded.text) == std::string::npos);
    }
}

TEST_CASE("what cannot be decoded is counted", "[analyzers][encoding]") {
    CHECK(decode_text("\xC3\xA9\xC3\xA9\xFF \xFE").replaced == 2);
    CHECK(decode_text("\xE5\x8F\x97\xE8\xA1").replaced == 1);
}

TEST_CASE("the first ill-formed byte is found", "[analyzers][encoding]") {
    CHECK(find_ill_formed_utf8("fine \xC3\xA9") == std::string::npos);
    CHECK(find_ill_formed_utf8("ab\xC3") == 2);
    CHECK(find_ill_formed_utf8("\xED\xA0\x80") == 0);
    CHECK(find_ill_formed_utf8("a\xC0\x80") == 1);
}

TEST_CASE("binary data is told from text", "[analyzers][encoding]") {
    CHECK(looks_binary("\x00\x01\x02\x03\x04\x05"s));
    CHECK_FALSE(looks_binary("a text\twith\r\nlines"));
    CHECK_FALSE(looks_binary("\xFF\xFEt\0e\0"s));
    CHECK_FALSE(
        looks_binary("one \0 byte in a text that is long enough to be no program, only a text"s));
    CHECK_FALSE(looks_binary(""));
}

TEST_CASE("a Western text is told by any of its longer lines", "[analyzers][encoding][data]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    for (const auto& entry : std::filesystem::directory_iterator(*data / "corpora" / "encodings")) {
        const bool chinese = entry.path().extension() == ".csv";
        std::ifstream file(entry.path(), std::ios::binary);
        for (std::string line; std::getline(file, line);) {
            if (line.size() < 20 || find_ill_formed_utf8(line) == std::string::npos) continue;
            CAPTURE(entry.path().string(), line);
            CHECK(decode_text(line).encoding == (chinese ? "GB18030" : "windows-1252"));
        }
    }
}
