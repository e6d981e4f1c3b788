#include "casebook/annotation.hpp"

#include <nlohmann/json.hpp>

#include "casebook/report_texts.hpp"

namespace casebook {
namespace {

using Json = nlohmann::ordered_json;

Json sections_of(const CaseReport& report) {
    Json sections = Json::array();
    for (const ReportText& text : texts_of(report)) {
        sections.push_back({{"kind", to_string(text.kind)},
                            {"language", text.language.code()},
                            {"text", text.text}});
    }
    return sections;
}

Json languages_of(const CaseReport& report) {
    Json codes = Json::array();
    for (const Language& language : report.languages)
        codes.push_back(language.code());
    return codes;
}

}  // namespace

std::string annotate_to_json(CaseReport report) {
    complete_report(report);
    const Json annotation = {{"schema", 1},
                             {"id", report.id},
                             {"title", report.title},
                             {"languages", languages_of(report)},
                             {"sections", sections_of(report)},
                             {"abbreviations", Json::array()},
                             {"concepts", Json::array()},
                             {"facts", Json::object()}};
    return annotation.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace casebook
