#include "command_table.hpp"

#include <algorithm>
#include <string>

#include "casebook/schema.hpp"
#include "commands.hpp"
#include "evaluation_commands.hpp"
#include "search_output.hpp"
#include "serving_commands.hpp"
#include "shared_options.hpp"

namespace casebook::cli {
namespace {

OptionSpec index_thesaurus_option() {
    OptionSpec option = thesaurus_option(
        "whose concepts a new index's reports are read for; may be given again",
        "A file that 'thesaurus import' made, taken as it is; or vocabularies in any form that it "
        "reads, merged with the built-in thesaurus. An index keeps the one that it was made with "
        "and reads with it whatever is added later.");
    option.repeated = true;
    return option;
}

CommandSpec index_command() {
    return {
        .name = "index",
        .summary = "make reports searchable",
        .word_kind = WordKind::path,
        .words = "PATH...",
        .min_words = 1,
        .max_words = kAnyNumber,
        .description =
            "Reads every report in the files, folders and archives named ('-' is standard input) "
            "into the index, which is made if it is not there. A report whose id the index holds "
            "replaces "
            "that one; unchanged reports are passed over. Records that cannot be read are named on "
            "standard error and counted, and the rest goes on. A run that is stopped at any moment "
            "leaves an index that works.",
        .options = {database_option(),
                    {.name = "jobs",
                     .letter = 'j',
                     .value_name = "N",
                     .kind = ValueKind::count,
                     .default_value = "0",
                     .help = "threads that work; 0 for one a processor core"},
                    index_thesaurus_option(),
                    input_format_option("format"),
                    {.name = "ignore",
                     .value_name = "PATTERN",
                     .kind = ValueKind::text,
                     .help = "pass over files and folders whose names fit",
                     .detail = "As a line of a .casebookignore, which a folder may hold: what "
                               "gitignore's patterns mean.",
                     .repeated = true},
                    {.name = "sync",
                     .help = "make the index follow its files",
                     .detail = "Files that have not changed since they were indexed are passed "
                               "over; reports whose file is gone, or that a changed file holds no "
                               "more, are removed."},
                    record_limit_option(),
                    {.name = "positions",
                     .value_name = "STORE",
                     .kind = ValueKind::choice,
                     .choices = {"own", "xapian"},
                     .default_value = "own",
                     .help = "how a new index keeps the places of words",
                     .detail =
                         "own is smaller and faster; xapian is what Xapian's remote servers can "
                         "check phrases with. An index keeps what it was made with."},
                    wait_option(),
                    {.name = "timing", .help = "tell the seconds that each stage took"},
                    help_option()},
        .exit_one = "some records were rejected; the others are indexed",
        .examples = {{"casebook index reports/", "index a folder"},
                     {"casebook index --sync reports/", "later, what has changed in it"},
                     {"zcat cases.jsonl.gz | casebook index -",
                      "index what another program prints"}},
        .run = run_index};
}

std::string_view query_description() {
    static const std::string description =
        "Prints the reports that answer the query, best first. The words of QUERY are joined with "
        "spaces, so that quotes of the query's own must be kept from the shell: "
        "casebook search '\"donor lymphocyte infusion\" leukemia'."
        "\n\n"
        "In a query: \"words in quotes\" stand side by side; -word and NOT leave reports out; AND, "
        "OR and ( ) combine; =word is taken as typed; a field's name before a word, a phrase or a "
        "parenthesis looks in that field alone (" +
        field_list(false) +
        "); year:1999..2004 is a range. What cannot be understood is searched for as words and "
        "pointed at on standard error."
        "\n\n"
        "A word of the query that begins with '-' is query text unless it is an option of this "
        "command: 'casebook search leukemia -rituximab' leaves out rituximab. If it is the first "
        "word, or looks like an option, put '--' before the query: 'casebook search -- -rituximab "
        "leukemia'.";
    return description;
}

CommandSpec search_command() {
    return {
        .name = "search",
        .summary = "find reports",
        .word_kind = WordKind::query,
        .words = "QUERY...",
        .min_words = 1,
        .max_words = kAnyNumber,
        .description = query_description(),
        .options =
            {database_option(),
             top_option("all prints every full answer, and no partial ones."),
             offset_option(),
             filter_option(),
             facet_option(),
             facet_sort_option(),
             facet_match_option(),
             sort_option(),
             boolean_option(),
             {.name = "explain",
              .help = "say how the query was compiled and what each score is made of",
              .detail = "In text below each hit and before the summary, in JSON as explanation and "
                        "score_parts."},
             match_option("auto"),
             fast_option(),
             timeout_option(),
             no_synonyms_option(),
             overlay_option(),
             {.name = "vector",
              .value_name = "FILE|-",
              .kind = ValueKind::file,
              .help = "the query as a vector, too: its nearest reports join the answer",
              .detail =
                  "A JSON array of numbers, '-' for standard input, made by the model that made "
                  "the reports' embeddings. The ranking by words and that by nearness become one "
                  "(reciprocal rank fusion). '' as QUERY asks with the vector alone."},
             {.name = "fusion-depth",
              .value_name = "N",
              .kind = ValueKind::count,
              .default_value = "100",
              .help = "how many nearest reports a vector brings"},
             {.name = "fusion-k",
              .value_name = "K",
              .kind = ValueKind::text,
              .default_value = "60",
              .help = "what is added to each rank in the fusion with a vector"},
             {.name = "strict", .help = "a query that is not well formed is an error"},
             {.name = "record",
              .value_name = "FILE",
              .kind = ValueKind::file,
              .help = "keep how the search was run, for a methods section",
              .detail =
                  "JSON: the query and how it was read, filters, rule, date, versions, what the "
                  "index held, and the reports that each step leaves."},
             answer_format_option(),
             help_option()},
        .exit_one = "no report was found",
        .examples = {{"casebook search ATG hypoplastic leukemia", "reports with all three"},
                     {"casebook search --filter year=1999..2004 --facet journal remission",
                      "in some years, with counts by journal"},
                     {"casebook search --filter therapy=ATG --facet outcome ''",
                      "no words: every report that the filters let through"},
                     {"casebook search --format csv --top all leukemia > cases.csv",
                      "every answer, for a spreadsheet"},
                     {"casebook search --format ris --top all --record search.json leukemia",
                      "every answer, for a reference manager"}},
        .run = run_search};
}

CommandSpec similar_command() {
    return {
        .name = "similar",
        .summary = "find reports like one",
        .word_kind = WordKind::id,
        .words = "[ID|-]",
        .max_words = 1,
        .description =
            "Prints the reports most like the one of the index with that id, best first; or, with "
            "--file, like the first report of a file; or, with '-', like a report on standard "
            "input, such as a case pasted as text. The report itself is left out. It asks with the "
            "words that tell most of it: frequent there, rare elsewhere; what two languages share "
            "of a word counts across them.",
        .options = {database_option(),
                    {.name = "file",
                     .value_name = "FILE",
                     .kind = ValueKind::file,
                     .help = "the report to compare with, in any form that 'index' reads"},
                    top_option("all prints every report that shares a telling word."),
                    offset_option(),
                    filter_option(),
                    facet_option(),
                    facet_sort_option(),
                    facet_match_option(),
                    sort_option(),
                    timeout_option(),
                    answer_format_option(),
                    input_format_option("input-format"),
                    record_limit_option(),
                    help_option()},
        .exit_one = "no report is like it, or the index has no report with that id",
        .examples = {{"casebook similar sample-en-01", "reports like one of the index"},
                     {"casebook similar --file new-case.txt --top 5", "reports like a new one"},
                     {"xclip -o | casebook similar -", "reports like a pasted one"}},
        .run = run_similar};
}

CommandSpec suggest_command() {
    return {
        .name = "suggest",
        .summary = "complete what was typed of a query",
        .word_kind = WordKind::query,
        .words = "PREFIX...",
        .min_words = 1,
        .max_words = kAnyNumber,
        .description =
            "Prints how the words could go on, with the number of reports: the last word completed "
            "from the words of the index, first with those that follow the word before it in "
            "reports, then the most frequent; then concepts that reports tell of, by a name "
            "that begins so, with the preferred one in parentheses; then titles that begin with "
            "the words or hold them "
            "in their order. Accents do not matter; abbreviations are completed "
            "in the case typed. 'PREFIX ' with a space at its end looks for titles only.",
        .options = {database_option(),
                    {.name = "top",
                     .letter = 'n',
                     .value_name = "N",
                     .kind = ValueKind::count,
                     .default_value = "10",
                     .help = "completions to print"},
                    format_option({"text", "json"}, "how the completions are printed"),
                    help_option()},
        .exit_one = "nothing in the index begins so",
        .examples = {{"casebook suggest anem", "words and titles that begin so"},
                     {"casebook suggest --top 5 aplastic an", "the last word is completed"}},
        .run = run_suggest};
}

CommandSpec show_command() {
    return {
        .name = "show",
        .summary = "print one report",
        .word_kind = WordKind::id,
        .words = "ID",
        .min_words = 1,
        .max_words = 1,
        .description =
            "Prints the report with that id as the index holds it. As text it leaves "
            "out what the publisher's page put around the report.",
        .options = {database_option(), format_option({"text", "json"}, "how the report is printed"),
                    help_option()},
        .exit_one = "the index has no report with that id",
        .run = run_show};
}

CommandSpec annotate_command() {
    return {.name = "annotate",
            .summary = "print what the analysis finds in reports",
            .word_kind = WordKind::path,
            .words = "[PATH...]",
            .max_words = kAnyNumber,
            .description =
                "Reads reports as 'casebook index' does, from standard input if no file "
                "is named, and prints one JSON object a report: its sections with their "
                "languages, abbreviations, concepts and facts. Nothing is indexed.",
            .options = {format_option({"json", "jsonl"}, "indented, or an object a line"),
                        thesaurus_option("a compiled thesaurus in place of the built-in one", {}),
                        input_format_option("input-format"), record_limit_option(), help_option()},
            .exit_one = "some records were rejected",
            .run = run_annotate};
}

CommandSpec stats_command() {
    return {
        .name = "stats",
        .summary = "tell what an index holds",
        .description =
            "Prints how many reports, in which languages, the size on disk and the "
            "rules that the index was made by.",
        .options = {database_option(),
                    format_option({"text", "json"}, "how the figures are printed"), help_option()},
        .run = run_stats};
}

CommandSpec check_command() {
    return {
        .name = "check",
        .summary = "read a whole index and report damage",
        .description =
            "Reads every table and every report of the index and prints a line for "
            "each thing that is wrong.",
        .options = {database_option(),
                    format_option({"text", "json"}, "how the findings are printed"), help_option()},
        .exit_one = "the index is damaged",
        .run = run_check};
}

CommandSpec delete_command() {
    return {.name = "delete",
            .summary = "take reports out of an index",
            .word_kind = WordKind::id,
            .words = "ID...",
            .min_words = 1,
            .max_words = kAnyNumber,
            .description = "Removes the reports with those ids, all together or none.",
            .options = {database_option(), wait_option(), help_option()},
            .exit_one = "the index has no report with some of the ids; the others are removed",
            .run = run_delete};
}

CommandSpec compact_command() {
    return {.name = "compact",
            .summary = "give back the space that changes left",
            .description =
                "Rewrites the index without the space that deleted and replaced reports "
                "left, and puts the new one in the old one's place at once: searches go "
                "on meanwhile.",
            .options = {database_option(), wait_option(), help_option()},
            .run = run_compact};
}

std::vector<OptionSpec> thesaurus_options() {
    return {thesaurus_option("a compiled thesaurus to ask instead of the built-in one", {}),
            {.name = "output",
             .letter = 'o',
             .value_name = "FILE",
             .kind = ValueKind::file,
             .help = "the thesaurus to make"},
            {.name = "alone", .help = "leave the built-in thesaurus out of what is made"},
            {.name = "dry-run", .help = "read and merge, and make nothing"},
            {.name = "format",
             .letter = 'f',
             .value_name = "[FILE=]FORMAT",
             .kind = ValueKind::text,
             .help = "how an answer is printed; what a file is, if its content does not tell",
             .detail = "Of an answer text or json; of a file obo, mesh-xml, mesh-ascii, "
                       "umls-rrf, skos, synonyms, babelon or "
                       "casebook-tsv.",
             .repeated = true},
            {.name = "type",
             .value_name = "[FILE=]TYPE",
             .kind = ValueKind::text,
             .help = "what all concepts of a file are",
             .detail = "therapy, diagnosis, finding, procedure, outcome, organism, gene, "
                       "substance, anatomy or other. Without it ids, branches and semantic "
                       "types tell.",
             .repeated = true},
            {.name = "names-in",
             .value_name = "[FILE=]LANGUAGE",
             .kind = ValueKind::text,
             .help = "the language of names that tell none; en if not given",
             .repeated = true},
            {.name = "language",
             .value_name = "LANGUAGE",
             .kind = ValueKind::text,
             .help = "keep names in this language only; may be given again",
             .repeated = true},
            {.name = "scope",
             .value_name = "SCOPE",
             .kind = ValueKind::choice,
             .choices = {"narrow", "broad", "related"},
             .help = "synonyms that expand beside the exact ones; may be given again",
             .repeated = true},
            {.name = "umls-source",
             .value_name = "SAB",
             .kind = ValueKind::text,
             .help = "keep this source of a UMLS folder only; may be given again",
             .repeated = true},
            {.name = "approved", .help = "leave out translations that are candidates"},
            {.name = "problems",
             .value_name = "FILE",
             .kind = ValueKind::file,
             .help = "write every problem there, a line each"},
            help_option()};
}

CommandSpec thesaurus_command() {
    return {
        .name = "thesaurus",
        .summary = "look into the thesaurus, or bring in vocabularies of your own",
        .word_kind = WordKind::path,
        .words = "lookup TERM... | import FILE... | stats",
        .min_words = 1,
        .max_words = kAnyNumber,
        .description =
            "'lookup' prints each concept that the term means, read as a query is: in any language "
            "of the thesaurus, whatever its spelling, inflection and order of words. The id of a "
            "concept will do too. 'stats' tells how much the thesaurus holds. Both take --format "
            "text or json.\n\n"
            "'import' reads vocabularies in any of the forms OBO, MeSH XML and ASCII, "
            "UMLS RRF (the folder), SKOS, Solr or Elasticsearch synonyms, babelon translations and "
            "casebook's own tables, told by their content, merges them with the built-in thesaurus "
            "(unless --alone is given) and compiles the result, for 'index --thesaurus'. "
            "Concepts of several files become one by their ids, by cross references that lead both "
            "ways to one concept alone, or by a name that nothing else bears; what is ambiguous "
            "stays apart. Only exact synonyms expand. What could not be used is told with file and "
            "line, and how much of each vocabulary was left out, and why."
            "\n\n"
            "--format, --type and --names-in take FILE=VALUE for one file, or a VALUE for all.",
        .options = thesaurus_options(),
        .exit_one = "the term means no concept, or some of the input could not be used",
        .examples = {{"casebook thesaurus lookup ATG", "what the abbreviation stands for"},
                     {"casebook thesaurus lookup aplastic anaemia --format json",
                      "the same for a program"},
                     {"casebook thesaurus import --dry-run doid.obo hp-ja.babelon.tsv",
                      "what would come of two files"},
                     {"casebook thesaurus import -o mine.thesaurus --type own.txt=therapy own.txt",
                      "a file whose names are all therapies"}},
        .run = run_thesaurus};
}

CommandSpec help_command() {
    return {.name = "help",
            .summary = "explain the program or one command",
            .word_kind = WordKind::command,
            .words = "[COMMAND]",
            .max_words = 1,
            .options = {{.name = "man", .help = "print the manual page casebook(1), as roff"},
                        {.name = "completion",
                         .value_name = "SHELL",
                         .kind = ValueKind::choice,
                         .choices = {"bash", "zsh", "fish"},
                         .help = "print the shell's completion script"},
                        help_option()},
            .examples = {{"casebook help search", "how to search"},
                         {"casebook help --man | man -l -", "read the manual"},
                         {"source <(casebook help --completion bash)", "complete in this shell"}},
            .run = run_help};
}

CommandSpec version_command() {
    return {.name = "version",
            .summary = "print the version and the licence",
            .options = {help_option()},
            .run = run_version};
}

}  // namespace

const std::vector<CommandSpec>& command_table() {
    static const std::vector<CommandSpec> table = {
        index_command(),     search_command(),   similar_command(), suggest_command(),
        show_command(),      annotate_command(), stats_command(),   check_command(),
        delete_command(),    compact_command(),  run_command(),     evaluate_command(),
        thesaurus_command(), serve_command(),    mcp_command(),     help_command(),
        version_command()};
    return table;
}

const CommandSpec* find_command(std::string_view name) {
    const auto& table = command_table();
    const auto found = std::ranges::find(table, name, &CommandSpec::name);
    return found == table.end() ? nullptr : &*found;
}

}  // namespace casebook::cli
