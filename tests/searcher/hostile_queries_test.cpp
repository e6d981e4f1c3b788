#include <algorithm>

#include "catch.hpp"
#include "sample_reports.hpp"
#include "small_index.hpp"
#include "temporary_folder.hpp"

namespace casebook {
namespace {

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t count = 0; count < times; ++count)
        all += text;
    return all;
}

std::string numbered_words(const std::string& joint, std::size_t count) {
    std::string all = "leukemia";
    for (std::size_t number = 1; number < count; ++number)
        all += joint + "leukemia" + std::string(1 + number % 20, 'a') + std::to_string(number);
    return all;
}

}  // namespace

TEST_CASE("a query that no one would type is answered, and told about", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", sample_reports());
    const Searcher searcher(folder / "db");
    struct Row {
        const char* why;
        std::string query;
        const char* diagnostic;  ///< none for null
    };
    const std::vector<Row> rows = {
        {"ten thousand words", numbered_words(" ", 10000), "long_query"},
        {"ten thousand alternatives", numbered_words(" OR ", 10000), "long_query"},
        {"ten thousand neighbours", numbered_words(" NEAR/3 ", 10000), "long_query"},
        {"stars", "****", "short_wildcard"},
        {"many stars", repeated("*emia ", 100), "many_wildcards"},
        {"stars between letters", "a*b*c*d*e*f*g*h*i*j*k*", nullptr},
        {"deep nesting", repeated("(", 600) + "leukemia" + repeated(")", 300), "deep_nesting"},
        {"nested fields", repeated("title:", 400) + "leukemia", "unknown_field"},
        {"a phrase of a thousand words", "\"" + repeated("leukemia ", 1000) + "\"", "long_phrase"},
        {"signs", repeated("-", 5000) + "leukemia", "stray_operator"},
        {"one long word", repeated("leukemia", 20000), nullptr},
        {"one long run", repeated("\u767D\u8840\u75C5", 5000), nullptr},
        {"bytes that are no text", repeated("\xFF\xC3(\xE2\x28", 500), nullptr},
        {"NUL bytes", std::string("leuk\0emia \0 \0*", 14), nullptr},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        SearchRequest request;
        request.query = row.query;
        request.explain = true;
        const SearchResult result = searcher.search(request);
        for (const Diagnostic& diagnostic : result.diagnostics) {
            CHECK(diagnostic.begin <= diagnostic.end);
            CHECK(diagnostic.end <= row.query.size());
        }
        if (row.diagnostic == nullptr) continue;
        CHECK(std::any_of(
            result.diagnostics.begin(), result.diagnostics.end(),
            [&](const Diagnostic& diagnostic) { return diagnostic.code == row.diagnostic; }));
    }
    // The thousandth word is still searched for.
    CHECK(ask(searcher, numbered_words(" ", 5000), MatchRule::any).total > 0);
}

TEST_CASE("a word typed twice counts more and is one condition", "[searcher]") {
    const TemporaryFolder folder;
    make_index(folder / "db", sample_reports());
    const Searcher searcher(folder / "db");
    SearchRequest request;
    request.query = "leukemia leukemia relapse";
    request.explain = true;
    const SearchResult result = searcher.search(request);
    REQUIRE(result.explanation->conditions.size() == 2);
    request.query = "leukemia relapse";
    const SearchResult once = searcher.search(request);
    CHECK(result.explanation->conditions[0].idf ==
          Approx(once.explanation->conditions[0].idf * 4 / 3));
    CHECK(result.total == once.total);
}

}  // namespace casebook
