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

std::string report_text(const Json& report) {
    std::string text = heading_text(report) + facts_text(report.at("facts"), "   ");
    for (const Json& part : report.at("sections")) {
        const std::string& body = part.at("text").get_ref<const std::string&>();
        text += "\n[section " + to_line(part.at("section")) + ", " +
                part.at("kind").get<std::string>() + ", bytes " + to_line(part.at("offset")) +
                " to " + std::to_string(part.at("offset").get<std::size_t>() + body.size()) +
                " of " + to_line(part.at("bytes")) + "]\n" + body + "\n";
    }
    return text + advice_text(report);
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
        for (std::size_t at = place.section; at < sections_.size(); ++at) {
            const bool asked_for = at == place.section && place.section > 0;
            if (is_aside(sections_[at]) && !with_asides_ && !asked_for) continue;
            const std::size_t from = at == place.section ? place.offset : 0;
            const std::size_t end = put_part(report, at, from);
            if (end < text_of(at).size()) return tell_next(report, {at, end}, end > from);
        }
    }

private:
    [[nodiscard]] const std::string& text_of(std::size_t section) const {
        return sections_[section].at("text").get_ref<const std::string&>();
    }

    /// Appends as much of a section as fits, with what would be told of a cut; where it ends.
    std::size_t put_part(Json& report, std::size_t at, std::size_t from) const {
        const std::string& text = text_of(at);
        from = whole_character(text, from);
        const Json before = report;
        const auto put_to = [&](std::size_t end) {
            report = before;
            report["sections"].push_back({{"section", at},
                                          {"kind", sections_[at].at("kind")},
                                          {"language", sections_[at].at("language")},
                                          {"offset", from},
                                          {"bytes", text.size()},
                                          {"text", text.substr(from, end - from)}});
        };
        const auto fits = [&](std::size_t length) {
            put_to(whole_character(text, from + length));
            tell_next(report, {at, text.size()}, true);
            return budget_.fits(report);
        };
        const std::size_t length = greatest_fitting(text.size() - from, fits);
        const std::size_t end = whole_character(text, from + length);
        if (end > from || text.size() == from) {
            put_to(end);
        } else {
            report = before;
        }
        return end;
    }

    static void tell_next(Json& report, Place next, bool goes_on) {
        const std::string where = "section " + std::to_string(next.section) + " and offset " +
                                  std::to_string(next.offset);
        report["truncated"] = true;
        report["next"] = {{"section", next.section}, {"offset", next.offset}};
        report["advice"] =
            goes_on || !report.at("sections").empty()
                ? "The report goes on: ask again with " + where + "."
                : "Nothing of the text fits: ask with " + where + " and a greater max_bytes.";
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
