#include <algorithm>

#include "casebook/search_json.hpp"
#include "casebook/searcher.hpp"
#include "commands.hpp"
#include "text_layout.hpp"
#include "visible_text.hpp"

namespace casebook::cli {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() ? "" : std::string(separator)) + part;
    }
    return text;
}

/// "Int J Hematol 2004;12:3-9".
std::string source_text(const CaseReport& report) {
    std::string text = report.journal;
    if (report.year) {
        text += (text.empty() ? "" : " ") + std::to_string(*report.year);
    }
    if (!report.volume.empty()) {
        text += (text.empty() ? "" : ";") + report.volume;
    }
    if (!report.pages.empty()) {
        text += (text.empty() ? "" : ":") + report.pages;
    }
    return text;
}

/// Writes the parts of a report as lines of the terminal's width.
class ReportPrinter {
public:
    explicit ReportPrinter(Streams& streams) : streams_(streams) {}

    void field(std::string_view name, std::string_view value) {
        if (!value.empty()) {
            const std::vector<StyledText> runs = {{std::string(name) + ": ", Style::faint},
                                                  {visible_line(value), Style::plain}};
            write(runs);
        }
    }

    void heading(std::string_view text) {
        const std::vector<StyledText> runs = {{visible_line(text), Style::strong}};
        write(runs);
    }

    /// Line ends of the text are kept.
    void body(std::string_view text) {
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            const std::vector<StyledText> runs = {
                {visible_line(text.substr(0, end)), Style::plain}};
            write(runs);
            text.remove_prefix(std::min(end + 1, text.size()));
        }
    }

    void gap() { streams_.out.write("\n"); }

private:
    void write(std::span<const StyledText> runs) {
        const Terminal& terminal = streams_.out_terminal;
        streams_.out.write(lay_out(runs, {.width = terminal.width}, terminal.styled));
    }

    Streams& streams_;
};

std::string labels_of(const std::vector<HitConcept>& concepts) {
    std::vector<std::string> labels;
    for (const HitConcept& known : concepts)
        labels.push_back(known.label);
    return joined(labels, ", ");
}

/// "13 years, adolescent, male": what the report tells of a patient.
std::string patient_text(const StoredPatient& patient) {
    constexpr double kMonths = 12;
    std::vector<std::string> parts;
    if (patient.age && *patient.age < 2) {
        parts.push_back(counted(static_cast<std::uint64_t>(*patient.age * kMonths + 0.5), "month"));
    } else if (patient.age) {
        parts.push_back(counted(static_cast<std::uint64_t>(*patient.age), "year"));
    }
    if (patient.age_group) parts.emplace_back(to_string(*patient.age_group));
    if (patient.sex) parts.emplace_back(to_string(*patient.sex));
    return joined(parts, ", ");
}

void print_facts(const HitFacts& facts, ReportPrinter& printer) {
    std::vector<std::string> patients;
    for (const StoredPatient& patient : facts.patients)
        patients.push_back(patient_text(patient));
    std::vector<std::string> outcome;
    for (const OutcomeState state : facts.outcome)
        outcome.emplace_back(to_string(state));
    printer.field("patients", joined(patients, "; "));
    printer.field("diagnosis", labels_of(facts.diagnosis));
    printer.field("therapy", labels_of(facts.therapy));
    printer.field("therapy failed", labels_of(facts.therapy_failed));
    printer.field("therapy mentioned", labels_of(facts.therapy_mentioned));
    printer.field("outcome", joined(outcome, ", "));
}

void print_report(const FoundReport& found, Streams& streams) {
    const CaseReport& report = found.report;
    ReportPrinter printer(streams);
    printer.heading(report.title.empty() ? "(no title)" : report.title);
    printer.field("translated title", report.translated_title);
    printer.field("authors", joined(report.authors, "; "));
    printer.field("translated authors", joined(report.translated_authors, "; "));
    printer.field("source", source_text(report));
    printer.field("id", visible_name(report.id));
    printer.field("doi", report.doi);
    printer.field("pmid", report.pmid);
    printer.field("article type", found.facts.article_type);
    printer.field("keywords", joined(report.keywords, "; "));
    std::vector<std::string> languages;
    for (const Language& language : report.languages) {
        languages.emplace_back(language.code());
    }
    printer.field("languages", joined(languages, ", "));
    print_facts(found.facts, printer);
    for (const Section& section : report.sections) {
        if (section.kind != SectionKind::furniture) {
            printer.gap();
            printer.heading(to_string(section.kind));
            printer.body(section.text);
        }
    }
}

}  // namespace

int run_show(const ParsedCommand& command, Streams& streams) {
    const std::string& id = command.words().front();
    const auto found = Searcher(database_path(command)).find_report(id);
    if (!found) {
        tell(streams, "no report has the id '" + id + "'");
        return kExitPartly;
    }
    if (command.value("format") == "json") {
        streams.out.write(to_json(*found) + "\n");
    } else {
        print_report(*found, streams);
    }
    return kExitDone;
}

}  // namespace casebook::cli
