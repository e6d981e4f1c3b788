#include "search_options.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace casebook::cli {
namespace {

Filter read_filter(const ParsedCommand& command, const std::string& text) {
    if (auto filter = parse_filter(text)) return *std::move(filter);
    throw UsageError("--filter wants FIELD=VALUE, not '" + text + "'", command.spec().name);
}

FacetRequest read_facet(const ParsedCommand& command, const std::string& text) {
    if (auto facet = parse_facet(text)) return *std::move(facet);
    throw UsageError("--facet wants FIELD or FIELD:N, not '" + text + "'", command.spec().name);
}

void check_formats(const ParsedCommand& command, const SearchRequest& request) {
    const std::string format = command.value("format");
    if (!request.facets.empty() && format != "json" && format != "text") {
        throw UsageError("--facet has no place in " + format + "; use text or json",
                         command.spec().name);
    }
}

/// A partial hit's reason comes with its snippets; there are none of them in "all".
bool wants_snippets(const std::string& format, const SearchRequest& request) {
    const bool references = format == "ris" || format == "bibtex";
    return format != "csv" && !(references && request.top == kAllHits);
}

}  // namespace

std::string joined_words(const ParsedCommand& command) {
    std::string query;
    for (const std::string& word : command.words()) {
        query += (query.empty() ? "" : " ") + word;
    }
    return query;
}

void start_timeout(const ParsedCommand& command, SearchRequest& request) {
    if (!command.has("timeout")) return;
    constexpr std::uint64_t kLongest = 1000ULL * 60 * 60 * 24;  // what is longer is no limit
    const auto wait = std::min<std::uint64_t>(command.number("timeout"), kLongest);
    request.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(wait);
}

SearchRequest read_search_options(const ParsedCommand& command) {
    SearchRequest request;
    request.top = command.number("top");
    request.offset = command.number("offset");
    request.match = parse_match_rule(command.value("match")).value_or(MatchRule::automatic);
    request.sort = command.value("sort") == "year" ? SortOrder::year : SortOrder::relevance;
    request.boolean = command.has("boolean");
    if (request.boolean && !command.has("top")) request.top = kAllHits;
    request.feedback = !command.has("fast");
    request.correct = !command.has("fast");
    request.synonyms = !command.has("no-synonyms");
    request.explain = command.has("explain");
    request.with_snippets = wants_snippets(command.value("format"), request);
    for (const std::string& text : command.values("filter")) {
        request.filters.push_back(read_filter(command, text));
    }
    for (const std::string& text : command.values("facet")) {
        FacetRequest& facet = request.facets.emplace_back(read_facet(command, text));
        if (command.value("facet-sort") == "label") facet.order = FacetOrder::label;
        facet.matching = command.value("facet-match");
    }
    check_formats(command, request);
    return request;
}

}  // namespace casebook::cli
