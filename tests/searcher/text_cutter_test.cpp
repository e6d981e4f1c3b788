#include "searcher/text_cutter.hpp"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <memory>
#include <random>

#include "catch.hpp"
#include "test_seed.hpp"

namespace casebook {
namespace {

/// The passage around the first place of `core` in `text`.
std::string cut_around(std::string_view text, std::string_view core) {
    TextCutter cutter;
    const std::size_t at = text.find(core);
    REQUIRE(at != std::string_view::npos);
    const TextSpan span = cutter.cut(text, {at, at + core.size()}, {0, text.size()});
    return std::string(text.substr(span.begin, span.end - span.begin));
}

std::string repeated(std::string_view text, int times) {
    std::string all;
    for (; times > 0; --times)
        all += text;
    return all;
}

bool is_character_bound(std::string_view text, std::size_t at) {
    UErrorCode status = U_ZERO_ERROR;
    UText bytes = UTEXT_INITIALIZER;
    utext_openUTF8(&bytes, text.data(), static_cast<std::int64_t>(text.size()), &status);
    const std::unique_ptr<icu::BreakIterator> characters(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    characters->setText(&bytes, status);
    const bool bound = characters->isBoundary(static_cast<std::int32_t>(at));
    utext_close(&bytes);
    return bound;
}

std::string slice(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t added = 0;
    return balanced_slice(text, {begin, end}, added);
}

}  // namespace

TEST_CASE("a passage begins and ends with sentences where they are near", "[searcher]") {
    const std::string filler = repeated("Nothing of note was seen on that day. ", 12);
    const std::string text = filler + "Her spleen was large. It was taken out. " + filler;
    const std::string passage = cut_around(text, "spleen");
    CHECK(passage.find("Her spleen was large. It was taken out.") != std::string::npos);
    CHECK((passage.starts_with("Her ") || passage.starts_with("Nothing ")));
    CHECK(passage.ends_with("."));
    CHECK(count_columns(passage) <= kPassageColumns);
    CHECK(count_columns(passage) > kPassageColumns / 2);
}

TEST_CASE("a passage of a sentence without end is cut between words", "[searcher]") {
    const std::string text =
        repeated("and then another thing ", 40) + "spleen " + repeated("or so it seemed ", 40);
    const std::string passage = cut_around(text, "spleen");
    CHECK(count_columns(passage) <= kPassageColumns);
    CHECK(passage.find("spleen") > 20);
    for (const char* word : {"and", "then", "another", "thing"}) {
        if (passage.starts_with(word)) SUCCEED(word);
    }
    const std::string last = passage.substr(passage.rfind(' ') + 1);
    CHECK((last == "or" || last == "so" || last == "it" || last == "seemed"));
}

TEST_CASE("lengths are what a reader sees, in every script", "[searcher]") {
    struct Row {
        const char* why;
        std::string text;
        const char* core;
        std::size_t fewest;
        std::size_t most;
    };
    const std::vector<Row> rows = {
        {"Chinese characters are wide",
         repeated("\u60A3\u8005\u65E0\u660E\u663E\u4E0D\u9002\u3002", 60) +
             "\u767D\u8840\u75C5\u590D\u53D1\u3002" +
             repeated("\u7EE7\u7EED\u6CBB\u7597\u3002", 60),
         "\u767D\u8840\u75C5", 80, 120},
        {"Thai without spaces is cut between words",
         repeated("\u0E1C\u0E39\u0E49\u0E1B\u0E48\u0E27\u0E22\u0E44\u0E21\u0E48\u0E21\u0E35"
                  "\u0E44\u0E02\u0E49",
                  40) +
             "\u0E21\u0E30\u0E40\u0E23\u0E47\u0E07" +
             repeated("\u0E44\u0E14\u0E49\u0E23\u0E31\u0E1A\u0E22\u0E32", 40),
         "\u0E21\u0E30\u0E40\u0E23\u0E47\u0E07", 120, 340},
        {"Cyrillic letters are two bytes and one column",
         repeated("\u0418 \u0435\u0449\u0451 \u043E\u0434\u043D\u043E ", 60) +
             "\u043B\u0435\u0439\u043A\u043E\u0437 " +
             repeated("\u0438 \u0442\u0430\u043A \u0434\u0430\u043B\u0435\u0435 ", 60),
         "\u043B\u0435\u0439\u043A\u043E\u0437", 200, 240},
        {"a word without end is cut between characters", std::string(3000, 'a'), "aaa", 200, 240},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const std::string passage = cut_around(row.text, row.core);
        std::size_t characters = 0;
        for (const char byte : passage)
            characters += (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U ? 1 : 0;
        CHECK(passage.find(row.core) != std::string::npos);
        CHECK(count_columns(passage) <= kPassageColumns + 60);
        CHECK(characters >= row.fewest);
        CHECK(characters <= row.most);
    }
}

TEST_CASE("a passage stays inside its bounds", "[searcher]") {
    const std::string text = repeated("One two three. ", 60);
    TextCutter cutter;
    const TextSpan span = cutter.cut(text, {300, 303}, {285, 330});
    CHECK(span.begin >= 285);
    CHECK(span.end <= 330);
    CHECK(span.begin <= 300);
    CHECK(span.end >= 303);
}

TEST_CASE("a passage of any text is cut between whole characters", "[searcher]") {
    // Marks, jamo, joined emoji, a flag, CR LF, direction marks, a stray byte.
    const std::vector<std::string> pieces = {"a",
                                             "e\u0301",
                                             "\u1107\u1162\u11A8",
                                             "\u0E17\u0E35\u0E48",
                                             " ",
                                             "\r\n",
                                             "\U0001F468\u200D\U0001F469\u200D\U0001F467",
                                             ". ",
                                             "\u767D",
                                             "\U0001F1F0\U0001F1F7",
                                             "\u05D0",
                                             "\u0628\u064E",
                                             "\u0915\u094D\u0937",
                                             "\u202B",
                                             "\u202C",
                                             "\u2068",
                                             "\u2069",
                                             "\u3002",
                                             "\uFF76\uFF9E",
                                             "(",
                                             "word",
                                             "\n"};
    std::mt19937 random(make_seed("cuts"));
    TextCutter cutter;
    for (int round = 0; round < 400; ++round) {
        std::string text;
        std::vector<std::size_t> starts;
        while (text.size() < 1500) {
            starts.push_back(text.size());
            text += pieces[random() % pieces.size()];
        }
        const std::size_t first = random() % (starts.size() - 4);
        TextSpan core{starts[first], starts[first + 1 + random() % 3]};
        core = cutter.whole_characters(text, core);
        REQUIRE(is_character_bound(text, core.begin));
        REQUIRE(is_character_bound(text, core.end));
        const TextSpan span = cutter.cut(text, core, {0, text.size()});
        CAPTURE(round, text, core.begin, core.end, span.begin, span.end);
        CHECK(span.begin <= core.begin);
        CHECK(span.end >= core.end);
        CHECK(is_character_bound(text, span.begin));
        CHECK(is_character_bound(text, span.end));
    }
}

TEST_CASE("a cut leaves no embedding or isolate open, and closes none that is not its own",
          "[searcher]") {
    const std::string rli = "\u2067";
    const std::string fsi = "\u2068";
    const std::string pdi = "\u2069";
    const std::string rle = "\u202B";
    const std::string lro = "\u202D";
    const std::string pdf = "\u202C";
    struct Row {
        const char* why;
        std::string before;
        std::string shown;
        std::string behind;
        std::string slice;
    };
    const std::vector<Row> rows = {
        {"nothing to do", "abc ", "def", " ghi", "def"},
        {"an isolate that ends behind", "", "a" + rli + "b", "c" + pdi, "a" + rli + "b" + pdi},
        {"an isolate that begins before", rli + "a", "b" + pdi + "c", "", rli + "b" + pdi + "c"},
        {"an isolate around", fsi + "a", "b", "c" + pdi, fsi + "b" + pdi},
        {"one in the other", rle + "a" + rli, "b", pdi + pdf, rle + rli + "b" + pdi + pdf},
        {"the end of an isolate ends what is in it", rli + lro + "a", "b" + pdi + "c", "",
         rli + lro + "b" + pdi + "c"},
        {"a paragraph ends all", rli + "a\n", "b", "", "b"},
        {"a line's end inside", "", rli + "a\nb", "", rli + "a\nb"},
        {"a stray end is left as it is", "", "a" + pdi + pdf + "b", "", "a" + pdi + pdf + "b"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const std::string text = row.before + row.shown + row.behind;
        CHECK(slice(text, row.before.size(), row.before.size() + row.shown.size()) == row.slice);
    }
}

}  // namespace casebook
