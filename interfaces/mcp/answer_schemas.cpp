#include "answer_schemas.hpp"

#include <initializer_list>
#include <utility>

namespace casebook::mcp {
namespace {

using Properties = std::initializer_list<std::pair<const char*, Json>>;

/// An object that has these properties and no others.
Json object_of(Properties properties) {
    Json schema = {{"type", "object"},
                   {"properties", Json::object()},
                   {"required", Json::array()},
                   {"additionalProperties", false}};
    for (const auto& [name, property] : properties) {
        schema["properties"][name] = property;
        schema["required"].push_back(name);
    }
    return schema;
}

Json with_optional(Json schema, const char* name, Json property) {
    schema["properties"][name] = std::move(property);
    return schema;
}

Json type(const char* name, const char* description = nullptr) {
    Json schema = {{"type", name}};
    if (description != nullptr) schema["description"] = description;
    return schema;
}

Json text(const char* description = nullptr) {
    return type("string", description);
}

Json or_null(Json schema) {
    schema["type"] = Json::array({schema["type"], "null"});
    return schema;
}

Json count() {
    return {{"type", "integer"}, {"minimum", 0}};
}

Json truth(const char* description = nullptr) {
    return type("boolean", description);
}

Json list_of(Json items) {
    return {{"type", "array"}, {"items", std::move(items)}};
}

Json map_of(Json values) {
    return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

Json concept_name() {
    return object_of({{"concept", text()}, {"label", text()}});
}

Json facts() {
    const Json concepts = list_of(concept_name());
    const Json patient = object_of({{"age", or_null(type("number"))},
                                    {"age_group", or_null(text())},
                                    {"sex", or_null(text())}});
    return object_of({{"therapy", concepts},
                      {"therapy_failed", concepts},
                      {"therapy_mentioned", concepts},
                      {"diagnosis", concepts},
                      {"outcome", list_of(text())},
                      {"patients", list_of(patient)},
                      {"article_type", or_null(text())},
                      {"subject", or_null(text())}});
}

Json reading() {
    return object_of({{"text", text()},
                      {"begin", count()},
                      {"end", count()},
                      {"concept", or_null(text())},
                      {"label", or_null(text())},
                      {"type", or_null(text())}});
}

Json diagnostic() {
    return object_of({{"code", text()}, {"message", text()}, {"begin", count()}, {"end", count()}});
}

Json facet_values() {
    return list_of(object_of({{"value", text("What a filter takes.")},
                              {"label", text()},
                              {"count", count()},
                              {"broader", list_of(text())}}));
}

Json weights() {
    return list_of(object_of({{"text", text()}, {"weight", type("number")}}));
}

Json hit() {
    const Json snippet =
        object_of({{"section", text()}, {"text", text()}, {"highlights", list_of(type("array"))}});
    const Json matched =
        object_of({{"unit", text()}, {"kind", text()}, {"section", text()}, {"text", text()}});
    return with_optional(
        object_of({{"rank", count()},
                   {"score", type("number")},
                   {"partial", truth("The report holds only a part of what was asked.")},
                   {"partial_reason", or_null(text())},
                   {"id", text("What get_report and similar_cases take.")},
                   {"title", text()},
                   {"title_inferred", truth()},
                   {"authors", list_of(text())},
                   {"journal", or_null(text())},
                   {"year", or_null(type("integer"))},
                   {"doi", or_null(text())},
                   {"languages", list_of(text())},
                   {"snippets", list_of(snippet)},
                   {"facts", facts()},
                   {"matched", list_of(matched)}}),
        "score_parts", weights());
}

Json explanation() {
    const Json condition = object_of(
        {{"text", text()}, {"idf", type("number")}, {"stop_word", truth()}, {"compiled", text()}});
    return object_of({{"tree", text()},
                      {"conditions", list_of(condition)},
                      {"filter", or_null(text())},
                      {"unwanted", or_null(text())},
                      {"guides", weights()},
                      {"feedback", weights()}});
}

Json advice() {
    return or_null(text("What to do next: how to get what was cut, or find what was not found."));
}

Json truncated() {
    return truth("Something was cut off to stay under max_bytes.");
}

}  // namespace

Json hits_schema() {
    Json schema =
        object_of({{"schema", count()},
                   {"query", or_null(text())},
                   {"revision", list_of(count())},
                   {"read_as", list_of(reading())},
                   {"suggestion", or_null(text("The query, its misspelt words put right."))},
                   {"diagnostics", list_of(diagnostic())},
                   {"match", text()},
                   {"match_required", type("number")},
                   {"total", count()},
                   {"took_ms", type("number")},
                   {"timed_out", truth()},
                   {"hits", list_of(hit())},
                   {"facets", map_of(facet_values())},
                   {"truncated", truncated()},
                   {"next_offset", or_null(count())},
                   {"advice", advice()}});
    return with_optional(std::move(schema), "explanation", explanation());
}

Json facets_schema() {
    return object_of({{"schema", count()},
                      {"query", text()},
                      {"revision", list_of(count())},
                      {"read_as", list_of(reading())},
                      {"suggestion", or_null(text())},
                      {"diagnostics", list_of(diagnostic())},
                      {"match", text()},
                      {"match_required", type("number")},
                      {"total", count()},
                      {"took_ms", type("number")},
                      {"timed_out", truth()},
                      {"facets", map_of(facet_values())},
                      {"truncated", truncated()},
                      {"advice", advice()}});
}

Json report_schema() {
    const Json outline = object_of(
        {{"section", count()}, {"kind", text()}, {"language", text()}, {"bytes", count()}});
    const Json part = object_of({{"section", count()},
                                 {"kind", text()},
                                 {"language", text()},
                                 {"offset", count()},
                                 {"bytes", type("integer", "Of the whole section.")},
                                 {"text", text()}});
    return object_of({{"schema", count()},
                      {"id", text()},
                      {"title", text()},
                      {"title_inferred", truth()},
                      {"authors", list_of(text())},
                      {"journal", or_null(text())},
                      {"year", or_null(type("integer"))},
                      {"doi", or_null(text())},
                      {"languages", list_of(text())},
                      {"facts", facts()},
                      {"volume", or_null(text())},
                      {"pages", or_null(text())},
                      {"pmid", or_null(text())},
                      {"translated_title", or_null(text())},
                      {"translated_authors", list_of(text())},
                      {"keywords", list_of(text())},
                      {"extra", type("object")},
                      {"outline", list_of(outline)},
                      {"sections", list_of(part)},
                      {"truncated", truncated()},
                      {"next", or_null(object_of({{"section", count()}, {"offset", count()}}))},
                      {"advice", advice()}});
}

Json annotation_schema() {
    const Json place = object_of({{"section", count()}, {"begin", count()}, {"end", count()}});
    const Json fact = list_of(
        object_of({{"concept", text()}, {"label", text()}, {"evidence", place}, {"rule", text()}}));
    const Json outcome = object_of({{"state", text()}, {"evidence", place}, {"rule", text()}});
    const Json patient = object_of({{"age", or_null(type("number"))},
                                    {"age_group", or_null(text())},
                                    {"sex", or_null(text())},
                                    {"evidence", place},
                                    {"rule", text()}});
    const Json section = object_of({{"kind", text()}, {"language", text()}, {"text", text()}});
    const Json abbreviation = object_of({{"short", text()},
                                         {"long", text()},
                                         {"section", count()},
                                         {"begin", count()},
                                         {"end", count()}});
    const Json mention = object_of({{"concept", text()},
                                    {"label", text()},
                                    {"type", text()},
                                    {"section", count()},
                                    {"begin", count()},
                                    {"end", count()},
                                    {"text", text()},
                                    {"via", text()},
                                    {"context", list_of(text())}});
    return object_of({{"schema", count()},
                      {"id", text()},
                      {"title", text()},
                      {"languages", list_of(text())},
                      {"sections", list_of(section)},
                      {"abbreviations", list_of(abbreviation)},
                      {"concepts", list_of(mention)},
                      {"facts", object_of({{"therapy", fact},
                                           {"therapy_failed", fact},
                                           {"therapy_mentioned", fact},
                                           {"diagnosis", fact},
                                           {"outcome", list_of(outcome)},
                                           {"patients", list_of(patient)},
                                           {"article_type", text()},
                                           {"subject", text()}})},
                      {"truncated", truncated()},
                      {"advice", advice()}});
}

Json lookup_schema() {
    const Json name = object_of({{"text", text()}, {"language", text()}, {"kind", text()}});
    const Json sense = object_of({{"concept", text("An id, for filters and queries.")},
                                  {"label", text()},
                                  {"type", text()},
                                  {"language", text("Of the name that was looked up.")},
                                  {"kind", text("Of the name that was looked up.")},
                                  {"broader", list_of(concept_name())},
                                  {"narrower", list_of(concept_name())},
                                  {"narrower_total", count()},
                                  {"names", list_of(name)},
                                  {"names_total", count()}});
    return object_of({{"schema", count()},
                      {"term", text()},
                      {"concepts", list_of(sense)},
                      {"truncated", truncated()},
                      {"advice", advice()}});
}

}  // namespace casebook::mcp
