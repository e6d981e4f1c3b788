#include "evaluation_commands.hpp"

#include "commands.hpp"
#include "shared_options.hpp"

namespace casebook::cli {

CommandSpec run_command() {
    return {
        .name = "run",
        .summary = "answer a file of queries, for evaluation",
        .description =
            "Reads one query a line, its id before a tab, and prints the ranking of each in TREC's "
            "form: query, Q0, report, rank, score, tag. White space in an id is percent-encoded. "
            "Scores fall strictly with the rank, also as single-precision numbers, so that every "
            "evaluation program sees this order.",
        .options = {database_option(),
                    {.name = "topics",
                     .value_name = "FILE",
                     .kind = ValueKind::file,
                     .help = "the queries, id<TAB>text a line; - for standard input",
                     .required = true},
                    {.name = "top",
                     .letter = 'n',
                     .value_name = "N|all",
                     .kind = ValueKind::count_or_all,
                     .default_value = "1000",
                     .help = "reports for each query"},
                    match_option("any"),
                    fast_option(),
                    no_synonyms_option(),
                    overlay_option(),
                    filter_option(),
                    {.name = "drop-same-language",
                     .help = "leave out reports in the query's own language",
                     .detail =
                         "For sets made across languages: an id that ends with the same _en, "
                         "_fr, ... as the query's is left out, and the next takes its place."},
                    {.name = "tag",
                     .value_name = "NAME",
                     .kind = ValueKind::text,
                     .default_value = "casebook",
                     .help = "the name of the run"},
                    help_option()},
        .examples = {{"casebook run --topics queries.tsv > first.run", "make a run"},
                     {"casebook evaluate --qrels qrels.txt first.run", "and measure it"}},
        .run = run_topics};
}

CommandSpec evaluate_command() {
    return {.name = "evaluate",
            .summary = "measure runs against judgements",
            .word_kind = WordKind::path,
            .words = "RUN...",
            .min_words = 1,
            .max_words = kAnyNumber,
            .description =
                "Prints nDCG@10, average precision, reciprocal rank, recall@100 and precision@10 "
                "of each run, as trec_eval computes them, averaged over the judged queries. Each "
                "further run is compared with the first: the difference, its 95 % interval "
                "(bootstrap) and p (Fisher's randomization test).",
            .options = {{.name = "qrels",
                         .value_name = "FILE",
                         .kind = ValueKind::file,
                         .help = "the judgements, in TREC's form: query 0 report grade",
                         .required = true},
                        format_option({"text", "json"}, "how the figures are printed"),
                        {.name = "per-query", .help = "also the figures of every query"},
                        help_option()},
            .run = run_evaluate};
}

}  // namespace casebook::cli
