#include "answer_schemas.hpp"
#include "hit_text.hpp"
#include "request_schemas.hpp"
#include "search_call.hpp"
#include "tool.hpp"

namespace casebook::mcp {
namespace {

Json usual_fields() {
    return {"therapy", "diagnosis", "outcome", "age_group", "sex", "language", "year"};
}

/// The arguments of a search that gives no hits, and what is counted.
Json search_arguments(const Json& arguments) {
    Json search = {{"query", arguments.value("query", "")},
                   {"filters", arguments.value("filters", Json::array())},
                   {"match", arguments.value("match", "auto")},
                   {"synonyms", arguments.value("synonyms", true)},
                   {"top", 0},
                   {"snippets", false},
                   {"facets", Json::array()}};
    for (const Json& field : arguments.value("fields", usual_fields()))
        search["facets"].push_back({{"field", field},
                                    {"limit", arguments.value("limit", std::size_t{10})},
                                    {"order", arguments.value("order", "count")},
                                    {"matching", arguments.value("matching", "")}});
    return search;
}

ToolAnswer run_facets(const Library& library, const Json& arguments, const CallLimits& limits) {
    const AnswerBudget budget(limits.max_bytes, hits_text);
    const Json search = search_arguments(arguments);
    Json answer = json_of(library.searcher.search(request_of(search, library, limits)));
    answer.erase("hits");
    const std::string hints = hints_on(answer, search, library);
    answer["truncated"] = false;
    answer["advice"] = advice_of(hints, "");
    constexpr std::size_t kAdvice = 1'000;  // twice what is told of a cut
    const std::string cut = cut_all_but_hits(answer, budget, limits.max_bytes - kAdvice);
    answer["truncated"] = !cut.empty();
    answer["advice"] = advice_of(cut, hints);
    return budget.finish(std::move(answer));
}

}  // namespace

Tool facet_tool() {
    return {
        .name = "list_facets",
        .title = "Count cases by therapy, diagnosis, outcome ...",
        .description =
            "Counts the reports that answer a query, by the values of some fields: which therapies "
            "were given, which diagnoses, outcomes, ages, languages and years there are, and how "
            "often. Use it for an overview (\"how many, with which outcome\"), to see what the "
            "index holds (no query), or to learn the values that filters take. Counts are exact "
            "numbers of reports; a therapy or diagnosis counts for what is broader, too. A field's "
            "own filter is left out of its counts. value is what a filter takes.",
        .input_schema = arguments_of(
            {{"query", told_elsewhere(query_argument())},
             {"filters", told_elsewhere(filters_argument())},
             {"fields",
              {{"type", "array"},
               {"items", facet_field_argument()},
               {"minItems", 1},
               {"maxItems", kFacetFields.size()},
               {"default", usual_fields()},
               {"description", "Fields to count."}}},
             {"limit", number_argument(1, 1'000, 10, "Values of each field.")},
             {"order", choice_argument({"count", "label"}, "Most frequent first, or by label.")},
             {"matching", text_argument(0, 200,
                                        "Only values whose label, or a name of the concept, holds "
                                        "this.")},
             {"match", choice_argument({"auto", "all", "most", "any"},
                                       "How much of the query a report holds.")},
             {"synonyms", switch_argument(true, "Find other names of what words name.")}}),
        .output_schema = facets_schema(),
        .run = run_facets};
}

}  // namespace casebook::mcp
