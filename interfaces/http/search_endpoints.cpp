#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "api_error.hpp"
#include "casebook/search_json.hpp"
#include "endpoint.hpp"
#include "hit_lists.hpp"
#include "posted_report.hpp"
#include "search_parameters.hpp"

namespace casebook::http {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

/// As many hits as one answer may hold: a report of the index is kept whole until it is written.
void check_hits(const Call& call, std::size_t wanted) {
    if (wanted > call.services.settings.limits.hits)
        throw too_many_hits(call, "ask for parts with 'top' and 'offset'");
}

/// Hits that are asked for: all full answers, or so many.
std::size_t wanted_hits(const Call& call, const SearchRequest& request) {
    if (request.top != kAllHits) return request.top;
    SearchRequest counting = request;
    counting.top = 0;
    counting.with_snippets = counting.explain = counting.feedback = false;
    counting.facets.clear();
    const std::size_t total = call.services.searcher.search(counting).total;
    return total - std::min(request.offset, total);
}

Answer search(const Call& call, SearchRequest request) {
    const std::string format = answer_format(call);
    settle(call, format, request);
    const std::size_t wanted = wanted_hits(call, request);
    if (wanted > call.services.settings.limits.hits) {
        if (is_list(format)) return listed_in_parts(call, std::move(request), format, wanted);
        throw too_many_hits(call,
                            "ask for parts with 'top' and 'offset', or for jsonl, csv, ris or "
                            "bibtex, which come whole");
    }
    const SearchResult result = call.services.searcher.search(request);
    check_strict(call, result);
    return written(result, format);
}

Answer record(const Call& call, SearchRequest request) {
    const std::size_t most = call.services.settings.limits.recorded_query;
    if (request.query.size() > most)
        throw ApiError(400, "query_too_long",
                       "a query to be recorded may have " + std::to_string(most) + " bytes", "q");
    settle(call, "json", request);
    Answer answer;
    answer.body = to_json(call.services.searcher.record(request));
    return answer;
}

[[noreturn]] void no_report() {
    throw ApiError(404, "no_such_report", "no report has that id", "id");
}

Answer similar_to_id(const Call& call, SearchRequest request) {
    const std::string format = answer_format(call);
    settle(call, format, request);
    check_hits(call, request.top);
    const auto result = call.services.searcher.similar(call.id, request);
    if (!result) no_report();
    return written(*result, format);
}

}  // namespace

Answer answer_search(const Call& call) {
    return search(call, search_of_parameters(call));
}

Answer answer_posted_search(const Call& call) {
    return search(call, search_of_body(call));
}

Answer answer_record(const Call& call) {
    return record(call, search_of_parameters(call));
}

Answer answer_posted_record(const Call& call) {
    return record(call, search_of_body(call));
}

Answer answer_similar(const Call& call) {
    return similar_to_id(call, search_of_parameters(call));
}

Answer answer_posted_similar(const Call& call) {
    return similar_to_id(call, search_of_body(call));
}

Answer answer_similar_text(const Call& call) {
    SearchRequest request = search_of_parameters(call);
    const std::string format = answer_format(call);
    settle(call, format, request);
    check_hits(call, request.top);
    return written(call.services.searcher.similar(posted_report(call), request), format);
}

Answer answer_facets(const Call& call) {
    static constexpr std::array<std::string_view, 4> kRules{"auto", "all", "most", "any"};
    static constexpr std::array<std::string_view, 2> kOrders{"count", "label"};
    const Parameters& parameters = call.parameters;
    SearchRequest request;
    request.query = parameters.text("q").value_or("");
    request.boolean = parameters.truth("boolean", false);
    request.synonyms = parameters.truth("synonyms", true);
    request.match =
        parse_match_rule(parameters.choice("rule", kRules)).value_or(MatchRule::automatic);
    request.top = 0;
    request.with_snippets = false;
    (void)parameters.required("field");
    FacetRequest facet;
    facet.limit = parameters.number_or_all("top", facet.limit);
    facet.matching = parameters.text("match").value_or("");
    if (parameters.choice("sort", kOrders) == "label") facet.order = FacetOrder::label;
    for (const std::string& field : parameters.texts("field")) {
        facet.field = field;
        request.facets.push_back(facet);
    }
    read_filters(call, request);
    read_timeout(call, request);
    settle(call, "json", request);
    const SearchResult result = call.services.searcher.search(request);
    // The values stand as in the answer to a search.
    Json whole = Json::parse(to_json(result));
    Json told;
    for (const char* key : {"schema", "query", "revision", "diagnostics", "match", "match_required",
                            "total", "took_ms", "timed_out", "facets"})
        told[key] = std::move(whole[key]);
    Answer answer;
    answer.body = dump(told);
    answer.complete = !result.timed_out;
    return answer;
}

Answer answer_suggest(const Call& call) {
    constexpr std::size_t kMost = 100;
    const std::string prefix = call.parameters.text("prefix").value_or("");
    const std::size_t top = call.parameters.number("top", 10);
    if (top > kMost)
        throw ApiError(400, "invalid_parameter", "the parameter 'top' must be at most 100", "top");
    Answer answer;
    answer.body = to_json(prefix, call.services.searcher.suggest(prefix, top)) + "\n";
    return answer;
}

}  // namespace casebook::http
