#include <algorithm>
#include <vector>

#include "answer_budget.hpp"
#include "answer_schemas.hpp"
#include "casebook/search_json.hpp"
#include "close_reports.hpp"
#include "hit_text.hpp"
#include "request_schemas.hpp"
#include "tool.hpp"

namespace casebook::mcp {
namespace {

/// Where a page begins: a section of the stored report and a byte of its text.
struct Place {
    std::size_t section = 0;
    std::size_t offset = 0;
};

/// What most readers do not want: the reference list, and what the publisher's site put around.
bool is_aside(const Json& section) {
    return section.at("kind") == "references" || section.at("kind") == "furniture";
}

/// `offset`, moved back to the first byte of its character.
std::size_t whole_character(const std::string& text, std::size_t offset) {
    offset = std::min(offset, text.size());
    while (offset > 0 && offset < text.size() &&
           (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U)
        --offset;
    return offset;
}

std::string part_text(const Json& part) {
    const auto& body = part.at("text").get_ref<const std::string&>();
    const std::size_t offset = part.at("offset").get<std::size_t>();
    return "\n[section " + to_line(part.at("section")) + ", " + part.at("kind").get<std::string>() +
           ", bytes " + std::to_string(offset) + " to " + std::to_string(offset + body.size()) +
           " of " + to_line(part.at("bytes")) + "]\n" + body + "\n";
}

std::string report_text(const Json& report) {
    std::string text = heading_text(report) + facts_text(report.at("facts"), "   ");
    for (const Json& part : report.at("sections"))
        text += part_text(part);
    return text + advice_text(report);
}

/// What a part adds to an answer, in both its forms.
std::size_t size_of_part(const Json& part) {
    return to_line(part).size() + to_line(Json(part_text(part))).size();
}

/// Takes what is asked of a report's sections, as much as the budget allows.
class SectionPager {
public:
    SectionPager(Json sections, bool with_asides, const AnswerBudget& budget)
        : sections_(std::move(sections)), with_asides_(with_asides), budget_(budget) {}

    [[nodiscard]] Json outline() const {
        Json outline = Json::array();
        for (std::size_t at = 0; at < sections_.size(); ++at)
            outline.push_back({{"section", at},
                               {"kind", sections_[at].at("kind")},
                               {"language", sections_[at].at("language")},
                               {"bytes", text_of(at).size()}});
        return outline;
    }

    /// Puts text from `place` on into `report`, and where the next page begins.
    void put(Json& report, Place place) const {
        Json told = report;
        tell_next(told, {sections_.size(), kFarthest});
        std::size_t room =
            budget_.max_bytes() - std::min(budget_.max_bytes(), budget_.size_of(told));
        for (std::size_t at = place.section; at < sections_.size(); ++at) {
            const bool asked_for = at == place.section && place.section > 0;
            if (is_aside(sections_[at]) && !with_asides_ && !asked_for) continue;
            const std::string& text = text_of(at);
            const std::size_t from = at == place.section ? whole_character(text, place.offset) : 0;
            if (from == text.size()) continue;
            const Json part = longest_part(at, from, room);
            const std::size_t end = from + part.at("text").get_ref<const std::string&>().size();
            if (end > from) {
                room -= size_of_part(part);
                report["sections"].push_back(part);
            }
            if (end < text.size()) return tell_next(report, {at, end});
        }
    }

private:
    static constexpr std::size_t kFarthest = 1'000'000'000;

    [[nodiscard]] const std::string& text_of(std::size_t section) const {
        return sections_[section].at("text").get_ref<const std::string&>();
    }

    /// As much of a section's text as takes no more than `room`.
    [[nodiscard]] Json longest_part(std::size_t at, std::size_t from, std::size_t room) const {
        const std::string& text = text_of(at);
        const auto part_of = [&](std::size_t length) {
            const std::size_t end = whole_character(text, from + length);
            return Json{{"section", at},
                        {"kind", sections_[at].at("kind")},
                        {"language", sections_[at].at("language")},
                        {"offset", from},
                        {"bytes", text.size()},
                        {"text", text.substr(from, end - from)}};
        };
        // The text stands in both forms, so that more than half of the room is never filled.
        const std::size_t most = std::min(text.size() - from, room / 2);
        return part_of(greatest_fitting(
            most, [&](std::size_t length) { return size_of_part(part_of(length)) <= room; }));
    }

    static void tell_next(Json& report, Place next) {
        const std::string where = "section " + std::to_string(next.section) + " and offset " +
                                  std::to_string(next.offset);
        report["truncated"] = true;
        report["next"] = {{"section", next.section}, {"offset", next.offset}};
        report["advice"] = report.at("sections").empty()
                               ? "None of the text fits: ask again with a greater max_bytes."
                               : "The report goes on: ask again with " + where + ".";
    }

    Json sections_;
    bool with_asides_;
    const AnswerBudget& budget_;
};

/// Arrays of a report's description, the dispensable first.
const std::vector<std::string>& description_arrays() {
    static const std::vector<std::string> arrays{"/outline",
                                                 "/keywords",
                                                 "/translated_authors",
                                                 "/authors",
                                                 "/facts/therapy_mentioned",
                                                 "/facts/diagnosis",
                                                 "/facts/therapy",
                                                 "/facts/therapy_failed",
                                                 "/facts/patients",
                                                 "/facts/outcome"};
    return arrays;
}

Place place_asked(const Json& arguments, const Json& sections) {
    const Place place{arguments.value("section", std::size_t{0}),
                      arguments.value("offset", std::size_t{0})};
    if (place.section > 0 && place.section >= sections.size())
        throw ToolFailure("get_report: the report has " + std::to_string(sections.size()) +
                          " sections, counted from 0; outline lists them.");
    return place;
}

ToolAnswer run_report(const Library& library, const Json& arguments, const CallLimits& limits) {
    const std::string id = arguments.at("id").get<std::string>();
    const auto found = library.searcher.find_report(id);
    if (!found) throw ToolFailure(no_such_report(library, id));
    const AnswerBudget budget(limits.max_bytes, report_text);
    Json report = {{"schema", 1}};
    report.update(Json::parse(to_json(*found)));
    const Place place = place_asked(arguments, report.at("sections"));
    const SectionPager pager(report.at("sections"), arguments.value("references", false), budget);
    report.erase("sections");
    report["outline"] = pager.outline();
    report["sections"] = Json::array();
    report["truncated"] = false;
    report["next"] = nullptr;
    report["advice"] = nullptr;
    if (budget.size_of(report) > limits.max_bytes / 2) {
        report["extra"] = Json::object();
        report["truncated"] = true;
        budget.cut_arrays(report, description_arrays(), limits.max_bytes / 2,
                          "The report's description alone is longer than max_bytes: ask with a "
                          "greater one.");
        report["advice"] = "Parts of the description were cut off: ask with a greater max_bytes.";
    }
    pager.put(report, place);
    return budget.finish(std::move(report));
}

}  // namespace

std::string no_such_report(const Library& library, const std::string& id) {
    std::vector<std::string> ids;
    for (const char* field : {"doi", "pmid"}) {
        SearchRequest request;
        request.filters = {{field, id}};
        request.with_snippets = false;
        request.top = 5;
        for (const Hit& hit : library.searcher.search(request).hits)
            ids.push_back(hit.report.id);
    }
    if (ids.empty()) ids = library.searcher.close_ids(id);
    std::string message = "No report has the id \"" + cut_for_message(id) + "\". ";
    if (ids.empty())
        return message +
               "Ids stand as id in the hits of search_case_reports: search for the report's title.";
    message += "Perhaps you mean ";
    for (std::size_t at = 0; at < ids.size(); ++at)
        message += (at == 0 ? "\"" : ", \"") + ids[at] + "\"";
    return message + "; else search for the report's title with search_case_reports.";
}

Tool report_tool() {
    return {
        .name = "get_report",
        .title = "Read a case report",
        .description =
            "Gives the text of one report with its description and facts. Use it to read what a "
            "report really says before you state or cite anything of it. id is that of a hit. A "
            "long report comes in pages: ask again with the section and offset that next tells. "
            "outline lists all sections; to read one of them, ask with its number. Reference lists "
            "and text that the publisher's site put around the report are left out unless "
            "references is true or their section is asked for.",
        .input_schema = arguments_of(
            {{"id", text_argument(1, 1'000, "The id of a hit of search_case_reports.")},
             {"section", number_argument(0, 100'000, 0, "Begin with this section.")},
             {"offset", number_argument(0, 1'000'000'000, 0, "Begin at this byte of it.")},
             {"references", switch_argument(false, "Reference lists and page furniture too.")}},
            {"id"}),
        .output_schema = report_schema(),
        .run = run_report};
}

}  // namespace casebook::mcp
