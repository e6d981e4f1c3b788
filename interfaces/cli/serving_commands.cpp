#include "serving_commands.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "commands.hpp"
#include "shared_options.hpp"

namespace casebook::cli {
namespace {

/// What bounds a request to the server.
std::vector<OptionSpec> limit_options() {
    return {{.name = "timeout",
             .value_name = "MS",
             .kind = ValueKind::count,
             .default_value = "10000",
             .help = "the longest that one request may take"},
            {.name = "client-timeout",
             .value_name = "MS",
             .kind = ValueKind::count,
             .default_value = "20000",
             .help = "the longest that a client may take to send a request or take an answer"},
            {.name = "max-connections",
             .value_name = "N",
             .kind = ValueKind::count,
             .default_value = "256",
             .help = "connections at once; more are refused"},
            {.name = "max-waiting",
             .value_name = "N",
             .kind = ValueKind::count,
             .default_value = "64",
             .help = "requests that wait for a thread; more are refused"},
            {.name = "max-body",
             .value_name = "SIZE",
             .kind = ValueKind::size,
             .default_value = "4MB",
             .help = "the longest body of a request"},
            {.name = "max-text",
             .value_name = "SIZE",
             .kind = ValueKind::size,
             .default_value = "512kB",
             .help = "the longest text of a report that is analysed"},
            {.name = "max-hits",
             .value_name = "N",
             .kind = ValueKind::count,
             .default_value = "10000",
             .help = "reports in one answer; longer lists (csv, ris, ...) come in parts"}};
}

std::vector<OptionSpec> serve_options() {
    std::vector<OptionSpec> options{
        database_option(),
        {.name = "listen",
         .value_name = "HOST:PORT",
         .kind = ValueKind::text,
         .default_value = "127.0.0.1:8080",
         .help = "the address to answer at",
         .detail = "Port 0 is any that is free. An address that other machines reach wants a "
                   "--token-file."},
        {.name = "token-file",
         .value_name = "FILE",
         .kind = ValueKind::file,
         .help = "answer only who shows the secret on the file's first line",
         .detail = "As 'Authorization: Bearer SECRET'."},
        {.name = "allow-host",
         .value_name = "NAME",
         .kind = ValueKind::text,
         .help = "a name by which the server may be asked for, beside the address's own",
         .repeated = true},
        {.name = "allow-origin",
         .value_name = "ORIGIN",
         .kind = ValueKind::text,
         .help = "a site whose pages may ask, such as https://cases.example.org",
         .repeated = true},
        overlay_option(),
        {.name = "log", .help = "tell each request on standard error, without what it asks"},
        {.name = "log-queries", .help = "the same with addresses and bodies"},
        {.name = "jobs",
         .letter = 'j',
         .value_name = "N",
         .kind = ValueKind::count,
         .default_value = "0",
         .help = "threads that search; 0 for one a processor core"},
        {.name = "page-dir",
         .value_name = "DIR",
         .kind = ValueKind::folder,
         .help = "serve the page's files from there, for who works on it"}};
    std::ranges::move(limit_options(), std::back_inserter(options));
    options.push_back(help_option());
    return options;
}

}  // namespace

CommandSpec serve_command() {
    return {.name = "serve",
            .summary = "answer searches over HTTP, as JSON and as a page",
            .description =
                "Answers at the address, which it prints, until it is interrupted: a page to "
                "search with, and a JSON interface under /api/v1/ (docs/http-api.md; the server "
                "itself describes it at /api/v1/openapi.json). A changed or rebuilt index is seen "
                "with the next request. Only this machine can ask unless --listen says otherwise.",
            .options = serve_options(),
            .examples = {{"casebook serve --db cases.db", "and open http://127.0.0.1:8080/"},
                         {"curl 'http://127.0.0.1:8080/api/v1/search?q=aplastic+anemia'",
                          "ask it from a shell"}},
            .run = run_serve};
}

CommandSpec mcp_command() {
    OptionSpec timeout = timeout_option();
    timeout.default_value = "10000";
    timeout.help = "end each search after so many milliseconds with what it has";
    timeout.detail = "The answer then says that it was stopped early.";
    OptionSpec overlay = overlay_option();
    overlay.help = "more synonyms, for every search; may be given again";
    return {
        .name = "mcp",
        .summary = "serve an assistant over standard input and output",
        .description =
            "Speaks the Model Context Protocol, for programs such as desktop assistants that start "
            "it themselves: JSON-RPC, a message a line on standard input and output, talk on "
            "standard error. Its tools search the index, read a report, find similar cases, count "
            "facets, annotate a text and look up a term. It changes nothing and reaches no "
            "network. It ends when standard input does.",
        .options = {database_option(),
                    overlay,
                    {.name = "max-bytes",
                     .value_name = "N",
                     .kind = ValueKind::count,
                     .default_value = "60000",
                     .help = "an answer stays under so many bytes, from 4000 to 1000000",
                     .detail = "What does not fit is cut at the end of its list, and the answer "
                               "tells how to get it. A call may ask for another number."},
                    timeout,
                    help_option()},
        .examples = {{"casebook mcp --db cases.db", "what an assistant is told to start"}},
        .run = run_mcp};
}

}  // namespace casebook::cli
