#include "shared_options.hpp"

#include "casebook/report_reader.hpp"
#include "casebook/schema.hpp"
#include "search_output.hpp"

namespace casebook::cli {

OptionSpec help_option() {
    return {.name = "help", .letter = 'h', .help = "show how the command is used"};
}

OptionSpec database_option() {
    return {.name = "db",
            .value_name = "DIR",
            .kind = ValueKind::folder,
            .default_value = "casebook.db",
            .environment = "CASEBOOK_DB",
            .help = "the index",
            .detail =
                "A folder made by 'casebook index', or, for reading only, a Xapian stub file "
                "that names several."};
}

OptionSpec wait_option() {
    return {.name = "wait",
            .value_name = "SECONDS",
            .kind = ValueKind::count,
            .default_value = "0",
            .help = "how long to wait while another process writes to the index"};
}

OptionSpec overlay_option() {
    return {.name = "overlay",
            .value_name = "FILE",
            .kind = ValueKind::file,
            .help = "more synonyms, for this search; may be given again",
            .detail =
                "A vocabulary in any form that 'thesaurus import' reads, such as Solr's "
                "synonyms, or what it made of one with --alone. No report is indexed again: "
                "the names are looked for as words, and lead to the concepts of the index's "
                "thesaurus that bear one of them.",
            .repeated = true};
}

OptionSpec thesaurus_option(std::string_view help, std::string_view detail) {
    return {.name = "thesaurus",
            .value_name = "FILE",
            .kind = ValueKind::file,
            .help = help,
            .detail = detail};
}

OptionSpec format_option(std::vector<std::string_view> formats, std::string_view help,
                         std::string_view detail) {
    const std::string_view usual = formats.front();
    return {.name = "format",
            .letter = 'f',
            .value_name = "FORMAT",
            .kind = ValueKind::choice,
            .choices = std::move(formats),
            .default_value = usual,
            .help = help,
            .detail = detail};
}

/// The fields of the index that a query can name, and those that a filter can, as the schema has
/// them: "author, id, doi".
std::string field_list(bool for_filters) {
    std::string list;
    for (const TermClassRow& row : kTermClasses) {
        if (row.query_field.empty() || (for_filters && row.is_ranked)) {
            continue;
        }
        const bool whole = for_filters || row.query_field.find(':') != std::string_view::npos;
        list += (list.empty() ? "" : ", ") + std::string(row.query_field) + (whole ? "" : ":");
    }
    return list;
}

OptionSpec filter_option() {
    static const std::string detail =
        "Fields: " + field_list(true) +
        ". A range is written year=1999..2004. Values of one field are alternatives, different "
        "fields must all hold.";
    return {.name = "filter",
            .value_name = "FIELD=VALUE",
            .kind = ValueKind::text,
            .help = "only reports whose field has the value",
            .detail = detail,
            .repeated = true};
}

OptionSpec no_synonyms_option() {
    return {.name = "no-synonyms",
            .help = "look for the words alone, not for what they name",
            .detail =
                "Words that name a concept of the thesaurus are else also held by its other names "
                "in every language, by narrower concepts and by regimens that include it. "
                "'=word' does the same for one word."};
}

OptionSpec fast_option() {
    return {.name = "fast",
            .help =
                "rank in one pass: look neither for what resembles the best answers nor for "
                "misspelt words"};
}

OptionSpec timeout_option() {
    return {.name = "timeout",
            .value_name = "MS",
            .kind = ValueKind::count,
            .help = "end the search after so many milliseconds with what it has",
            .detail =
                "Counted from when the index is open. The answer says that it was stopped "
                "early; snippets and facets that there was no time for are left out."};
}

OptionSpec boolean_option() {
    return {
        .name = "boolean",
        .help = "the exact set of reports that the operators tell, all of them",
        .detail =
            "For a systematic review: words side by side must all hold, nothing is relaxed, "
            "corrected or guessed from other languages, there are no partial hits, and --top is "
            "all unless it is given."};
}

OptionSpec match_option(std::string_view usual) {
    return {.name = "match",
            .value_name = "RULE",
            .kind = ValueKind::choice,
            .choices = {"auto", "all", "most", "any"},
            .default_value = usual,
            .help = "how much of the query a full answer holds",
            .detail =
                "all: every word; most: words with three quarters of the query's weight; any: "
                "one of them; auto: all for up to six words, most if no report holds all or "
                "the query is longer. Reports that hold less follow, marked as partial. "
                "Operators in the query are obeyed as written."};
}

OptionSpec record_limit_option() {
    return {.name = "max-record",
            .value_name = "SIZE",
            .kind = ValueKind::size,
            .default_value = "64MB",
            .help = "reject longer records",
            .detail = "Bytes, or with k, M or G (powers of 1024) after the number."};
}

OptionSpec input_format_option(std::string_view name) {
    return {
        .name = name,
        .value_name = "FORMAT",
        .kind = ValueKind::choice,
        .choices = input_format_names(),
        .default_value = "detect",
        .help = "what the input is",
        .detail =
            "detect: told from each file's content; jsonl: JSON, one object a line or all in an "
            "array; jats, pubmed: XML of articles, of citations; nbib, ris: citations; html: "
            "a publisher's page; page: the same saved as text; pdf, docx; csv, tsv: a table "
            "with a header; text: plain text, the title first. Archives and compressed files "
            "are looked into whatever the format."};
}

OptionSpec top_option(std::string_view detail) {
    return {.name = "top",
            .letter = 'n',
            .value_name = "N|all",
            .kind = ValueKind::count_or_all,
            .default_value = "10",
            .help = "reports to print",
            .detail = detail};
}

OptionSpec offset_option() {
    return {.name = "offset",
            .value_name = "N",
            .kind = ValueKind::count,
            .default_value = "0",
            .help = "reports to pass over first"};
}

OptionSpec facet_option() {
    return {.name = "facet",
            .value_name = "FIELD[:N]",
            .kind = ValueKind::text,
            .help = "count the values of a field, the N (10) most frequent, or all",
            .detail =
                "Counts are exact: of all full answers, with the field's own filter left out. A "
                "therapy or diagnosis counts for what is broader, too.",
            .repeated = true};
}

OptionSpec facet_sort_option() {
    return {.name = "facet-sort",
            .value_name = "ORDER",
            .kind = ValueKind::choice,
            .choices = {"count", "label"},
            .default_value = "count",
            .help = "the order of facets' values"};
}

OptionSpec facet_match_option() {
    return {.name = "facet-match",
            .value_name = "TEXT",
            .kind = ValueKind::text,
            .help = "only facets' values whose label, or a name of the concept, holds the text"};
}

OptionSpec sort_option() {
    return {.name = "sort",
            .value_name = "ORDER",
            .kind = ValueKind::choice,
            .choices = {"relevance", "year"},
            .default_value = "relevance",
            .help = "best first, or newest first"};
}

OptionSpec answer_format_option() {
    return format_option(
        {kAnswerFormats.begin(), kAnswerFormats.end()}, "how the answer is printed",
        "json: one object with all that is known; jsonl: an object a report; csv: a row a "
        "report (RFC 4180); ris and bibtex: references for a reference manager, partial "
        "answers marked in a note. In csv a cell that a spreadsheet would take for a formula "
        "(it begins with =, +, - or @) gets an apostrophe in front.");
}

}  // namespace casebook::cli
