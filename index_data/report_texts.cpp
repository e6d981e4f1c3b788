#include "casebook/report_texts.hpp"

#include <algorithm>
#include <map>

namespace casebook {
namespace {

Language main_language(const CaseReport& report) {
    return report.languages.empty() ? Language() : report.languages.front();
}

/// The first sentence of `text`, at most about 200 bytes, cut between words where it can be.
std::string first_sentence(std::string_view text) {
    constexpr std::size_t kLongestTitle = 200;
    static constexpr std::string_view kEnds[] = {". ", "\n", "。", "！", "？", "? ", "! ", "．"};
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return {};
    text.remove_prefix(start);
    std::size_t end = text.size();
    for (const std::string_view mark : kEnds) {
        const std::size_t found = text.find(mark);
        if (found == 0 || found == std::string_view::npos) continue;
        const bool spaced = mark.back() == ' ' || mark == "\n";
        end = std::min(end, spaced ? found + mark.size() - 1 : found + mark.size());
    }
    if (end > kLongestTitle) {
        const std::size_t space = text.rfind(' ', kLongestTitle);
        end = space != std::string_view::npos && space > kLongestTitle / 2 ? space : kLongestTitle;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            --end;
    }
    std::string sentence(text.substr(0, end));
    while (!sentence.empty() && sentence.back() == '\r')
        sentence.pop_back();
    return sentence;
}

void detect_section_languages(CaseReport& report) {
    const Language declared = main_language(report);
    for (Section& section : report.sections) {
        const Language hint = section.language.determined() ? section.language : declared;
        section.language = detect_language(section.text, {hint});
    }
}

/// Whether the report's title or translated title is in that language.
bool is_titled_in(const std::vector<ReportText>& texts, Language language) {
    return std::any_of(texts.begin(), texts.end(), [&](const ReportText& text) {
        return text.language == language &&
               (text.kind == SectionKind::title || text.kind == SectionKind::translated_title);
    });
}

/// Languages of the report's own text by bytes, those of under a twentieth of it and in no title
/// left out.
void rank_languages(CaseReport& report) {
    std::map<Language, std::size_t> bytes;
    std::size_t total = 0;
    const std::vector<ReportText> texts = texts_of(report);
    for (const ReportText& text : texts) {
        if (!is_own_text(text.kind) || !text.language.determined()) continue;
        bytes[text.language] += text.text.size();
        total += text.text.size();
    }
    std::vector<std::pair<std::size_t, Language>> ranked;
    for (const auto& [language, count] : bytes) {
        if (count * 20 >= total || is_titled_in(texts, language))
            ranked.emplace_back(count, language);
    }
    std::sort(ranked.begin(), ranked.end(), [](const auto& left, const auto& right) {
        return left.first != right.first ? left.first > right.first : left.second < right.second;
    });
    if (ranked.empty()) return;
    report.languages.clear();
    for (const auto& [count, language] : ranked)
        report.languages.push_back(language);
}

void infer_title(CaseReport& report) {
    if (!report.title.empty()) return;
    for (const Section& section : report.sections) {
        if (!is_own_text(section.kind)) continue;
        report.title = first_sentence(section.text);
        report.title_inferred = !report.title.empty();
        if (report.title_inferred) return;
    }
}

}  // namespace

std::vector<ReportText> texts_of(const CaseReport& report) {
    std::vector<ReportText> texts;
    const Language declared = main_language(report);
    const auto add = [&](SectionKind kind, std::string_view text) {
        if (!text.empty()) texts.push_back({kind, detect_language(text, {declared}), text});
    };
    if (!report.title_inferred) add(SectionKind::title, report.title);
    add(SectionKind::translated_title, report.translated_title);
    for (const Section& section : report.sections) {
        texts.push_back({section.kind, section.language, section.text});
    }
    for (const std::string& keyword : report.keywords)
        add(SectionKind::keywords, keyword);
    return texts;
}

void complete_report(CaseReport& report) {
    detect_section_languages(report);
    rank_languages(report);
    infer_title(report);
}

}  // namespace casebook
