#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "run_process.hpp"
#include "sample_index.hpp"

using namespace casebook::test;
using Json = nlohmann::ordered_json;

namespace {

Outcome search(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "search");
    return run_casebook(on_sample(std::move(arguments)));
}

Json search_json(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--format", "json"});
    return Json::parse(search(std::move(arguments)).out);
}

/// Ids of the first tier.
std::vector<std::string> full_answers(const Json& result) {
    std::vector<std::string> ids;
    for (const Json& hit : result["hits"]) {
        if (!hit["partial"].get<bool>()) {
            ids.push_back(hit["id"]);
        }
    }
    std::ranges::sort(ids);
    return ids;
}

std::vector<std::string> keys(const Json& object) {
    std::vector<std::string> names;
    for (const auto& [name, value] : object.items()) {
        names.push_back(name);
    }
    return names;
}

/// Whether a byte or a mark of `text` could steer a terminal; the escape sequences of `styles` are
/// not counted.
bool steers(std::string text, const std::vector<std::string>& styles) {
    for (const std::string& style : styles) {
        for (auto at = text.find(style); at != std::string::npos; at = text.find(style)) {
            text.erase(at, style.size());
        }
    }
    const bool control = std::ranges::any_of(text, [](char byte) {
        const auto code = static_cast<unsigned char>(byte);
        return (code < 0x20 && byte != '\n') || code == 0x7F;
    });
    return control || text.find("\u202e") != std::string::npos ||
           text.find("\u009b") != std::string::npos;
}

}  // namespace

TEST_CASE("--timeout tells whether the search was ended early", "[cli][search]") {
    CHECK(search_json({"leukemia", "--timeout", "60000"})["timed_out"] == false);
    const Json late = search_json({"leukemia", "--timeout", "0"});
    CHECK(late["timed_out"] == true);
    CHECK(late["hits"].size() <= 10);
}

TEST_CASE("JSON output has the keys of the contract, in its order", "[cli][search][json]") {
    const Json result = search_json({"leukemia", "--facet", "year"});
    CHECK(keys(result) == std::vector<std::string>{"schema", "query", "revision", "read_as",
                                                   "suggestion", "diagnostics", "match",
                                                   "match_required", "total", "took_ms",
                                                   "timed_out", "hits", "facets"});
    REQUIRE_FALSE(result["hits"].empty());
    const Json& hit = result["hits"][0];
    CHECK(keys(hit) == std::vector<std::string>{"rank", "score", "partial", "partial_reason", "id",
                                                "title", "title_inferred", "authors", "journal",
                                                "year", "doi", "languages", "snippets", "facts",
                                                "matched"});
    REQUIRE_FALSE(hit["snippets"].empty());
    CHECK(keys(hit["snippets"][0]) == std::vector<std::string>{"section", "text", "highlights"});
    REQUIRE_FALSE(hit["matched"].empty());
    CHECK(keys(hit["matched"][0]) == std::vector<std::string>{"unit", "kind", "section", "text"});
    REQUIRE_FALSE(result["facets"]["year"].empty());
    CHECK(keys(result["facets"]["year"][0]) ==
          std::vector<std::string>{"value", "label", "count", "broader"});
}

TEST_CASE("JSON lines are the hits of the JSON answer", "[cli][search][json]") {
    const Json whole = search_json({"leukemia"});
    std::istringstream lines(search({"--format", "jsonl", "leukemia"}).out);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
        REQUIRE(count < whole["hits"].size());
        CHECK(Json::parse(line) == whole["hits"][count]);
    }
    CHECK(count == whole["hits"].size());
}

TEST_CASE("a word with a minus leaves reports out, wherever the options stand", "[cli][search]") {
    const std::vector<std::string> without = {"evil-5", "formula-4", "hypo-1", "relapse-2"};
    const std::vector<std::vector<std::string>> command_lines = {
        {"leukemia", "-rituximab", "--top", "50"},
        {"--top", "50", "leukemia", "-rituximab"},
        {"leukemia", "--top=50", "-rituximab"},
        {"-n50", "leukemia", "-rituximab"},
        {"leukemia -rituximab"},
        {"-rituximab leukemia"},
        {"--", "-rituximab", "leukemia"},
        {"--top", "50", "--", "leukemia", "-rituximab"},
    };
    for (const std::vector<std::string>& arguments : command_lines) {
        CAPTURE(arguments);
        CHECK(full_answers(search_json(arguments)) == without);
    }
    CHECK(search_json({"leukemia", "-rituximab"})["query"] == "leukemia -rituximab");
    CHECK(search_json({"--", "leukemia", "--top", "2"})["query"] == "leukemia --top 2");
}

