#include "request_schemas.hpp"

namespace casebook::mcp {
namespace {

constexpr std::size_t kLongestQuery = 4'000;
constexpr std::size_t kLongestValue = 500;
constexpr std::size_t kLongestCase = 200'000;
constexpr std::size_t kMostFilters = 50;
constexpr std::size_t kMostHits = 100;
constexpr std::size_t kMostFacetValues = 1'000;
constexpr std::size_t kFarthest = 1'000'000;

template <typename Names>
Json names_of(const Names& names) {
    Json list = Json::array();
    for (const std::string_view name : names)
        list.push_back(name);
    return list;
}

}  // namespace

Json arguments_of(std::initializer_list<std::pair<std::string_view, Json>> properties,
                  std::initializer_list<std::string_view> required) {
    Json schema = {{"type", "object"}, {"properties", Json::object()}};
    for (const auto& [name, property] : properties)
        schema["properties"][std::string(name)] = property;
    if (required.size() > 0) schema["required"] = names_of(required);
    schema["additionalProperties"] = false;
    return schema;
}

Json text_argument(std::size_t least, std::size_t most, std::string_view description) {
    return {{"type", "string"},
            {"minLength", least},
            {"maxLength", most},
            {"description", description}};
}

Json case_text_argument(std::string_view description) {
    return text_argument(1, kLongestCase, description);
}

Json number_argument(std::size_t least, std::size_t most, std::size_t usual,
                     std::string_view description) {
    return {{"type", "integer"},
            {"minimum", least},
            {"maximum", most},
            {"default", usual},
            {"description", description}};
}

Json switch_argument(bool usual, std::string_view description) {
    return {{"type", "boolean"}, {"default", usual}, {"description", description}};
}

Json choice_argument(std::initializer_list<std::string_view> choices,
                     std::string_view description) {
    return {{"type", "string"},
            {"enum", names_of(choices)},
            {"default", *choices.begin()},
            {"description", description}};
}

Json query_argument() {
    Json argument = text_argument(
        0, kLongestQuery,
        "Words or a question, in any language. Two to five telling words work best: they are found "
        "in every form, by synonyms and in other languages. \"words in quotes\" stand side by "
        "side; -word leaves reports out; OR, AND and ( ) combine; title:word; =word is taken as "
        "typed; leuk* has any ending; a NEAR/5 b. Fields work here, too: therapy:ATG, "
        "outcome:died, age:10..18, year:1999..2004, lang:ja. Empty: every report that meets the "
        "filters; then sort by year.");
    argument["default"] = "";
    return argument;
}

Json filters_argument() {
    const Json filter = {
        {"type", "object"},
        {"properties",
         {{"field", {{"type", "string"}, {"enum", names_of(kFilterFields)}}},
          {"value", text_argument(1, kLongestValue, "As list_facets gives it, or any name.")},
          {"only", switch_argument(false, "Of a concept: without what is narrower.")}}},
        {"required", {"field", "value"}},
        {"additionalProperties", false}};
    return {
        {"type", "array"},
        {"items", filter},
        {"maxItems", kMostFilters},
        {"default", Json::array()},
        {"description",
         "Conditions that every report must meet. Values of one field are alternatives, "
         "different fields must all hold. therapy: what the patient really received; "
         "therapy_failed: of those, what did not work; therapy_mentioned: any therapy that the "
         "report speaks of. therapy and diagnosis take any name of a drug, class or disease, in "
         "any language, or a concept's id; narrower ones count. outcome: complete remission, "
         "improved, stable, relapsed or worse, died. age: 13 or 10..18 (years, 0.5 is six "
         "months); age_group: newborn, infant, preschool child, child, adolescent, adult, "
         "middle aged, aged, 80 and over; sex: female, male; these three hold of one patient. "
         "year: 1999 or 1999..2004. language: a code such as en. subject: human, animal."}};
}

Json facet_field_argument() {
    return {{"type", "string"}, {"enum", names_of(kFacetFields)}};
}

Json facets_argument() {
    const Json limit = {{"anyOf",
                         {{{"type", "integer"}, {"minimum", 0}, {"maximum", kMostFacetValues}},
                          {{"type", "string"}, {"enum", {"all"}}}}},
                        {"default", 10},
                        {"description", "Values to give."}};
    const Json facet = {
        {"type", "object"},
        {"properties",
         {{"field", facet_field_argument()},
          {"limit", limit},
          {"order", choice_argument({"count", "label"}, "Most frequent first, or by label.")},
          {"matching", text_argument(0, kLongestValue, "Only values whose label holds this.")}}},
        {"required", {"field"}},
        {"additionalProperties", false}};
    return {{"type", "array"},
            {"items", {{"anyOf", {facet_field_argument(), facet}}}},
            {"maxItems", kFacetFields.size()},
            {"default", Json::array()},
            {"description",
             "Fields whose values are counted over all full answers, beside the hits: names, or "
             "objects. Counts are exact."}};
}

Json top_argument() {
    return number_argument(0, kMostHits, 10, "Reports wanted.");
}

Json offset_argument() {
    return number_argument(0, kFarthest, 0,
                           "Reports to pass over first: next_offset of the answer before.");
}

Json sort_argument() {
    return choice_argument({"relevance", "year"}, "Best first, or newest first.");
}

Json told_elsewhere(Json argument) {
    argument["description"] = "As in search_case_reports.";
    return argument;
}

}  // namespace casebook::mcp
