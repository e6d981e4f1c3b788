#include <string>
#include <vector>

#include "catch.hpp"
#include "run_process.hpp"
#include "sample_index.hpp"

using namespace casebook::test;

namespace {

struct UsageRow {
    const char* why;
    std::vector<std::string> arguments;
    const char* error;
};

void check_usage_errors(const std::vector<UsageRow>& rows) {
    for (const UsageRow& row : rows) {
        CAPTURE(row.why);
        const Outcome outcome = run_casebook(row.arguments);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.err == row.error);
    }
}

}  // namespace

TEST_CASE("a command line that says nothing to do is an error with a hint", "[cli][usage]") {
    check_usage_errors({
        {"no command", {}, "casebook: no command given\nTry 'casebook help'.\n"},
        {"no such command",
         {"serach"},
         "casebook: there is no command 'serach'\nTry 'casebook help'.\n"},
        {"an option before the command",
         {"--db", "x"},
         "casebook: options stand after the command: '--db'\nTry 'casebook help'.\n"},
        {"no such option",
         {"search", "a", "--colour"},
         "casebook: unknown option '--colour'\nTry 'casebook help search'.\n"},
        {"no words", {"search"}, "casebook: QUERY is missing\nTry 'casebook help search'.\n"},
        {"too many words",
         {"show", "a", "b"},
         "casebook: one word too many: 'b'\nTry 'casebook help show'.\n"},
        {"a required option left out",
         {"run"},
         "casebook: --topics is missing\nTry 'casebook help run'.\n"},
        {"a query that begins with '-'",
         {"search", "-rituximab"},
         "casebook: unknown option '-rituximab'; a query that begins with '-' stands after '--'\n"
         "Try 'casebook help search'.\n"},
        {"what steers a terminal is made visible",
         {"\x1b[31mred\n"},
         "casebook: there is no command '\\x1b[31mred\\n'\nTry 'casebook help'.\n"},
    });
}

TEST_CASE("a value that an option cannot take is an error that names what it can", "[cli][usage]") {
    check_usage_errors({
        {"an option without its value",
         {"search", "a", "--format"},
         "casebook: --format wants a value: FORMAT\nTry 'casebook help search'.\n"},
        {"a value that is none of the choices",
         {"search", "a", "--sort=size"},
         "casebook: --sort wants one of relevance, year, not 'size'\nTry 'casebook help "
         "search'.\n"},
        {"no number",
         {"search", "a", "--top", "-1"},
         "casebook: --top wants a number or 'all', not '-1'\nTry 'casebook help search'.\n"},
        {"a number too large",
         {"search", "a", "--top", "99999999999999999999"},
         "casebook: --top wants a number or 'all', not '99999999999999999999'\n"
         "Try 'casebook help search'.\n"},
        {"no size",
         {"index", "--max-record", "12q", "x"},
         "casebook: --max-record wants a size such as 64MB, not '12q'\nTry 'casebook help "
         "index'.\n"},
        {"a value for a switch",
         {"search", "--strict=no", "a"},
         "casebook: --strict takes no value\nTry 'casebook help search'.\n"},
        {"a filter without a value",
         {"search", "a", "--filter", "year"},
         "casebook: --filter wants FIELD=VALUE, not 'year'\nTry 'casebook help search'.\n"},
        {"a facet with a bad number",
         {"search", "a", "--facet", "year:many"},
         "casebook: --facet wants FIELD or FIELD:N, not 'year:many'\n"
         "Try 'casebook help search'.\n"},
        {"a facet where none can be shown",
         {"search", "a", "--facet", "year", "-f", "csv"},
         "casebook: --facet has no place in csv; use text or json\nTry 'casebook help search'.\n"},
    });
}

TEST_CASE("a size takes the usual units", "[cli][usage]") {
    const TemporaryFolder folder;
    const std::string line = R"({"id":"a","title":"Short","text":"A short report of a cold."})";
    const std::string file = folder.write("a.jsonl", line + "\n");
    for (const std::string size : {"65536", "64k", "64KB", "64KiB", "1MB", "1m", "1g", "1GB"}) {
        CAPTURE(size);
        CHECK(run_casebook({"annotate", "--max-record", size, file}).status == 0);
    }
    for (const std::string size : {"", "k", "1x", "1kk", "-1", "1.5m", "99999999999999g"}) {
        CAPTURE(size);
        CHECK(run_casebook({"annotate", "--max-record=" + size, file}).status == 2);
    }
    CHECK(run_casebook({"annotate", "--max-record", "10", file}).status == 1);
}

TEST_CASE("every command names the index that is not there", "[cli][usage]") {
    const TemporaryFolder folder;
    const std::string missing = folder.path("missing.db");
    const std::string topics = folder.write("topics.tsv", "q1\tleukemia\n");
    const std::vector<std::vector<std::string>> commands = {{"search", "leukemia"},
                                                            {"show", "x"},
                                                            {"stats"},
                                                            {"check"},
                                                            {"delete", "x"},
                                                            {"compact"},
                                                            {"run", "--topics", topics}};
    for (std::vector<std::string> arguments : commands) {
        CAPTURE(arguments.front());
        arguments.insert(arguments.end(), {"--db", missing});
        const Outcome outcome = run_casebook(arguments);
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.err.starts_with("casebook: "));
        CHECK(outcome.err.find(missing) != std::string::npos);
        CHECK_FALSE(std::filesystem::exists(missing));
    }
}

TEST_CASE("the environment names the index, and the option overrules it", "[cli][usage]") {
    const Outcome found = run_casebook(Invocation{
        .arguments = {"search", "asthma"}, .environment = {"CASEBOOK_DB=" + sample_index()}});
    CHECK(found.status == 0);
    const Outcome overruled = run_casebook(Invocation{.arguments = on_sample({"search", "asthma"}),
                                                      .environment = {"CASEBOOK_DB=/nowhere"}});
    CHECK(overruled.status == 0);
    const Outcome empty = run_casebook(
        Invocation{.arguments = {"search", "asthma"}, .environment = {"CASEBOOK_DB="}});
    CHECK(empty.status == 2);
    CHECK(empty.err.find("casebook.db") != std::string::npos);
}

TEST_CASE("a reader that goes away is no error", "[cli][output]") {
    const Outcome outcome =
        run_casebook(Invocation{.arguments = {"help", "search"}, .out = Sink::closed_pipe});
    CHECK(outcome.status == 0);
    CHECK(outcome.err.empty());
}

TEST_CASE("output that cannot be written is an error", "[cli][output]") {
    for (const Sink sink : {Sink::full_disk, Sink::closed}) {
        for (const std::vector<std::string>& arguments :
             {std::vector<std::string>{"help"}, on_sample({"search", "leukemia"}),
              on_sample({"show", "hypo-1"}), on_sample({"stats"})}) {
            CAPTURE(arguments.front(), sink == Sink::closed);
            const Outcome outcome = run_casebook(Invocation{.arguments = arguments, .out = sink});
            CHECK(outcome.status == 2);
            CHECK(outcome.err.find("casebook: cannot write to standard output") !=
                  std::string::npos);
        }
    }
}

TEST_CASE("an index is safe from standard streams that are closed", "[cli][output]") {
    const TemporaryFolder folder;
    const std::string file = folder.write("reports.jsonl", sample_reports());
    const std::string index = folder.path("index.db");
    const Outcome outcome = run_casebook(Invocation{
        .arguments = {"index", "--db", index, file}, .out = Sink::closed, .err = Sink::closed});
    CHECK(outcome.status == 0);
    CHECK(run_casebook({"check", "--db", index}).status == 0);
}
