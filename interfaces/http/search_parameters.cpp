#include "search_parameters.hpp"

#include <algorithm>
#include <array>

#include "api_error.hpp"
#include "casebook/search_request_json.hpp"

namespace casebook::http {
namespace {

constexpr std::array<std::string_view, 5> kFormats{"json", "jsonl", "csv", "ris", "bibtex"};
constexpr std::array<std::string_view, 4> kRules{"auto", "all", "most", "any"};
constexpr std::array<std::string_view, 2> kOrders{"relevance", "year"};
constexpr std::array<std::string_view, 2> kFacetOrders{"count", "label"};

void read_facets(const Call& call, SearchRequest& request) {
    const bool by_label = call.parameters.choice("facet_sort", kFacetOrders) == "label";
    const std::string matching = call.parameters.text("facet_match").value_or("");
    for (const std::string& text : call.parameters.texts("facet")) {
        auto facet = parse_facet(text);
        if (!facet)
            throw ApiError(400, "invalid_parameter",
                           "the parameter 'facet' must be FIELD, FIELD:N or FIELD:all", "facet");
        if (by_label) facet->order = FacetOrder::label;
        facet->matching = matching;
        request.facets.push_back(*std::move(facet));
    }
}

}  // namespace

void read_filters(const Call& call, SearchRequest& request) {
    for (const std::string& text : call.parameters.texts("filter")) {
        auto filter = parse_filter(text);
        if (!filter)
            throw ApiError(400, "invalid_parameter", "the parameter 'filter' must be FIELD=VALUE",
                           "filter");
        request.filters.push_back(*std::move(filter));
    }
}

void read_timeout(const Call& call, SearchRequest& request) {
    constexpr std::size_t kLongest = 1000UL * 60 * 60 * 24;
    if (!call.parameters.has("timeout_ms")) return;
    const std::chrono::milliseconds wait(
        std::min(call.parameters.number("timeout_ms", 0), kLongest));
    request.deadline = std::chrono::steady_clock::now() + wait;
}

SearchRequest search_of_parameters(const Call& call) {
    const Parameters& parameters = call.parameters;
    SearchRequest request;
    request.query = parameters.text("q").value_or("");
    request.boolean = parameters.truth("boolean", false);
    request.top = parameters.number_or_all("top", request.boolean ? kAllHits : request.top);
    request.offset = parameters.number("offset", 0);
    request.sort =
        parameters.choice("sort", kOrders) == "year" ? SortOrder::year : SortOrder::relevance;
    request.match =
        parse_match_rule(parameters.choice("match", kRules)).value_or(MatchRule::automatic);
    request.synonyms = parameters.truth("synonyms", true);
    request.feedback = request.correct = !parameters.truth("fast", false);
    request.explain = parameters.truth("explain", false);
    request.with_snippets = parameters.truth("snippets", true);
    read_filters(call, request);
    read_facets(call, request);
    read_timeout(call, request);
    return request;
}

SearchRequest search_of_body(const Call& call) {
    if (call.request.body.empty()) return {};
    return parse_search_request(call.request.body);
}

std::string answer_format(const Call& call) {
    return call.parameters.choice("format", kFormats);
}

void settle(const Call& call, std::string_view format, SearchRequest& request) {
    const RouterSettings& settings = call.services.settings;
    const auto check_list = [&](std::size_t size, const char* name) {
        if (size > settings.limits.list)
            throw ApiError(
                400, "invalid_parameter",
                "there may be " + std::to_string(settings.limits.list) + " of '" + name + "'",
                name);
    };
    check_list(request.filters.size(), "filter");
    check_list(request.facets.size(), "facet");
    if (!request.facets.empty() && format != "json")
        throw ApiError(400, "invalid_parameter",
                       "facets have no place in " + std::string(format) + "; ask for json",
                       "facet");
    const bool references = format == "ris" || format == "bibtex";
    if (format == "csv" || (references && request.top == kAllHits)) request.with_snippets = false;
    const auto latest = call.request.received + settings.limits.time;
    request.deadline = request.deadline ? std::min(*request.deadline, latest) : latest;
    request.cancel = call.request.cancel;
    request.overlay = settings.overlay;
}

}  // namespace casebook::http
