#include "casebook/language.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "test_data.hpp"
#include "test_seed.hpp"

namespace casebook {
namespace {

/// 500 records of the case texts: of each file 25, and more the more it holds.
std::vector<nlohmann::json> sample_of_500(const std::filesystem::path& data, std::mt19937& random) {
    constexpr std::size_t kAll = 500;
    constexpr std::size_t kOfEach = 25;
    std::map<std::filesystem::path, std::vector<std::string>> files;
    std::size_t records = 0;
    for (const auto& entry : std::filesystem::directory_iterator(data / "corpora" / "cases")) {
        std::ifstream file(entry.path());
        for (std::string line; std::getline(file, line); ++records)
            files[entry.path()].push_back(line);
    }
    std::vector<nlohmann::json> sample;
    for (auto& [path, lines] : files) {
        const std::size_t share = (kAll - files.size() * kOfEach) * lines.size() / records;
        std::shuffle(lines.begin(), lines.end(), random);
        // Shares are rounded up, so that there are 500 at least.
        lines.resize(std::min(lines.size(), kOfEach + share + 1));
        for (const std::string& line : lines)
            sample.push_back(nlohmann::json::parse(line));
    }
    return sample;
}

}  // namespace

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
        {"a short note without accents", "Ingresa para biopsia programada sin complicaciones", "",
         "es"},
        {"Portuguese is not Spanish", "Homem de 57 anos com dor ao andar", "", "pt"},
        {"Italian is not Spanish", "Donna di 74 anni con febbre e astenia", "", "it"},
        {"French before the letters tell", "Patiente de 30 ans sans fi\u00E8vre", "", "fr"},
        {"a short German letter", "Der Patient wurde wegen Fieber aufgenommen", "", "de"},
        {"Basque", "Pazientea sukarrarekin ospitaleratu zuten", "", "eu"},
        {"an English heading", "History of the patient", "", "en"},
        {"names and abbreviations alone", "Castleman HHV-8", "", "en"},
        {"a short Cyrillic text is Russian",
         "\u0411\u043E\u043B\u044C\u043D\u043E\u0439 \u0441\u0442\u0430\u043B "
         "\u043B\u0443\u0447\u0448\u0435",
         "", "ru"},
        {"Bulgarian has no letters of its own",
         "\u0416\u0435\u043D\u0430 \u043D\u0430 45 \u0433\u043E\u0434\u0438\u043D\u0438 "
         "\u0431\u0435\u0448\u0435 "
         "\u043F\u0440\u0438\u0435\u0442\u0430 \u0432 "
         "\u0431\u043E\u043B\u043D\u0438\u0446\u0430\u0442\u0430 "
         "\u043F\u043E\u0440\u0430\u0434\u0438 \u0442\u0440\u0435\u0441\u043A\u0430 \u0438 "
         "\u0430\u043D\u0435\u043C\u0438\u044F",
         "", "bg"},
        {"letters that Turkish lacks tell Czech",
         "Pacientka ve v\u011Bku 45 let byla p\u0159ijata do nemocnice pro hore\u010Dku a "
         "an\u00E9mii",
         "", "cs"},
        {"letters that Catalan lacks tell Hungarian",
         "A 45 \u00E9ves n\u0151beteget l\u00E1z \u00E9s v\u00E9rszeg\u00E9nys\u00E9g miatt "
         "vett\u00FCk fel",
         "", "hu"},
        {"few words of Italian do not outvote Indonesian",
         "Seorang wanita dirawat di rumah sakit karena demam dan anemia", "", "id"},
        {"Hebrew by its code of today",
         "\u05D0\u05D9\u05E9\u05D4 \u05D1\u05EA 45 \u05D0\u05D5\u05E9\u05E4\u05D6\u05D4 "
         "\u05D1\u05D1\u05D9\u05EA \u05D4\u05D7\u05D5\u05DC\u05D9\u05DD",
         "", "he"},
        {"letters that Russian lacks tell another language",
         "\u041F\u0430\u0446\u0456\u0454\u043D\u0442 \u0437 "
         "\u0430\u043D\u0435\u043C\u0456\u0454\u044E "
         "\u0442\u0430 \u0433\u0430\u0440\u044F\u0447\u043A\u043E\u044E \u0431\u0443\u0432 "
         "\u0433\u043E\u0441\u043F\u0456\u0442\u0430\u043B\u0456\u0437\u043E\u0432\u0430\u043D"
         "\u0438\u0439",
         "", "uk"},
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
    std::mt19937 random(make_seed("languages"));
    std::size_t right = 0;
    std::size_t all = 0;
    std::map<std::string, std::string> failures;  // by record
    for (const nlohmann::json& record : sample_of_500(*data, random)) {
        const std::string language = record.at("language").get<std::string>();
        const Language told = detect_language(record.at("text").get<std::string>());
        right += told.code() == language ? 1U : 0U;
        ++all;
        if (told.code() != language)
            failures[record.at("id").get<std::string>()] = std::string(told.code());
    }
    CAPTURE(right, all, failures);
    CHECK(all >= 500);
    CHECK(static_cast<double>(right) >= 0.98 * static_cast<double>(all));
}

}  // namespace casebook