TEST_CASE("the exit status tells whether something was found", "[cli][search]") {
    struct Row {
        const char* why;
        std::vector<std::string> arguments;
        int status;
    };
    const std::vector<Row> rows = {
        {"found", {"asthma"}, 0},
        {"a partial answer is an answer", {"asthma", "zebrafish", "--match", "all"}, 0},
        {"nothing", {"zebrafish"}, 1},
        {"nothing, in JSON", {"zebrafish", "--format", "json"}, 1},
        {"nothing that the filter lets through", {"asthma", "--filter", "year=1900"}, 1},
        {"a quote left open is still answered", {"\"asthma"}, 0},
        {"but not if the query is to be strict", {"\"asthma", "--strict"}, 2},
        {"a good query can be strict", {"asthma", "--strict"}, 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(search(row.arguments).status == row.status);
    }
}

TEST_CASE("a strict search prints nothing but what is wrong", "[cli][search]") {
    for (const std::string format : {"text", "json", "jsonl", "csv"}) {
        CAPTURE(format);
        const Outcome outcome = search({"--strict", "--format", format, "leukemia \"donor"});
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.err.find("    leukemia \"donor\n             ^") != std::string::npos);
    }
}

TEST_CASE("a diagnostic points at its bytes, not its columns", "[cli][search]") {
    const Outcome outcome = search({"\u767d\u8840\u75c5 \"donor"});  // three wide characters
    CHECK(outcome.err.find("    \u767d\u8840\u75c5 \"donor\n           ^") != std::string::npos);
    CHECK(outcome.out.find('^') == std::string::npos);
}

TEST_CASE("a diagnostic of a long query shows the place alone", "[cli][search]") {
    std::string query;
    for (int word = 0; word < 200; ++word) {
        query += "leukemia ";
    }
    std::istringstream lines(search({query + "\"donor"}).err);
    for (std::string line; std::getline(lines, line);) {
        CHECK(line.size() <= 80);
    }
}

TEST_CASE("text output is quiet in a pipe and ends with the count", "[cli][search][text]") {
    const Outcome outcome = search({"--no-synonyms", "rituximab"});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
    CHECK(
        outcome.out.starts_with("1. Leukemia treated with rituximab\n"
                                "   antibody-3 \u00b7 Sample Journal 2001\n"));
    CHECK(outcome.out.find("\n1 report (match: all), ") != std::string::npos);
    CHECK(outcome.out.find('\x1b') == std::string::npos);
}

TEST_CASE("a partial answer is marked with its reason", "[cli][search][text]") {
    const Outcome outcome = search({"asthma", "zebrafish", "--match", "all"});
    CHECK(outcome.out.find("\u00b7 partial: missing\n") != std::string::npos);
    CHECK(outcome.out.find("0 reports (match: all), 1 partial") != std::string::npos);
}

TEST_CASE("facets are printed below the hits with exact counts", "[cli][search][text]") {
    const Outcome outcome = search({"leukemia", "--facet", "journal:1"});
    CHECK(outcome.out.find("\njournal\n       4  Sample Journal\n") != std::string::npos);
}

TEST_CASE("the text of a report cannot steer the terminal", "[cli][search][text]") {
    const std::vector<std::string> styles = {"\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[1;33m"};
    const Outcome piped = search({"backwards"});
    CHECK(piped.out.find("evil-5") != std::string::npos);
    CHECK_FALSE(steers(piped.out, {}));
    const Outcome shown = run_casebook(
        Invocation{.arguments = on_sample({"search", "backwards"}), .out = Sink::terminal});
    CHECK(shown.out.find("evil-5") != std::string::npos);
    CHECK_FALSE(steers(shown.out, styles));
    CHECK_FALSE(steers(run_casebook(on_sample({"show", "evil-5"})).out, {}));
}

