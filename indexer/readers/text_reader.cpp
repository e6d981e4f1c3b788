#include "text_reader.hpp"

#include <array>

#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

constexpr std::size_t kLongestTitle = 300;  // bytes

bool ends_like_a_sentence(std::string_view line) {
    constexpr std::array<std::string_view, 8> kEnds = {".", "!", ";", ":", ",", "。", "．", "："};
    for (const std::string_view end : kEnds) {
        if (line.ends_with(end)) return true;
    }
    return false;
}

struct TitleLine {
    std::string_view title;
    std::size_t end = 0;  ///< where the text behind the title begins
};

TitleLine find_title(std::string_view text, const HeadingTable& headings) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos) return {};
    const std::size_t stop = std::min(text.find('\n', begin), text.size());
    const std::string_view line = trimmed(text.substr(begin, stop - begin));
    const std::size_t next_stop =
        std::min(text.find('\n', std::min(stop + 1, text.size())), text.size());
    const std::string_view next = text.substr(stop, next_stop - stop);
    const bool has_text_behind = text.find_first_not_of(" \t\r\n", stop) != text.npos;
    if (line.size() >= kLongestTitle || !trimmed(next).empty() || !has_text_behind) return {};
    if (ends_like_a_sentence(line) || headings.find(line)) return {};
    return {line, stop};
}

}  // namespace

CaseReport parse_text_report(std::string_view text, std::string id, const HeadingTable& headings) {
    const TitleLine title = find_title(text, headings);
    CaseReport report;
    report.id = std::move(id);
    report.title = std::string(title.title);
    report.sections = split_sections(text.substr(title.end), headings);
    return report;
}

}  // namespace casebook::readers
