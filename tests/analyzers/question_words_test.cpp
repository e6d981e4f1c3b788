#include "casebook/question_words.hpp"

#include "casebook/built_in.hpp"
#include "casebook/error.hpp"
#include "catch.hpp"

namespace casebook {
namespace {

std::vector<std::string> pieces(const std::string& text, bool question) {
    std::vector<std::string> kept;
    for (const QuestionWords::Span& span : built_in_question_words().pieces(text, question))
        kept.push_back(text.substr(span.begin, span.end - span.begin));
    return kept;
}

}  // namespace

TEST_CASE("a question is told from a search", "[analyzers]") {
    const QuestionWords& words = built_in_question_words();
    for (const char* question :
         {"which patients relapsed after ATG", "What is the best treatment of scurvy?",
          "aplastic anemia and pregnancy ?", "is there a report of hemolysis",
          "\u00BFQu\u00E9 pacientes recayeron", "welche Patienten", "\u54EA\u4E9B \u60A3\u8005",
          "scurvy\uFF1F"}) {
        CAPTURE(question);
        CHECK(words.is_question(question));
    }
    for (const char* search : {"", "which", "aplastic anemia", "IS 6110 insertion", "ATG",
                               "whichever way", "\u767D\u8840\u75C5"}) {
        CAPTURE(search);
        CHECK_FALSE(words.is_question(search));
    }
}

TEST_CASE("questions are asked around these words", "[analyzers]") {
    const QuestionWords& words = built_in_question_words();
    for (const char* word : {"patients", "Cases", "published", "Patienten", "cas", "\uC99D\uB840"})
        CHECK(words.passes_over(word));
    for (const char* word : {"relapse", "anemia", "treatment", "ATG", "remission", "child", ""})
        CHECK_FALSE(words.passes_over(word));
}

TEST_CASE("long runs of characters are read word by word", "[analyzers]") {
    using Words = std::vector<std::string>;
    CHECK(pieces("ATG hypoplastic leukemia", true) == Words{"ATG hypoplastic leukemia"});
    CHECK(pieces("\u518D\u751F\u4E0D\u826F\u6027\u8CA7\u8840", false) ==
          Words{"\u518D\u751F\u4E0D\u826F\u6027\u8CA7\u8840"});
    // "How should aplastic anaemia be treated?"
    CHECK(
        pieces(
            "\u518D\u751F\u969C\u788D\u6027\u8D2B\u8840\u5E94\u8BE5\u600E\u4E48\u6CBB\u7597\uFF1F",
            true) == Words{"\u518D\u751F\u969C\u788D\u6027\u8D2B\u8840", "\u6CBB\u7597\uFF1F"});
    // Nothing but what a question is wrapped in: all of it is meant.
    CHECK(pieces("\u60A3\u8005", true) == Words{"\u60A3\u8005"});
    CHECK(pieces("", true).empty());
    // A long run is taken apart by the dictionary, whatever it is; offsets stay in order.
    const std::string run =
        "\u6211\u7238\u7238\u4E0A\u4E2A\u6708\u68C0\u67E5\u51FA\u6765\u809D\u786C\u5316\u5E76\u4E14"
        "\u8179\u75DB\u53D1\u70ED";
    std::size_t end = 0;
    for (const QuestionWords::Span& span : built_in_question_words().pieces(run, false)) {
        CHECK(span.begin >= end);
        CHECK(span.end > span.begin);
        end = span.end;
    }
    CHECK(end <= run.size());
    CHECK(pieces(run, false).size() > 3);
    // Ill-formed bytes do no harm.
    CHECK(pieces("\xE5\x86\xFF ATG", true) == Words{"\xE5\x86\xFF ATG"});
}

TEST_CASE("a table of questions that does not read is an error", "[analyzers]") {
    CHECK_THROWS_AS(QuestionWords::parse("t", "en\tverb\tgo"), Error);
    CHECK_THROWS_AS(QuestionWords::parse("t", "en\topener"), Error);
}

}  // namespace casebook
