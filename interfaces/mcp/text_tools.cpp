#include <algorithm>
#include <set>

#include "answer_budget.hpp"
#include "answer_schemas.hpp"
#include "casebook/annotation.hpp"
#include "casebook/report_reader.hpp"
#include "casebook/thesaurus_lookup.hpp"
#include "hit_text.hpp"
#include "request_schemas.hpp"
#include "tool.hpp"

namespace casebook::mcp {
namespace {

constexpr std::size_t kMostNames = 40;
constexpr std::size_t kMostNarrower = 40;

std::string labels_of(const Json& facts, const char* key) {
    std::set<std::string> labels;
    for (const Json& fact : facts)
        labels.insert(fact.at(key).get<std::string>());
    std::string text;
    for (const std::string& label : labels)
        text += (text.empty() ? "" : ", ") + label;
    return text;
}

/// "label (id, type): negated, family".
std::string mentions_text(const Json& mentions) {
    std::map<std::string, std::set<std::string>> contexts;
    for (const Json& mention : mentions) {
        std::set<std::string>& known = contexts[mention.at("label").get<std::string>() + " (" +
                                                mention.at("type").get<std::string>() + ", " +
                                                mention.at("concept").get<std::string>() + ")"];
        for (const Json& context : mention.at("context"))
            known.insert(context.get<std::string>());
    }
    std::string text;
    for (const auto& [name, known] : contexts) {
        text += "- " + name;
        for (const std::string& context : known)
            text += (context == *known.begin() ? ": " : ", ") + context;
        text += "\n";
    }
    return text;
}

std::string annotation_text(const Json& annotation) {
    std::string text;
    for (const auto& [name, facts] : annotation.at("facts").items()) {
        if (!facts.is_array() || facts.empty()) continue;
        if (name == "patients") {
            for (const Json& patient : facts)
                text += "patient: age " + to_line(patient.at("age")) + ", " +
                        to_line(patient.at("age_group")) + ", " + to_line(patient.at("sex")) + "\n";
        } else {
            text += name + ": " + labels_of(facts, name == "outcome" ? "state" : "label") + "\n";
        }
    }
    for (const Json& abbreviation : annotation.at("abbreviations"))
        text += "abbreviation: " + abbreviation.at("short").get<std::string>() + " = " +
                abbreviation.at("long").get<std::string>() + "\n";
    return text + "concepts named:\n" + mentions_text(annotation.at("concepts")) +
           advice_text(annotation);
}

ToolAnswer run_annotation(const Library& library, const Json& arguments, const CallLimits& limits) {
    const auto thesaurus = library.searcher.thesaurus();
    Annotator annotator(*thesaurus);
    const std::string text = arguments.at("text").get<std::string>();
    Json annotation = Json::parse(annotator.annotate(read_first_report(text)));
    annotation["truncated"] = false;
    annotation["advice"] = nullptr;
    const AnswerBudget budget(limits.max_bytes, annotation_text);
    if (!budget.fits(annotation)) {
        const std::string advice =
            "The annotation is too long: annotate the text in parts, or with a greater max_bytes.";
        annotation["truncated"] = true;
        annotation["advice"] = advice;
        // What the caller has anyway goes first.
        budget.cut_arrays(annotation, {"/sections", "/concepts", "/abbreviations"},
                          limits.max_bytes, advice);
    }
    return budget.finish(std::move(annotation));
}

Json named(const Thesaurus& thesaurus, ConceptNumber number) {
    return {{"concept", thesaurus.id(number)}, {"label", thesaurus.label(number)}};
}

/// One sense with its neighbours and names, the first of them if there are very many.
Json sense_of(const Thesaurus& thesaurus, const QuerySense& sense, const Json& told) {
    const ConceptNumber number = sense.concept_number;
    Json broader = Json::array();
    for (const ConceptNumber other : thesaurus.broader(number))
        broader.push_back(named(thesaurus, other));
    const auto all_narrower = thesaurus.narrower(number);
    Json narrower = Json::array();
    for (const ConceptNumber other :
         all_narrower.first(std::min(all_narrower.size(), kMostNarrower)))
        narrower.push_back(named(thesaurus, other));
    const ConceptRange terms = thesaurus.terms(number);
    Json names = Json::array();
    for (TermNumber at = terms.first; at < terms.last && names.size() < kMostNames; ++at) {
        const ThesaurusTerm term = thesaurus.term(at);
        names.push_back(
            {{"text", term.text}, {"language", term.language}, {"kind", to_string(term.kind)}});
    }
    Json json = told;
    json["broader"] = std::move(broader);
    json["narrower"] = std::move(narrower);
    json["narrower_total"] = all_narrower.size();
    json["names"] = std::move(names);
    json["names_total"] = terms.last - terms.first;
    return json;
}

std::string lookup_text(const Json& answer) {
    std::string text;
    for (const Json& sense : answer.at("concepts")) {
        text += sense.at("label").get<std::string>() + " (" + sense.at("type").get<std::string>() +
                ", " + sense.at("concept").get<std::string>() + ")\n";
        text += "   broader: " + labels_of(sense.at("broader"), "label") + "\n";
        text += "   narrower: " + to_line(sense.at("narrower_total")) + " " +
                labels_of(sense.at("narrower"), "label") + "\n";
        text += "   names: " + to_line(sense.at("names_total")) + " " +
                labels_of(sense.at("names"), "text") + "\n";
    }
    return text + advice_text(answer);
}

ToolAnswer run_lookup(const Library& library, const Json& arguments, const CallLimits& limits) {
    const auto thesaurus = library.searcher.thesaurus();
    const std::string term = arguments.at("term").get<std::string>();
    const std::vector<QuerySense> senses = look_up_concepts(*thesaurus, term);
    const Json told = Json::parse(to_json(*thesaurus, senses));
    Json answer = {{"schema", 1},
                   {"term", term},
                   {"concepts", Json::array()},
                   {"truncated", false},
                   {"advice", nullptr}};
    for (std::size_t at = 0; at < senses.size(); ++at)
        answer["concepts"].push_back(sense_of(*thesaurus, senses[at], told[at]));
    if (senses.empty())
        answer["advice"] =
            "The thesaurus has no such name. Try another spelling, a shorter name or the name in "
            "English; search_case_reports finds words that the thesaurus does not know, too.";
    const AnswerBudget budget(limits.max_bytes, lookup_text);
    if (!budget.fits(answer)) {
        const std::string advice =
            "Some senses were cut off: look up a longer name, or ask with a greater max_bytes.";
        answer["truncated"] = true;
        answer["advice"] = advice;
        budget.cut_arrays(answer, {"/concepts"}, limits.max_bytes, advice);
    }
    return budget.finish(std::move(answer));
}

}  // namespace

Tool annotation_tool() {
    return {
        .name = "annotate_text",
        .title = "Read the medical facts of a text",
        .description =
            "Tells what casebook's analysis finds in a text that the user gives, such as a "
            "patient's history: therapies given, failed and mentioned, diagnoses, outcome, age and "
            "sex, each with its place, and every concept named, with its context (negated, "
            "planned, "
            "family ...). Use it to turn a story into filters for search_case_reports; to find "
            "cases like the story, use similar_cases. Nothing is kept. Rules read the text: check "
            "what they say against it.",
        .input_schema = arguments_of(
            {{"text", case_text_argument("The text, in any language.")}}, {"text"}),
        .output_schema = annotation_schema(),
        .run = run_annotation};
}

Tool lookup_tool() {
    return {
        .name = "lookup_term",
        .title = "Look up a drug, disease or abbreviation",
        .description =
            "Tells which concepts a name or abbreviation stands for in casebook's thesaurus, in "
            "any language, with other names, broader and narrower concepts. Use it when an "
            "abbreviation may mean several things (read_as shows several senses, or the wrong "
            "one), or to find the broader or narrower concept to filter on. concept is an id that "
            "filters and queries take (therapy:CB...).",
        .input_schema = arguments_of(
            {{"term", text_argument(1, 300, "A name, an abbreviation, or a concept's id.")}},
            {"term"}),
        .output_schema = lookup_schema(),
        .run = run_lookup};
}

}  // namespace casebook::mcp
