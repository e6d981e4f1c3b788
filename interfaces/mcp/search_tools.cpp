#include "answer_schemas.hpp"
#include "casebook/report_reader.hpp"
#include "close_reports.hpp"
#include "hit_text.hpp"
#include "request_schemas.hpp"
#include "search_call.hpp"
#include "tool.hpp"

namespace casebook::mcp {
namespace {

/// The hits of one answer, and what to say of any prefix of them.
class HitPage {
public:
    HitPage(const Json& answer, const Json& arguments)
        : hits_(answer.at("hits")),
          offset_(arguments.value("offset", std::size_t{0})),
          total_(answer.at("total").get<std::size_t>()) {}

    [[nodiscard]] std::size_t size() const { return hits_.size(); }

    /// Puts the first `count` hits into `answer`, and where the next ones are.
    void put(Json& answer, std::size_t count, bool head_cut, const std::string& told) const {
        const bool cut = count < size();
        answer["hits"] = prefix_of(hits_, count);
        answer["truncated"] = cut || head_cut;
        const std::size_t next = offset_ + count;
        answer["next_offset"] = cut || next < total_ ? Json(next) : Json(nullptr);
        answer["advice"] = advice_of(told, cut ? how_to_go_on(count) : "");
    }

private:
    [[nodiscard]] std::string how_to_go_on(std::size_t count) const {
        if (count == 0)
            return "Not even one report fits into max_bytes: ask again with a greater one, or with "
                   "snippets false.";
        return std::to_string(count) + " of " + std::to_string(size()) +
               " reports fit into max_bytes: ask again with offset " +
               std::to_string(offset_ + count) + " for the others.";
    }

    Json hits_;
    std::size_t offset_;
    std::size_t total_;
};

/// The answer with as many of its hits as the limits allow.
ToolAnswer fit_hits(const SearchResult& result, const Json& arguments, const Library& library,
                    const CallLimits& limits) {
    const AnswerBudget budget(limits.max_bytes, hits_text);
    Json answer = json_of(result);
    const HitPage page(answer, arguments);
    const std::string hints = hints_on(answer, arguments, library);
    page.put(answer, 0, false, hints);
    constexpr std::size_t kAdvice = 1'000;  // twice what is told of a cut
    const std::size_t head = page.size() == 0 ? limits.max_bytes - kAdvice : limits.max_bytes / 2;
    const std::string cut = cut_all_but_hits(answer, budget, head);
    const Json advice = advice_of(cut, hints);
    const std::string told = advice.is_null() ? "" : advice.get<std::string>();
    const auto fits = [&](std::size_t count) {
        page.put(answer, count, !cut.empty(), told);
        return budget.fits(answer);
    };
    const std::size_t count = greatest_fitting(page.size(), fits);
    page.put(answer, count, !cut.empty(), told);
    return budget.finish(std::move(answer));
}

ToolAnswer run_search(const Library& library, Json arguments, const CallLimits& limits) {
    if (!arguments.contains("query")) arguments["query"] = "";
    const SearchRequest request = request_of(arguments, library, limits);
    return fit_hits(library.searcher.search(request), arguments, library, limits);
}

ToolAnswer run_similar(const Library& library, Json arguments, const CallLimits& limits) {
    const std::string id = arguments.value("id", "");
    const std::string text = arguments.value("text", "");
    if (id.empty() == text.empty())
        throw ToolFailure("similar_cases: give either id, of a report of the index, or text.");
    arguments.erase("id");
    arguments.erase("text");
    const SearchRequest request = request_of(arguments, library, limits);
    if (!text.empty())
        return fit_hits(library.searcher.similar(read_first_report(text), request), arguments,
                        library, limits);
    const auto result = library.searcher.similar(id, request);
    if (!result) throw ToolFailure(no_such_report(library, id));
    return fit_hits(*result, arguments, library, limits);
}

}  // namespace

Tool search_tool() {
    return {
        .name = "search_case_reports",
        .title = "Search medical case reports",
        .description =
            "Finds published medical case reports in the user's own index: what happened to "
            "individual patients with some disease, therapy or course. Use it first, for any "
            "question about cases. Put two to five telling words into query (disease, drug, "
            "course), not a whole paragraph; what must hold exactly goes into filters. To ask for "
            "patients who really received a drug, filter on therapy (field therapy, value its "
            "name): words alone also find reports that only speak of it. "
            "Names of drugs and diseases are understood with synonyms, abbreviations and other "
            "languages; read_as tells how: check it. Hits marked PARTIAL lack a part of what was "
            "asked. Facts (therapy, outcome, age ...) were read by rules and are sometimes wrong: "
            "before you state one, read the report with get_report. Cite reports by title and id. "
            "total is exact; go on with offset.",
        .input_schema = arguments_of(
            {{"query", query_argument()},
             {"filters", filters_argument()},
             {"facets", facets_argument()},
             {"top", top_argument()},
             {"offset", offset_argument()},
             {"sort", sort_argument()},
             {"match", choice_argument({"auto", "all", "most", "any"},
                                       "How much of the query a full answer holds. auto relaxes "
                                       "long queries.")},
             {"boolean", switch_argument(false,
                                         "The exact set that the operators tell, for a systematic "
                                         "review: nothing relaxed, no partial hits.")},
             {"synonyms", switch_argument(true, "Find other names of what words name.")},
             {"snippets", switch_argument(true, "Passages that show why a report answers.")},
             {"correct", switch_argument(true, "Look for misspelt words.")},
             {"feedback", switch_argument(true, "Raise what resembles the best answers.")},
             {"explain", switch_argument(false, "Tell how scores come about; long.")}}),
        .output_schema = hits_schema(),
        .run = run_search};
}

Tool similar_tool() {
    return {.name = "similar_cases",
            .title = "Find cases like one",
            .description =
                "Finds the case reports most like one: like a report of the index (id, as "
                "search_case_reports gives it) or like a case told in text, such as the user's own "
                "patient's history, in any language. Use it when the user describes a patient at "
                "length, or wants more like a report that was found. Filters narrow it as in "
                "search_case_reports. matched names the words that the reports share.",
            .input_schema = arguments_of(
                {{"id", text_argument(1, 1'000, "A report of the index. Either id or text.")},
                 {"text", case_text_argument("A case as text. It is not kept.")},
                 {"filters", told_elsewhere(filters_argument())},
                 {"facets", told_elsewhere(facets_argument())},
                 {"top", top_argument()},
                 {"offset", offset_argument()},
                 {"sort", sort_argument()},
                 {"snippets", switch_argument(true, "Passages that show what is alike.")}}),
            .output_schema = hits_schema(),
            .run = run_similar};
}

}  // namespace casebook::mcp
