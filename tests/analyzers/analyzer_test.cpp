#include "casebook/analyzer.hpp"

#include <string>
#include <vector>

#include "analyzed_words.hpp"
#include "casebook/built_in.hpp"
#include "catch.hpp"

namespace casebook {
namespace {

using Terms = std::vector<std::string>;

struct AnalyzedText {
    const char* why;
    const char* text;
    const char* language;
    Terms stems;
};

}  // namespace

TEST_CASE("a text gives the stems of its words in reading order", "[analyzers]") {
    const std::vector<AnalyzedText> rows = {
        {"plural meets singular", "aneurysms", "en", {"aneurysm"}},
        {"an accent is optional", "Sj\u00f6gren", "en", {"sjogren"}},
        {"a stop word gives no stem", "the spleen", "en", {"spleen"}},
        {"a lost space is put back", "anemia.Blood", "en", {"anemia", "blood"}},
        {"a sentence end glued to an abbreviation", "MRA.With", "en", {"mra"}},
        {"a hyphen makes words and a compound",
         "anti-thymocyte",
         "en",
         {"anti", "thymocyt", "antithymocyt"}},
        {"letters and digits join", "IL-2/LAK", "en", {"il", "2", "il2", "lak"}},
        {"a chain gives neighbours and the whole",
         "graft-versus-host",
         "en",
         {"graft", "versus", "graftversus", "host", "versushost", "graftversushost"}},
        {"a dose is a number and a unit", "8mg", "en", {"8", "mg", "8mg"}},
        {"a decimal point stays inside a number", "0.5 mg", "en", {"0.5", "mg"}},
        {"a range of numbers is no compound", "277-281", "en", {"277", "281"}},
        {"a possessive is no word", "Castleman's disease", "en", {"castleman", "diseas"}},
        {"punctuation is not a word", " -- ", "en", {}},
        {"full-width letters are letters", "\uFF23\uFF34", "ja", {"ct"}},
        {"Chinese gives overlapping pairs and characters",
         "\u767D\u8840\u75C5",
         "zh",
         {"\u767D", "\u767D\u8840", "\u8840", "\u8840\u75C5", "\u75C5"}},
        {"decomposed Hangul is composed",
         "\u1107\u1162\u11A8\u1112\u1167\u11AF",
         "ko",
         {"\uBC31", "\uBC31\uD608", "\uD608"}},
        {"half-width katakana widens",
         "\uFF76\uFF9E\uFF9D",
         "ja",
         {"\u30AC", "\u30AC\u30F3", "\u30F3"}},
        {"a Latin word inside Chinese is stemmed as English",
         "CD34\u9633\u6027",
         "zh",
         {"cd", "34", "cd34", "\u9633", "\u9633\u6027", "\u6027"}},
        {"Cyrillic io is ie, short i stays", "\u0451\u0439", "und", {"\u0435\u0439"}},
        {"an ill-formed byte ends a word", "spleen\xFFliver", "en", {"spleen", "liver"}},
    };
    for (const AnalyzedText& row : rows) {
        CAPTURE(row.why, row.text);
        CHECK(stems_of(row.text, Language::from_tag(row.language)) == row.stems);
    }
}

TEST_CASE("an abbreviation keeps its case in a term of its own", "[analyzers]") {
    const Language english = Language::from_tag("en");
    CHECK(acronyms_of("ALL and ATG were given; all felt well", english) == Terms{"ALL", "ATG"});
    CHECK(acronyms_of("He met Anna", english).empty());
    SECTION("in mixed case, ALL is not the word all") {
        CHECK(stems_of("a case of ALL relapse here", english) == Terms{"case", "relaps"});
    }
    SECTION("in a text all in capitals, case is no evidence") {
        const std::string shouted = "ALL PATIENTS WITH ACUTE LEUKEMIA RELAPSED";
        CHECK(stems_of(shouted, english) == Terms{"patient", "acut", "leukemia", "relaps"});
        CHECK(surfaces_of(shouted, english).front() == "all");
    }
}

TEST_CASE("a Russian noun that looks inflected has one stem in all its cases", "[analyzers]") {
    const Language russian = Language::of("ru");
    const std::vector<Terms> nouns = {
        {"холецистит", "холецистита", "холециститу", "холециститом", "холецистите", "холециститы",
         "холециститов", "холециститам", "холециститами", "холециститах"},
        {"синдром", "синдрома", "синдрому", "синдромом", "синдроме", "синдромов"},
        {"перелом", "перелома", "переломом", "переломов", "переломах"},
        {"саркома", "саркомы", "саркоме", "саркому", "саркомой", "сарком", "саркомами"},
        {"леветирацетам", "леветирацетама", "леветирацетамом"},
        {"периндоприл", "периндоприла", "периндоприлом"},
    };
    for (const Terms& cases : nouns) {
        for (const std::string& word : cases) {
            CAPTURE(word);
            CHECK(stems_of(word, russian) == stems_of(cases.front(), russian));
        }
    }
    // Verbs that end alike keep Snowball's stems.
    CHECK(stems_of("приводит", russian) == stems_of("приводят", russian));
    CHECK(stems_of("зависит", russian) == stems_of("зависят", russian));
}

TEST_CASE("an inflammation has one stem in its Greek plural too", "[analyzers]") {
    const Language english = Language::of("en");
    const Language german = Language::of("de");
    CHECK(stems_of("vasculitides", english) == stems_of("vasculitis", english));
    CHECK(stems_of("Sinusitiden", german) == stems_of("Sinusitis", german));
    CHECK(stems_of("peptides", english) == stems_of("peptide", english));
}

TEST_CASE("a word in capitals has the stem of the word", "[analyzers]") {
    const Language spanish = Language::from_tag("es");
    CHECK(stems_of("SIEMPRE con fiebre", spanish) == stems_of("siempre con fiebre", spanish));
    CHECK(stems_of("TODOS LOS CASOS CON FIEBRE ALTA Y SIEMPRE DOLOR", spanish) ==
          stems_of("todos los casos con fiebre alta y siempre dolor", spanish));
}

TEST_CASE("every token lies inside its text and positions never fall back in reading order",
          "[analyzers]") {
    const std::vector<std::string> texts = {
        "t(9;22)(q34;q11) and p.V600E in 8 mg/kg, 10\u2079/L; >95%.",
        "l'an\u00E9mie aplastique s'aggrave -- c'\u00E9tait f\u00E2cheux",
        "\uAE09\uC131\uB9BC\uD504\uAD6C\uC131\uBC31\uD608\uBCD1 \uD658\uC790\uC5D0\uC11C ATG",
        std::string("nul\0byte", 8) + "\xC3",
        "- ' -a- 'b' --c d'-e",
        "\u0301\u0301 combining first",
    };
    for (const std::string& text : texts) {
        CAPTURE(text);
        AnalysisBuffer buffer;
        const std::uint32_t end = built_in_analyzer().analyze(text, {}, buffer, 7);
        for (const Token& token : buffer.tokens()) {
            CHECK(token.begin < token.end);
            CHECK(token.end <= text.size());
            CHECK(token.position >= 7);
            CHECK(token.position <= token.last_position);
            CHECK(token.last_position < end);
        }
    }
}

TEST_CASE("the same word gives the same terms before and after the buffer forgets", "[analyzers]") {
    AnalysisBuffer buffer;
    built_in_analyzer().analyze("relapsing leukemias", Language::from_tag("en"), buffer);
    const std::string before(buffer.term_text(buffer.tokens().front().forms.stem));
    buffer.trim(0);
    CHECK(buffer.term_count() == 0);
    built_in_analyzer().analyze("relapsing leukemias", Language::from_tag("en"), buffer);
    CHECK(buffer.term_text(buffer.tokens().front().forms.stem) == before);
}

TEST_CASE("a term too long for Xapian is cut and still itself", "[analyzers]") {
    const Language english = Language::from_tag("en");
    const std::string one = std::string(5000, 'a') + "b";
    const std::string other = std::string(5000, 'a') + "c";
    CHECK(stems_of(one, english).front().size() <= 200);
    CHECK(stems_of(one, english) != stems_of(other, english));
    CHECK(stems_of(one, english) == stems_of(one, english));
}

TEST_CASE("words of a million letters are words like others", "[analyzers]") {
    struct Row {
        const char* letters;
        const char* language;
    };
    // Each is what some rule changes the length of.
    const std::vector<Row> rows = {{"haem", "en"},   {"our", "en"},          {"ck", "de"},
                                   {"trans", "es"},  {"\uFB01", "en"},       {"\u00C4", "de"},
                                   {"\u0E40", "th"}, {"\u0E4D\u0E32", "th"}, {"\u30F4\u30A1", "ja"},
                                   {"\u0640", "ar"}, {"a-", "en"},           {"a.", "en"},
                                   {"anti ", "en"},  {"\u03B1", "en"}};
    for (const Row& row : rows) {
        CAPTURE(row.letters);
        std::string text;
        while (text.size() < 1000000)
            text += row.letters;
        AnalysisBuffer buffer;
        built_in_analyzer().analyze(text, Language::from_tag(row.language), buffer);
        for (const Token& token : buffer.tokens()) {
            if (token.begin >= token.end || token.end > text.size()) FAIL("a token lies outside");
            if (token.forms.stem != kNoTerm && buffer.term_text(token.forms.stem).size() > 200)
                FAIL("a term is too long");
        }
    }
}

TEST_CASE("Thai typed in pieces is Thai", "[analyzers]") {
    const Language thai = Language::from_tag("th");
    const Terms whole = stems_of("\u0E19\u0E49\u0E33", thai);
    CHECK(stems_of("\u0E19\u0E49\u0E4D\u0E32", thai) == whole);
    CHECK(stems_of("\u0E19\u0E4D\u0E49\u0E32", thai) == whole);
    CHECK(stems_of("\u0E40\u0E40\u0E1C\u0E25", thai) == stems_of("\u0E41\u0E1C\u0E25", thai));
}

}  // namespace casebook
