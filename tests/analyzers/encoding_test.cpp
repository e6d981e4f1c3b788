#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "../catch.hpp"
#include "../test_data.hpp"
#include "casebook/encoding.hpp"

using namespace casebook;
using namespace std::string_literals;

namespace {

struct LetterCounts {
    std::size_t letters = 0;
    std::size_t han = 0;
    std::size_t portuguese = 0;  ///< a or o with tilde, c with cedilla
    std::size_t c1_controls = 0;
    std::size_t replacements = 0;
};

LetterCounts count_letters(const std::string& text) {
    LetterCounts counts;
    const auto utf16 = icu::UnicodeString::fromUTF8(text);
    for (std::int32_t at = 0; at < utf16.length(); at = utf16.moveIndex32(at, 1)) {
        const UChar32 c = utf16.char32At(at);
        counts.letters += u_isalpha(c) != 0 ? 1U : 0U;
        counts.han += u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0 ? 1U : 0U;
        const UChar32 small = u_tolower(c);
        counts.portuguese += small == 0xE3 || small == 0xF5 || small == 0xE7 ? 1U : 0U;
        counts.c1_controls += c >= 0x80 && c <= 0x9F ? 1U : 0U;
        counts.replacements += c == 0xFFFD ? 1U : 0U;
    }
    return counts;
}

}  // namespace

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

TEST_CASE("a file in the encoding of its country reads as text", "[analyzers][encoding][data]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*data / "corpora" / "encodings")) {
        CAPTURE(entry.path().string());
        const bool chinese = entry.path().extension() == ".csv";
        std::ostringstream bytes;
        bytes << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        const DecodedText decoded = decode_text(bytes.str());
        CHECK(decoded.encoding == (chinese ? "GB18030" : "windows-1252"));
        CHECK(decoded.replaced == 0);
        CHECK(find_ill_formed_utf8(decoded.text) == std::string::npos);
        const LetterCounts counts = count_letters(decoded.text);
        CHECK(counts.replacements == 0);
        CHECK(counts.c1_controls == 0);
        // Of 100 letters of Portuguese, one or two are of its own; of Chinese, nearly all are Han.
        if (chinese) {
            CHECK(counts.han * 10 > counts.letters * 9);
        } else {
            CHECK(counts.portuguese * 200 > counts.letters);
        }
        ++files;
    }
    CHECK(files > 0);
}