TEST_CASE("a terminal gets bold titles, marked words and lines that fit", "[cli][search][text]") {
    const std::vector<std::string> arguments = on_sample({"search", "antithymocyte"});
    const Outcome shown =
        run_casebook(Invocation{.arguments = arguments, .out = Sink::terminal, .columns = 40});
    CHECK(shown.out.find("1. \x1b[1mHypoplastic") != std::string::npos);
    CHECK(shown.out.find("\x1b[1;33mantithymocyte\x1b[0m") != std::string::npos);
    const Outcome plain = run_casebook(Invocation{.arguments = arguments,
                                                  .environment = {"NO_COLOR=1"},
                                                  .out = Sink::terminal,
                                                  .columns = 40});
    CHECK(plain.out.find('\x1b') == std::string::npos);
    std::istringstream lines(plain.out);
    for (std::string line; std::getline(lines, line);) {
        CAPTURE(line);
        CHECK(line.size() <= 44);  // an ellipsis takes three bytes and one column
    }
}

TEST_CASE("CSV is quoted and safe in a spreadsheet", "[cli][search][csv]") {
    const Outcome formula = search({"--format", "csv", "spreadsheet"});
    CHECK(formula.err.empty());
    CHECK(formula.out.starts_with(
        "rank,score,partial,id,title,authors,journal,year,doi,languages\r\n1,"));
    CHECK(formula.out.find(",false,formula-4,'=SUM(A1) is no title for a leukemia report,"
                           "Ada Example; Bo Sample,Sample Journal,2004,,en\r\n") !=
          std::string::npos);
    const Outcome quoted = search({"--format", "csv", "antithymocyte"});
    CHECK(quoted.out.find(",\"Annals of \"\"Made Up\"\", Cases\",2003,") != std::string::npos);
}

TEST_CASE("CSV without an answer is a header alone", "[cli][search][csv]") {
    const Outcome outcome = search({"--format", "csv", "zebrafish"});
    CHECK(outcome.status == 1);
    CHECK(outcome.out == "rank,score,partial,id,title,authors,journal,year,doi,languages\r\n");
}

TEST_CASE("all hits are printed on demand, and pages do not overlap", "[cli][search]") {
    CHECK(full_answers(search_json({"leukemia", "--top", "all"})).size() == 5);
    const Json whole = search_json({"leukemia", "--top", "4"});
    const Json page = search_json({"leukemia", "--top", "2", "--offset", "2"});
    REQUIRE(page["hits"].size() == 2);
    CHECK(page["hits"][0]["id"] == whole["hits"][2]["id"]);
    CHECK(page["hits"][0]["rank"] == 3);
}

TEST_CASE("filters, order and rule reach the search", "[cli][search]") {
    CHECK(
        full_answers(search_json({"leukemia", "--filter", "year=2003", "--filter", "year=1999"})) ==
        std::vector<std::string>{"hypo-1", "relapse-2"});
    CHECK(full_answers(search_json({"leukemia", "--filter", "year=2001..2003"})) ==
          std::vector<std::string>{"antibody-3", "hypo-1"});
    CHECK(search_json({"leukemia", "--sort", "year"})["hits"][0]["id"] == "evil-5");
    CHECK(search_json({"asthma rituximab", "--match", "any"})["total"] == 2);
}

TEST_CASE("an unknown filter or facet is refused, never left out in silence", "[cli][search]") {
    for (const std::string option : {"--filter=flavour=sweet", "--facet=flavour"}) {
        CAPTURE(option);
        const Outcome outcome = search({"leukemia", option});
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.err.starts_with("casebook: "));
        CHECK(outcome.err.find("'flavour'") != std::string::npos);
    }
}

TEST_CASE("words that stand for themselves are not worth a note", "[cli][search]") {
    CHECK(search({"treated"}).err.empty());
    CHECK(search({"--no-synonyms", "leukemia"}).err.empty());
    CHECK(search({"rituximab"}).err == "read as: rituximab \u2192 rituximab (therapy)\n");
}
