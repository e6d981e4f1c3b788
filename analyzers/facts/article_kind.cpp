#include "facts/article_kind.hpp"

#include <algorithm>

namespace casebook {
namespace {

bool has_section(const ReportReading& reading, SectionKind kind) {
    return std::any_of(reading.texts().begin(), reading.texts().end(),
                       [&](const FactText& text) { return text.kind == kind; });
}

/// Whether a cue stands in a title, or, if `anywhere`, in the report's own text.
bool is_told(const ReportReading& reading, CueCategory category, bool anywhere) {
    for (const Sentence& sentence : reading.sentences()) {
        if (!anywhere && sentence.zone != Zone::heading) continue;
        for (std::uint32_t i = sentence.first_cue; i < sentence.last_cue; ++i) {
            if (reading.cues()[i].rule.category == category) return true;
        }
    }
    return false;
}

}  // namespace

std::string told_article_type(const ReportReading& reading) {
    const bool questions =
        has_section(reading, SectionKind::question) && has_section(reading, SectionKind::answer);
    const auto titled = [&](CueCategory category) { return is_told(reading, category, false); };
    if (titled(CueCategory::retraction)) return "retraction";
    if (questions || titled(CueCategory::question)) return "question and answer";
    if (titled(CueCategory::series)) return "case series";
    if (titled(CueCategory::case_report)) return "case report";
    if (titled(CueCategory::review)) return "review";
    if (titled(CueCategory::letter)) return "letter";
    if (titled(CueCategory::study)) return "original article";
    if (has_section(reading, SectionKind::case_presentation)) return "case report";
    return {};
}

bool tells_of_no_one(std::string_view article_type) {
    return article_type == "review" || article_type == "question and answer" ||
           article_type == "retraction";
}

}  // namespace casebook
