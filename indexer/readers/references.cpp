#include "references.hpp"

#include <algorithm>

#include "json_record.hpp"
#include "pattern.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

int to_number(std::string_view digits) {
    return std::stoi(std::string(digits));
}

bool has_digit(std::string_view line) {
    return line.find_first_of("0123456789") != std::string_view::npos;
}

}  // namespace

ReferenceMarker parse_reference_marker(std::string_view line) {
    static const Pattern kMarker(
        "^(?:(?<first>\\d{1,3})\\.(?:\\s+(?<again>\\d{1,3})\\.)?(?=\\s|$|\\p{L})|\\[(?<bracket>\\d{"
        "1,3})\\]|(?<round>\\d{1,3})\\)(?=\\s))\\s*",
        {"first", "again", "bracket", "round"});
    const auto match = kMarker.search(line.substr(0, 64));
    if (!match) return {};
    std::string_view digits = (*match)["first"];
    if (digits.empty()) digits = (*match)["bracket"];
    if (digits.empty()) digits = (*match)["round"];
    const std::string_view again = (*match)["again"];
    if (!again.empty() && again != digits) return {};
    return {to_number(digits), match->whole.size(), !again.empty()};
}

void ReferenceList::add(std::string_view line) {
    const std::size_t links = furniture_.links_begin(line);
    if (links < line.size()) links_.emplace_back(trimmed(line.substr(links)));
    const bool is_blank = trimmed(line).empty();
    line = trimmed(line.substr(0, links));
    if (is_blank) end_paragraph();
    if (line.empty()) return;

    const ReferenceMarker marker = parse_reference_marker(line);
    const bool next_in_list = marker.number > 0 && marker.number == last_number_ + 1;
    if (next_in_list) {
        entries_.push_back(std::to_string(marker.number) + ". " +
                           collapsed(line.substr(marker.end)));
        last_number_ = marker.number;
    } else if (last_number_ > 0 && !entries_.empty()) {
        if (!entries_.back().ends_with(' ')) entries_.back() += ' ';
        entries_.back() += collapsed(line);
    } else {
        entries_.push_back(collapsed(line));
        ++paragraph_;
    }
}

void ReferenceList::end_paragraph() {
    const auto first = entries_.end() - static_cast<std::ptrdiff_t>(paragraph_);
    const auto dated = std::count_if(
        first, entries_.end(), [](const std::string& line) { return find_year(line).has_value(); });
    if (paragraph_ > 1 && dated <= 1) {
        std::string joined;
        for (auto line = first; line != entries_.end(); ++line)
            joined += (joined.empty() ? "" : " ") + *line;
        entries_.erase(first, entries_.end());
        entries_.push_back(std::move(joined));
    }
    paragraph_ = 0;
}

std::string ReferenceList::text() const {
    std::string out;
    for (const std::string& entry : entries_) {
        if (!out.empty()) out += '\n';
        out += trimmed(entry);
    }
    return out;
}

std::size_t count_references(std::string_view section_text) {
    std::size_t numbered = 0;
    std::size_t lines = 0;
    bool first = true;
    for (const std::string_view part : split(section_text, "\n")) {
        const std::string_view line = trimmed(part);
        if (line.empty()) continue;
        const bool is_heading = first && !has_digit(line) && line.size() < 60;
        first = false;
        if (is_heading) continue;
        ++lines;
        if (parse_reference_marker(line).number > 0) ++numbered;
    }
    return numbered > 0 ? numbered : lines;
}

}  // namespace casebook::readers
