#include "search_call.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "casebook/search_json.hpp"
#include "casebook/search_request_json.hpp"
#include "casebook/thesaurus_lookup.hpp"

namespace casebook::mcp {
namespace {

/// All facets to one length, the greatest that fits; that length, or none if nothing was cut.
std::optional<std::size_t> cut_facets(Json& answer, const AnswerBudget& budget, std::size_t bytes) {
    const Json all = answer.at("facets");
    std::size_t longest = 0;
    for (const Json& values : all)
        longest = std::max(longest, values.size());
    const auto fits = [&](std::size_t length) {
        for (const auto& [field, values] : all.items())
            answer["facets"][field] = prefix_of(values, std::min(length, values.size()));
        return budget.size_of(answer) <= bytes;
    };
    const std::size_t kept = greatest_fitting(longest, fits);
    static_cast<void>(fits(kept));
    return kept < longest ? std::optional(kept) : std::nullopt;
}

/// What a field of few values can be; empty for any other.
std::string values_of(const std::string& field) {
    if (field == "sex") return "female or male";
    if (field == "subject") return "human or animal";
    if (field == "outcome")
        return "complete remission, improved, stable, relapsed or worse, or died";
    if (field == "age_group")
        return "newborn, infant, preschool child, child, adolescent, adult, middle aged, aged, or "
               "80 and over";
    if (field == "age") return "a number of years such as 13, or a range such as 10..18";
    if (field == "year") return "a year such as 1999, or a range such as 1999..2004";
    return "";
}

/// The values of those fields that are filtered on.
std::string possible_values(const Json& filters) {
    std::set<std::string> told;
    std::string text;
    for (const Json& filter : filters) {
        const auto& field = filter.at("field").get_ref<const std::string&>();
        const std::string values = values_of(field);
        if (!values.empty() && told.insert(field).second)
            text += " " + field + " is " + values + ".";
    }
    return text;
}

/// Names in filters that the thesaurus does not know: nothing can have them.
std::string unknown_names(const Json& filters, const Library& library) {
    constexpr std::array<std::string_view, 4> kConceptFields{"therapy", "therapy_failed",
                                                             "therapy_mentioned", "diagnosis"};
    const auto thesaurus = library.searcher.thesaurus();
    for (const Json& filter : filters) {
        const auto& field = filter.at("field").get_ref<const std::string&>();
        const auto& value = filter.at("value").get_ref<const std::string&>();
        if (std::find(kConceptFields.begin(), kConceptFields.end(), field) ==
                kConceptFields.end() ||
            !look_up_concepts(*thesaurus, value).empty())
            continue;
        return "The thesaurus knows no " + field + " of the name \"" + cut_for_message(value) +
               "\", so that no report has it: look another name up with lookup_term, or put the "
               "words into query instead of the filter.";
    }
    return "";
}

}  // namespace

SearchRequest request_of(Json arguments, const Library& library, const CallLimits& limits) {
    // A boolean search would else ask for all there is.
    if (!arguments.contains("top")) arguments["top"] = SearchRequest().top;
    SearchRequest request = parse_search_request(to_line(arguments));
    request.deadline = limits.deadline;
    request.cancel = limits.cancel;
    request.overlay = library.overlay;
    return request;
}

Json json_of(const SearchResult& answer) {
    return Json::parse(to_json(answer));
}

std::string hints_on(const Json& answer, const Json& arguments, const Library& library) {
    if (answer.at("timed_out").get<bool>())
        return "The time limit ended the search: this is what was found until then. Ask for fewer "
               "or rarer words, or fewer facets.";
    if (answer.at("total") > 0) return "";
    if (!answer.at("suggestion").is_null())
        return "No report holds all of that. Ask again with the query put right.";
    const Json filters = arguments.value("filters", Json::array());
    if (const std::string unknown = unknown_names(filters, library); !unknown.empty())
        return unknown;
    if (!filters.empty())
        return "No report meets all of that. Leave out a filter, or ask list_facets, with the same "
               "query and without that filter, which values there are." +
               possible_values(filters);
    if (arguments.value("query", "x").empty())
        return "This index holds no report.";
    return "No report holds all of that. Ask for fewer words, or look a term up with lookup_term.";
}

std::string cut_all_but_hits(Json& answer, const AnswerBudget& budget, std::size_t bytes) {
    if (budget.size_of(answer) <= bytes) return "";
    std::string told;
    if (answer.erase("explanation") > 0) told = "The explanation was left out: it is too long. ";
    if (budget.size_of(answer) > bytes) {
        if (const auto kept = cut_facets(answer, budget, bytes))
            told += "Each facet was cut to its first " + std::to_string(*kept) +
                    " values: ask for fewer fields, use matching, or a greater max_bytes. ";
    }
    const auto cut = budget.cut_arrays(
        answer, {"/read_as", "/diagnostics"}, bytes,
        "The query is too long for an answer of " + std::to_string(budget.max_bytes()) +
            " bytes: ask for fewer words, or with a greater max_bytes.");
    for (const std::string& name : cut)
        told += "The end of " + name + " was cut off: the query has very many words. ";
    return told;
}

Json advice_of(const std::string& first, const std::string& second) {
    std::string advice = first + (first.empty() || second.empty() ? "" : " ") + second;
    while (advice.ends_with(' '))
        advice.pop_back();
    return advice.empty() ? Json(nullptr) : Json(std::move(advice));
}

}  // namespace casebook::mcp
