#include "casebook/language.hpp"

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "catch.hpp"
#include "test_data.hpp"

namespace casebook {

TEST_CASE("a language tag is read by its first part", "[analyzers]") {
    CHECK(Language::from_tag("zh-Hant").code() == "zh");
    CHECK(Language::from_tag("EN_us").code() == "en");
    CHECK(Language::from_tag("eng").code() == "en");
    CHECK(Language::from_tag("yue").code() == "yue");
    CHECK_FALSE(Language::from_tag("").determined());
    CHECK_FALSE(Language::from_tag("english").determined());
    CHECK_FALSE(Language::from_tag("e1").determined());
}

TEST_CASE("a text's script and words tell its language", "[analyzers]") {
    struct Row {
        const char* why;
        const char* text;
        const char* declared;
        const char* language;
    };
    const Row rows[] = {
        {"Hangul", "\uAE09\uC131\uBC31\uD608\uBCD1 \uD658\uC790\uC758 \uCE58\uB8CC", "", "ko"},
        {"kana among Han", "\u518D\u751F\u4E0D\u826F\u6027\u8CA7\u8840\u306E\u4E00\u4F8B", "",
         "ja"},
        {"Han alone", "\u518D\u751F\u969C\u788D\u6027\u8D2B\u8840\u4E00\u4F8B", "", "zh"},
        {"script outweighs what a record declares", "\uAE09\uC131\uBC31\uD608\uBCD1", "en", "ko"},
        {"a short text is what it is declared", "Anemia aplastica", "es", "es"},
        {"a long text is what it is",
         "The patient was admitted with fever and pallor, and a marrow biopsy showed few cells.",
         "es", "en"},
        {"no letters, no language", "12 + 3 = 15", "en", "und"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(detect_language(row.text, {Language::from_tag(row.declared)}).code() == row.language);
    }
}

TEST_CASE("texts of known language are told without being declared", "[analyzers][data][full]") {
    const auto data = test_data();
    if (!data) {
        WARN("skipped: no test data");
        return;
    }
    std::size_t right = 0;
    std::size_t all = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*data / "corpora" / "cases")) {
        std::ifstream file(entry.path());
        std::string line;
        for (std::size_t number = 0; number < 50 && std::getline(file, line); ++number) {
            const auto record = nlohmann::json::parse(line);
            const Language told = detect_language(record.at("text").get<std::string>());
            right += told.code() == record.at("language").get<std::string>() ? 1U : 0U;
            ++all;
        }
    }
    CAPTURE(right, all);
    CHECK(static_cast<double>(right) >= 0.97 * static_cast<double>(all));
}

}  // namespace casebook
