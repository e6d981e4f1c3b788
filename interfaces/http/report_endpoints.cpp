#include <array>
#include <nlohmann/json.hpp>

#include "api_error.hpp"
#include "casebook/citation_export.hpp"
#include "casebook/report_texts.hpp"
#include "casebook/search_json.hpp"
#include "casebook/thesaurus_lookup.hpp"
#include "endpoint.hpp"
#include "posted_report.hpp"

namespace casebook::http {

std::string AnnotatorPool::annotate(CaseReport report, std::shared_ptr<const Thesaurus> thesaurus) {
    std::unique_ptr<Entry> entry;
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            entry = std::move(idle_.back());
            idle_.pop_back();
        }
    }
    if (entry == nullptr || entry->thesaurus != thesaurus) {
        Annotator annotator(*thesaurus);
        entry = std::make_unique<Entry>(Entry{std::move(thesaurus), std::move(annotator)});
    }
    std::string json = entry->annotator.annotate(std::move(report));
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(entry));
    return json;
}

namespace {

using Json = nlohmann::ordered_json;

/// What of the report each of the annotation's sections is: its numbers count titles and keywords,
/// those of the report's own list do not.
Json places_of(const CaseReport& report) {
    Json places = Json::array();
    for (const ReportText& text : texts_of(report)) {
        const auto is = [&](const std::string& field) { return text.text.data() == field.data(); };
        const auto number_in = [&](const auto& list, auto text_of) {
            std::size_t at = 0;
            while (at < list.size() && !is(text_of(list[at])))
                ++at;
            return at;
        };
        const std::size_t section = number_in(
            report.sections, [](const Section& item) -> const std::string& { return item.text; });
        if (is(report.title)) {
            places.push_back({{"field", "title"}, {"index", nullptr}});
        } else if (is(report.translated_title)) {
            places.push_back({{"field", "translated_title"}, {"index", nullptr}});
        } else if (section < report.sections.size()) {
            places.push_back({{"field", "sections"}, {"index", section}});
        } else {
            const std::size_t keyword =
                number_in(report.keywords,
                          [](const std::string& item) -> const std::string& { return item; });
            places.push_back({{"field", "keywords"}, {"index", keyword}});
        }
    }
    return places;
}

/// A report with a longer text than is analysed comes without an annotation.
Answer annotated(const Call& call, const FoundReport& found) {
    if (bytes_of_texts(found.report) > call.services.settings.limits.text)
        return {to_json(found) + "\n"};
    const std::string places = places_of(found.report).dump();
    const std::string annotation =
        call.services.annotators.annotate(found.report, call.services.searcher.thesaurus());
    // Both are objects of the library's, which stay as they are.
    Answer answer;
    answer.body = to_json(found);
    answer.body.pop_back();
    answer.body += ",\"annotation\":" + annotation + ",\"annotation_places\":" + places + "}\n";
    return answer;
}

}  // namespace

Answer answer_report(const Call& call) {
    static constexpr std::array<std::string_view, 3> kFormats{"json", "ris", "bibtex"};
    const std::string format = call.parameters.choice("format", kFormats);
    const bool annotate = call.parameters.truth("annotate", false);
    if (annotate && format != "json")
        throw ApiError(400, "invalid_parameter", "an annotation has a place in json alone",
                       "annotate");
    const auto found = call.services.searcher.find_report(call.id);
    if (!found) throw ApiError(404, "no_such_report", "no report has that id", "id");
    if (format == "ris")
        return {to_ris(found->report), "application/x-research-info-systems; charset=utf-8",
                "report.ris"};
    if (format == "bibtex")
        return {to_bibtex(found->report), "application/x-bibtex; charset=utf-8", "report.bib"};
    return annotate ? annotated(call, *found) : Answer{to_json(*found) + "\n"};
}

Answer answer_annotate(const Call& call) {
    static constexpr std::array<std::string_view, 2> kFormats{"json", "jsonl"};
    const bool lines = call.parameters.choice("format", kFormats) == "jsonl";
    const std::shared_ptr<const Thesaurus> thesaurus = call.services.searcher.thesaurus();
    Answer answer;
    if (!lines) {
        answer.body = call.services.annotators.annotate(posted_report(call), thesaurus) + "\n";
        return answer;
    }
    answer.type = "application/x-ndjson";
    for_each_posted_report(call, [&](CaseReport&& report) {
        answer.body += call.services.annotators.annotate(std::move(report), thesaurus) + "\n";
    });
    return answer;
}

Answer answer_thesaurus(const Call& call) {
    const std::string term = call.parameters.required("term");
    const std::shared_ptr<const Thesaurus> thesaurus = call.services.searcher.thesaurus();
    Answer answer;
    answer.body = to_json(*thesaurus, look_up_concepts(*thesaurus, term)) + "\n";
    return answer;
}

Answer answer_health(const Call& call) {
    const IndexState state = call.services.searcher.state();
    Answer answer;
    answer.body = Json{{"status", "ok"},
                       {"version", call.services.settings.version},
                       {"revision", state.revision},
                       {"reports", state.reports}}
                      .dump() +
                  "\n";
    return answer;
}

Answer answer_metrics(const Call& call) {
    return {call.services.metrics.text(call.services.searcher.state()),
            "text/plain; version=0.0.4; charset=utf-8"};
}

}  // namespace casebook::http

namespace casebook::built_in {
std::string_view openapi_json();
}  // namespace casebook::built_in

namespace casebook::http {

Answer answer_openapi(const Call&) {
    return {std::string(built_in::openapi_json())};
}

}  // namespace casebook::http
