#include "casebook/search_request_json.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <nlohmann/json.hpp>

#include "casebook/error.hpp"

namespace casebook {
namespace {

using Json = nlohmann::json;

[[noreturn]] void refuse(std::string_view key, std::string_view wanted) {
    throw Error(ErrorCode::invalid_argument,
                "a request's \"" + std::string(key) + "\" must be " + std::string(wanted));
}

std::string text_of(std::string_view key, const Json& value) {
    if (!value.is_string()) refuse(key, "a string");
    return value.get<std::string>();
}

bool truth_of(std::string_view key, const Json& value) {
    if (!value.is_boolean()) refuse(key, "true or false");
    return value.get<bool>();
}

std::size_t count_of(std::string_view key, const Json& value) {
    if (!value.is_number_unsigned()) refuse(key, "a whole number from 0");
    return value.get<std::size_t>();
}

/// A number, or "all" for every one there is.
std::size_t count_or_all_of(std::string_view key, const Json& value) {
    if (value == "all") return std::numeric_limits<std::size_t>::max();
    if (!value.is_number_unsigned()) refuse(key, "a whole number from 0, or \"all\"");
    return value.get<std::size_t>();
}

bool is_second(std::string_view key, const Json& value, std::string_view first,
               std::string_view second) {
    const std::string name = value.is_string() ? value.get<std::string>() : "";
    if (name != first && name != second)
        refuse(key, "\"" + std::string(first) + "\" or \"" + std::string(second) + "\"");
    return name == second;
}

MatchRule rule_of(std::string_view key, const Json& value) {
    const auto rule =
        value.is_string() ? parse_match_rule(value.get_ref<const std::string&>()) : std::nullopt;
    if (!rule) refuse(key, R"("auto", "all", "most" or "any")");
    return *rule;
}

/// What a key of an object does with its value.
template <typename Target>
struct Key {
    std::string_view name;
    void (*read)(Target&, std::string_view key, const Json& value);
};

template <typename Target, std::size_t kSize>
void read_object(const Json& object, const std::array<Key<Target>, kSize>& keys,
                 std::string_view what, Target& target) {
    if (!object.is_object())
        throw Error(ErrorCode::invalid_argument, std::string(what) + " must be a JSON object");
    for (const auto& [name, value] : object.items()) {
        const auto key =
            std::find_if(keys.begin(), keys.end(),
                         [&name = name](const Key<Target>& row) { return row.name == name; });
        if (key == keys.end())
            throw Error(ErrorCode::invalid_argument,
                        std::string(what) + " has no key \"" + name.substr(0, 60) + "\"");
        key->read(target, key->name, value);
    }
}

constexpr std::array<Key<Filter>, 3> kFilterKeys{{
    {"field",
     [](Filter& filter, auto key, const Json& value) { filter.field = text_of(key, value); }},
    {"value",
     [](Filter& filter, auto key, const Json& value) { filter.value = text_of(key, value); }},
    {"only",
     [](Filter& filter, auto key, const Json& value) { filter.only = truth_of(key, value); }},
}};

constexpr std::array<Key<FacetRequest>, 4> kFacetKeys{{
    {"field",
     [](FacetRequest& facet, auto key, const Json& value) { facet.field = text_of(key, value); }},
    {"limit", [](FacetRequest& facet, auto key,
                 const Json& value) { facet.limit = count_or_all_of(key, value); }},
    {"order",
     [](FacetRequest& facet, auto key, const Json& value) {
         facet.order =
             is_second(key, value, "count", "label") ? FacetOrder::label : FacetOrder::count;
     }},
    {"matching", [](FacetRequest& facet, auto key,
                    const Json& value) { facet.matching = text_of(key, value); }},
}};

void read_filters(SearchRequest& request, std::string_view key, const Json& value) {
    if (!value.is_array()) refuse(key, "an array of objects");
    for (const Json& item : value)
        read_object(item, kFilterKeys, "a filter", request.filters.emplace_back());
}

void read_facets(SearchRequest& request, std::string_view key, const Json& value) {
    if (!value.is_array()) refuse(key, "an array of names or objects");
    for (const Json& item : value) {
        FacetRequest& facet = request.facets.emplace_back();
        if (item.is_string()) {
            facet.field = item.get<std::string>();
        } else {
            read_object(item, kFacetKeys, "a facet", facet);
        }
    }
}

void read_embedding(SearchRequest& request, std::string_view key, const Json& value) {
    constexpr std::string_view kWanted = "an array of numbers";
    if (!value.is_array() || value.empty()) refuse(key, kWanted);
    for (const Json& number : value) {
        if (!number.is_number()) refuse(key, kWanted);
        request.embedding.push_back(static_cast<float>(number.get<double>()));
    }
}

double number_of(std::string_view key, const Json& value) {
    if (!value.is_number()) refuse(key, "a number");
    return value.get<double>();
}

constexpr std::array<Key<FusionOptions>, 2> kFusionKeys{{
    {"depth", [](FusionOptions& fusion, auto key,
                 const Json& value) { fusion.depth = count_of(key, value); }},
    {"k",
     [](FusionOptions& fusion, auto key, const Json& value) { fusion.k = number_of(key, value); }},
}};

void read_timeout(SearchRequest& request, std::string_view key, const Json& value) {
    constexpr std::size_t kLongest = 1000UL * 60 * 60 * 24;  // what is longer is no limit
    const std::chrono::milliseconds wait(std::min(count_of(key, value), kLongest));
    request.deadline = std::chrono::steady_clock::now() + wait;
}

using Request = SearchRequest;

constexpr std::array<Key<Request>, 16> kRequestKeys{{
    {"query", [](Request& to, auto key, const Json& value) { to.query = text_of(key, value); }},
    {"offset", [](Request& to, auto key, const Json& value) { to.offset = count_of(key, value); }},
    {"top", [](Request& to, auto key, const Json& value) { to.top = count_or_all_of(key, value); }},
    {"filters", read_filters},
    {"facets", read_facets},
    {"sort",
     [](Request& to, auto key, const Json& value) {
         to.sort =
             is_second(key, value, "relevance", "year") ? SortOrder::year : SortOrder::relevance;
     }},
    {"match", [](Request& to, auto key, const Json& value) { to.match = rule_of(key, value); }},
    {"snippets",
     [](Request& to, auto key, const Json& value) { to.with_snippets = truth_of(key, value); }},
    {"boolean",
     [](Request& to, auto key, const Json& value) { to.boolean = truth_of(key, value); }},
    {"feedback",
     [](Request& to, auto key, const Json& value) { to.feedback = truth_of(key, value); }},
    {"correct",
     [](Request& to, auto key, const Json& value) { to.correct = truth_of(key, value); }},
    {"synonyms",
     [](Request& to, auto key, const Json& value) { to.synonyms = truth_of(key, value); }},
    {"explain",
     [](Request& to, auto key, const Json& value) { to.explain = truth_of(key, value); }},
    {"embedding", read_embedding},
    {"fusion", [](Request& to, auto,
                  const Json& value) { read_object(value, kFusionKeys, "a fusion", to.fusion); }},
    {"timeout_ms", read_timeout},
}};

}  // namespace

SearchRequest parse_search_request(std::string_view json) {
    const Json object = Json::parse(json, nullptr, false);
    if (object.is_discarded())
        throw Error(ErrorCode::invalid_argument, "a request must be JSON, in UTF-8");
    SearchRequest request;
    read_object(object, kRequestKeys, "a request", request);
    // As on the command line: the exact set is all of it.
    if (request.boolean && !object.contains("top")) request.top = kAllHits;
    return request;
}

}  // namespace casebook
