#include "casebook/search_json.hpp"

#include <cmath>

#include "json_parts.hpp"

namespace casebook {
namespace {

using json_parts::codes_of;
using json_parts::diagnostics_to_json;
using json_parts::Json;
using json_parts::list_of;
using json_parts::text_or_null;

Json year_or_null(const std::optional<int>& year) {
    return year ? Json(*year) : Json(nullptr);
}

Json snippet_to_json(const Snippet& snippet) {
    Json highlights = Json::array();
    for (const Highlight& highlight : snippet.highlights) {
        highlights.push_back(
            Json::array({highlight.begin, highlight.end, to_string(highlight.reason)}));
    }
    return {{"section", to_string(snippet.section)},
            {"text", snippet.text},
            {"highlights", highlights}};
}

Json matched_to_json(const MatchedUnit& matched) {
    return {{"unit", matched.unit},
            {"kind", to_string(matched.kind)},
            {"section", to_string(matched.section)},
            {"text", matched.text}};
}

Json concept_to_json(const HitConcept& known) {
    return {{"concept", known.concept_id}, {"label", known.label}};
}

Json patient_to_json(const StoredPatient& patient) {
    const auto name_or_null = [](const auto& value) {
        return value ? Json(to_string(*value)) : Json(nullptr);
    };
    // 13, not 13.0; months are fractions.
    Json age = nullptr;
    if (patient.age && *patient.age == std::floor(*patient.age)) {
        age = static_cast<int>(*patient.age);
    } else if (patient.age) {
        age = *patient.age;
    }
    return {{"age", std::move(age)},
            {"age_group", name_or_null(patient.age_group)},
            {"sex", name_or_null(patient.sex)}};
}

Json facts_to_json(const HitFacts& facts) {
    return {{"therapy", list_of(facts.therapy, concept_to_json)},
            {"therapy_failed", list_of(facts.therapy_failed, concept_to_json)},
            {"therapy_mentioned", list_of(facts.therapy_mentioned, concept_to_json)},
            {"diagnosis", list_of(facts.diagnosis, concept_to_json)},
            {"outcome",
             list_of(facts.outcome, [](OutcomeState state) { return Json(to_string(state)); })},
            {"patients", list_of(facts.patients, patient_to_json)},
            {"article_type", text_or_null(facts.article_type)},
            {"subject", text_or_null(facts.subject)}};
}

void put_description(Json& json, const CaseReport& report) {
    json["id"] = report.id;
    json["title"] = report.title;
    json["title_inferred"] = report.title_inferred;
    json["authors"] = report.authors;
    json["journal"] = text_or_null(report.journal);
    json["year"] = year_or_null(report.year);
    json["doi"] = text_or_null(report.doi);
    json["languages"] = codes_of(report.languages);
}

Json part_to_json(const WeighedPart& part) {
    return {{"text", part.text}, {"weight", part.weight}};
}

template <typename Number>
Json number_or_null(const std::optional<Number>& number) {
    return number ? Json(*number) : Json(nullptr);
}

Json fusion_to_json(const HitFusion& fusion) {
    return {{"words_rank", number_or_null(fusion.words_rank)},
            {"vector_rank", number_or_null(fusion.vector_rank)},
            {"similarity", number_or_null(fusion.similarity)}};
}

Json hit_to_json(const Hit& hit) {
    Json json = {{"rank", hit.rank},
                 {"score", hit.score},
                 {"partial", hit.partial},
                 {"partial_reason", text_or_null(hit.partial_reason)}};
    put_description(json, hit.report);
    json["snippets"] = list_of(hit.snippets, snippet_to_json);
    json["facts"] = facts_to_json(hit.facts);
    json["matched"] = list_of(hit.matched, matched_to_json);
    if (!hit.score_parts.empty()) json["score_parts"] = list_of(hit.score_parts, part_to_json);
    if (hit.fusion) json["fusion"] = fusion_to_json(*hit.fusion);
    return json;
}

Json reading_to_json(const Reading& reading) {
    return {{"text", reading.text},
            {"begin", reading.begin},
            {"end", reading.end},
            {"concept", text_or_null(reading.concept_id)},
            {"label", text_or_null(reading.label)},
            {"type", text_or_null(reading.type)}};
}

Json facets_to_json(const SearchResult& result) {
    Json facets = Json::object();
    for (const auto& [field, values] : result.facets) {
        facets[field] = list_of(values, [](const FacetValue& value) {
            return Json{{"value", value.value},
                        {"label", value.label},
                        {"count", value.count},
                        {"broader", value.broader}};
        });
    }
    return facets;
}

Json condition_to_json(const Explanation::Condition& condition) {
    return {{"text", condition.text},
            {"idf", condition.idf},
            {"stop_word", condition.stop},
            {"compiled", condition.compiled}};
}

Json explanation_to_json(const Explanation& explanation) {
    return {{"tree", explanation.tree},
            {"conditions", list_of(explanation.conditions, condition_to_json)},
            {"filter", text_or_null(explanation.filter)},
            {"unwanted", text_or_null(explanation.unwanted)},
            {"guides", list_of(explanation.guides, part_to_json)},
            {"feedback", list_of(explanation.feedback, part_to_json)}};
}

Json section_to_json(const Section& section) {
    return {{"kind", to_string(section.kind)},
            {"language", section.language.code()},
            {"text", section.text}};
}

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string to_json(const SearchResult& result) {
    Json json = {
        {"schema", 1},
        {"query", result.has_query ? Json(result.query) : Json(nullptr)},
        {"revision", result.revision},
        {"read_as", list_of(result.read_as, reading_to_json)},
        {"suggestion", result.suggestion ? Json(*result.suggestion) : Json(nullptr)},
        {"diagnostics", diagnostics_to_json(result.diagnostics)},
        {"match", to_string(result.match)},
        {"match_required", result.match_required},
        {"total", result.total},
        {"took_ms", static_cast<double>(result.took.count()) / 1000.0},
        {"timed_out", result.timed_out},
        {"hits", list_of(result.hits, hit_to_json)},
        {"facets", facets_to_json(result)},
    };
    if (result.explanation) json["explanation"] = explanation_to_json(*result.explanation);
    return dump(json);
}

std::string to_json(const Hit& hit) {
    return dump(hit_to_json(hit));
}

std::string to_json(const FoundReport& found) {
    const CaseReport& report = found.report;
    Json json;
    put_description(json, report);
    json["facts"] = facts_to_json(found.facts);
    json["sections"] = list_of(report.sections, section_to_json);
    json["volume"] = text_or_null(report.volume);
    json["pages"] = text_or_null(report.pages);
    json["pmid"] = text_or_null(report.pmid);
    json["translated_title"] = text_or_null(report.translated_title);
    json["translated_authors"] = report.translated_authors;
    json["keywords"] = report.keywords;
    json["extra"] =
        report.extra.empty() ? Json::object() : Json::parse(report.extra, nullptr, false);
    return dump(json);
}

std::string to_json(const std::vector<Diagnostic>& diagnostics) {
    return dump(diagnostics_to_json(diagnostics));
}

std::string to_json(std::string_view prefix, const std::vector<Completion>& completions) {
    const auto completion_to_json = [](const Completion& completion) {
        Json json{{"text", completion.text},
                  {"kind", to_string(completion.kind)},
                  {"count", completion.count}};
        if (completion.kind == CompletionKind::named_concept) {
            json["concept"] = completion.concept_id;
            json["label"] = completion.label;
        }
        return json;
    };
    return dump({{"schema", 1},
                 {"prefix", prefix},
                 {"completions", list_of(completions, completion_to_json)}});
}

}  // namespace casebook
