#include "casebook/search_record.hpp"

#include <array>

#include "json_parts.hpp"

namespace casebook {
namespace {

using json_parts::codes_of;
using json_parts::diagnostics_to_json;
using json_parts::Json;
using json_parts::list_of;
using json_parts::text_or_null;

constexpr int kIndent = 2;

std::string two_digits(unsigned number) {
    return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

/// ISO 8601, UTC: "2026-01-31T09:05:00Z".
std::string date_text(std::chrono::sys_seconds date) {
    const auto day = std::chrono::floor<std::chrono::days>(date);
    const std::chrono::year_month_day ymd(day);
    const std::chrono::hh_mm_ss time(date - day);
    return std::to_string(static_cast<int>(ymd.year())) + "-" +
           two_digits(static_cast<unsigned>(ymd.month())) + "-" +
           two_digits(static_cast<unsigned>(ymd.day())) + "T" +
           two_digits(static_cast<unsigned>(time.hours().count())) + ":" +
           two_digits(static_cast<unsigned>(time.minutes().count())) + ":" +
           two_digits(static_cast<unsigned>(time.seconds().count())) + "Z";
}

Json unit_to_json(const RecordedUnit& unit) {
    return {{"text", unit.text},
            {"begin", unit.begin},
            {"end", unit.end},
            {"quoted", unit.quoted},
            {"stop_word", unit.stop_word},
            {"field", text_or_null(unit.field)},
            {"reports", unit.reports},
            {"forms", list_of(unit.forms, [](const RecordedForm& form) {
                 return Json{{"form", form.form},
                             {"class", form.term_class},
                             {"languages", codes_of(form.languages)}};
             })}};
}

Json step_to_json(const RecordedStep& step) {
    return {{"step", to_string(step.kind)},
            {"what", text_or_null(step.what)},
            {"alone", step.alone},
            {"after", step.after ? Json(*step.after) : Json(nullptr)}};
}

Json filter_to_json(const Filter& filter) {
    return {{"field", filter.field}, {"value", filter.value}};
}

}  // namespace

std::string_view to_string(RecordedStep::Kind kind) {
    static constexpr std::array<std::string_view, 5> kNames{"index", "condition", "match",
                                                            "exclusion", "filter"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string to_json(const SearchRecord& record) {
    const Json json = {
        {"schema", 1},
        {"program", "casebook"},
        {"version", record.program_version},
        {"date", date_text(record.date)},
        {"query", record.request.query},
        {"filters", list_of(record.request.filters, filter_to_json)},
        {"match_requested", to_string(record.request.match)},
        {"match", to_string(record.match)},
        {"match_required", record.match_required},
        {"diagnostics", diagnostics_to_json(record.diagnostics)},
        {"index",
         {{"reports", record.reports},
          {"revision", record.revision},
          {"schema", record.schema_version},
          {"analyzer", record.analyzer_fingerprint},
          {"thesaurus", record.thesaurus_fingerprint},
          {"languages", codes_of(record.languages)}}},
        {"units", list_of(record.units, unit_to_json)},
        {"steps", list_of(record.steps, step_to_json)},
        {"total", record.total},
    };
    return json.dump(kIndent, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace casebook
