#include "hit_text.hpp"

#include <algorithm>
#include <array>

namespace casebook::mcp {
namespace {

std::string text_of(const Json& value) {
    if (value.is_null()) return "";
    return value.is_string() ? value.get<std::string>() : to_line(value);
}

/// `member` of each item of a list, or the item itself: "a, b".
std::string joined(const Json& list, const char* member, const char* separator = ", ") {
    std::string text;
    for (const Json& item : list)
        text +=
            (text.empty() ? "" : separator) + text_of(member == nullptr ? item : item.at(member));
    return text;
}

std::string line(const std::string& indent, const std::string& name, const std::string& value) {
    return value.empty() ? "" : indent + name + ": " + value + "\n";
}

/// "13 years, adolescent, male".
std::string patient_text(const Json& patient) {
    std::string text;
    if (!patient.at("age").is_null()) text = to_line(patient.at("age")) + " years";
    for (const char* name : {"age_group", "sex"}) {
        const std::string value = text_of(patient.at(name));
        if (!value.empty()) text += (text.empty() ? "" : ", ") + value;
    }
    return text;
}

/// How words were understood: "ATG = antithymocyte globulin (therapy, CB000123)".
std::string reading_text(const Json& readings) {
    std::string text;
    for (const Json& reading : readings) {
        if (reading.at("concept").is_null()) continue;
        text += (text.empty() ? "" : "; ") + text_of(reading.at("text")) + " = " +
                text_of(reading.at("label")) + " (" + text_of(reading.at("type")) + ", " +
                text_of(reading.at("concept")) + ")";
    }
    return line("", "Read as", text);
}

/// On one line, so that no line of a report looks like one of ours.
std::string on_one_line(std::string text) {
    std::replace_if(
        text.begin(), text.end(), [](char byte) { return byte == '\n' || byte == '\r'; }, ' ');
    return text;
}

std::string hit_text(const Json& hit) {
    const std::string indent = "   ";
    std::string text = to_line(hit.at("rank")) + ". " + heading_text(hit);
    if (hit.at("partial").get<bool>())
        text += indent + "PARTIAL (" + text_of(hit.at("partial_reason")) +
                "): holds only a part of what was asked\n";
    text += facts_text(hit.at("facts"), indent);
    for (const Json& snippet : hit.at("snippets"))
        text += indent + "> " + text_of(snippet.at("section")) + ": " +
                on_one_line(text_of(snippet.at("text"))) + "\n";
    return text;
}

std::string facet_text(const std::string& field, const Json& values) {
    std::string text = "Facet " + field + ":\n";
    for (const Json& value : values) {
        const std::string label = text_of(value.at("label"));
        const std::string filter = text_of(value.at("value"));
        text += "   " + to_line(value.at("count")) + "  " + label +
                (label == filter ? "" : " [" + filter + "]") + "\n";
    }
    return text;
}

std::string count_text(const Json& answer) {
    std::string text = to_line(answer.at("total")) +
                       (answer.at("total") == 1 ? " report answers" : " reports answer");
    if (answer.at("match") != "all") text += " (match: " + text_of(answer.at("match")) + ")";
    const auto hits = answer.find("hits");
    if (hits != answer.end() && !hits->empty())
        text += "; shown: rank " + to_line(hits->front().at("rank")) + " to " +
                to_line(hits->back().at("rank"));
    return text + ".\n";
}

}  // namespace

std::string hits_text(const Json& answer) {
    std::string text = count_text(answer) + reading_text(answer.at("read_as"));
    text += line("", "Did you mean", text_of(answer.at("suggestion")));
    for (const Json& diagnostic : answer.at("diagnostics"))
        text += line("", "Note", text_of(diagnostic.at("message")));
    for (const Json& hit : answer.value("hits", Json::array()))
        text += "\n" + hit_text(hit);
    if (!answer.at("facets").empty()) text += "\n";
    for (const auto& [field, values] : answer.at("facets").items())
        text += facet_text(field, values);
    const auto explanation = answer.find("explanation");
    if (explanation != answer.end())
        text += line("", "Query taken apart", text_of(explanation->at("tree")));
    return text + advice_text(answer);
}

std::string heading_text(const Json& report) {
    const std::string title = on_one_line(text_of(report.at("title")));
    std::string text = title.empty() ? "(no title)\n" : title + "\n";
    text += "   id: " + text_of(report.at("id"));
    for (const char* name : {"journal", "year", "doi"}) {
        const std::string value = text_of(report.at(name));
        if (!value.empty()) text += "; " + (name[0] == 'd' ? "doi: " + value : value);
    }
    return text + "; " + joined(report.at("languages"), nullptr) + "\n";
}

std::string facts_text(const Json& facts, const std::string& indent) {
    constexpr std::array<std::array<const char*, 2>, 4> kConcepts{{
        {"diagnosis", "diagnosis"},
        {"therapy", "therapy given"},
        {"therapy_failed", "of that failed"},
        {"therapy_mentioned", "therapy mentioned"},
    }};
    std::string patients;
    for (const Json& patient : facts.at("patients"))
        patients += (patients.empty() ? "" : "; ") + patient_text(patient);
    std::string text = line(indent, "patient", patients);
    for (const auto& [key, name] : kConcepts) {
        // What was given is mentioned, too.
        if (std::string_view(key) == "therapy_mentioned" && !facts.at("therapy").empty()) continue;
        text += line(indent, name, joined(facts.at(key), "label"));
    }
    return text + line(indent, "outcome", joined(facts.at("outcome"), nullptr, " -> "));
}

std::string advice_text(const Json& answer) {
    const std::string advice = text_of(answer.at("advice"));
    return advice.empty() ? "" : "\nNext: " + advice + "\n";
}

}  // namespace casebook::mcp
