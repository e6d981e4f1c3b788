#include "casebook/section_splitter.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <optional>

#include "casebook/error.hpp"

namespace casebook {
namespace {

constexpr std::size_t kLongestHeading = 120;  // bytes

bool is_decoration(UChar32 c) {
    return u_isUWhiteSpace(c) || u_charType(c) == U_START_PUNCTUATION ||
           u_charType(c) == U_END_PUNCTUATION || c == '#' || c == '*' || c == '_' || c == '=' ||
           c == 0x25A0 || c == 0x25CF || c == 0x2022;
}

bool is_closing(UChar32 c) {
    return is_decoration(c) || c == ':' || c == '.' || c == 0xFF1A || c == 0x3002 || c == '-' ||
           c == 0x2013 || c == 0x2014;
}

bool is_stop(UChar32 c) {
    return c == '.' || c == 0xFF0E;
}

bool is_numbering(UChar32 c) {
    return u_isdigit(c) || c == 'i' || c == 'v' || c == 'x' || is_stop(c);
}

/// Where the heading's words begin after "2.1", "III." or "b)": 0 if there is no number.
std::int32_t end_of_number(const icu::UnicodeString& line) {
    std::int32_t at = 0;
    while (at < line.length() && is_numbering(line.char32At(at)))
        ++at;
    if (at == 0 && line.length() > 1 && line[0] >= 'a' && line[0] <= 'h') at = 1;
    if (at == 0 || at >= line.length()) return 0;
    const UChar32 after = line.char32At(at);
    const UChar32 last = line.char32At(at - 1);
    const bool closed = is_stop(last) || after == ')' || after == 0xFF09 || after == 0x3001;
    const bool digits_then_space = u_isdigit(last) && u_isUWhiteSpace(after);
    if (!closed && !digits_then_space) return 0;
    return is_stop(last) ? at : at + 1;
}

icu::UnicodeString collapse_spaces(const icu::UnicodeString& line) {
    icu::UnicodeString out;
    for (std::int32_t i = 0; i < line.length(); ++i) {
        if (!u_isUWhiteSpace(line[i])) {
            out.append(line[i]);
        } else if (!out.isEmpty() && out[out.length() - 1] != ' ') {
            out.append(u' ');
        }
    }
    return out;
}

void strip(icu::UnicodeString& line) {
    std::int32_t begin = 0;
    while (begin < line.length() && is_decoration(line[begin]))
        ++begin;
    std::int32_t end = line.length();
    while (end > begin && is_closing(line[end - 1]))
        --end;
    line.retainBetween(begin, end);
}

std::string normal_form(std::string_view line) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    icu::UnicodeString text =
        icu::UnicodeString::fromUTF8({line.data(), static_cast<std::int32_t>(line.size())});
    if (U_SUCCESS(status)) text = nfc->normalize(text, status);
    text.foldCase();
    strip(text);
    text.remove(0, end_of_number(text));
    strip(text);
    std::string out;
    collapse_spaces(text).toUTF8String(out);
    return out;
}

/// The parts of a heading that joins several, such as "history, diagnosis and treatment".
std::vector<std::string_view> split_joined(std::string_view form) {
    static constexpr std::array<std::string_view, 13> kJoints = {
        ", ",   " / ", "/",   " & ",   " and ", " y ", " und ",
        " et ", " e ", " и ", " eta ", "・",    "、"};
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < form.size();) {
        const auto joint = std::find_if(kJoints.begin(), kJoints.end(), [&](std::string_view j) {
            return form.substr(at).starts_with(j);
        });
        if (joint == kJoints.end()) {
            ++at;
            continue;
        }
        parts.push_back(form.substr(begin, at - begin));
        at += joint->size();
        begin = at;
    }
    parts.push_back(form.substr(begin));
    return parts;
}

struct Row {
    std::array<std::string_view, 3> columns;
};

std::optional<Row> split_row(std::string_view line) {
    Row row;
    const std::size_t first = line.find('\t');
    const std::size_t second = first == line.npos ? line.npos : line.find('\t', first + 1);
    if (second == line.npos || line.find('\t', second + 1) != line.npos) return std::nullopt;
    row.columns = {line.substr(0, first), line.substr(first + 1, second - first - 1),
                   line.substr(second + 1)};
    return row;
}

/// Calls `visit(line, begin, end)` for each line without its line end; `end` is behind that.
template <typename Visit>
void for_each_line(std::string_view text, Visit visit) {
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t stop = std::min(text.find('\n', begin), text.size());
        const std::size_t end = std::min(stop + 1, text.size());
        std::string_view line = text.substr(begin, stop - begin);
        if (line.ends_with('\r')) line.remove_suffix(1);
        visit(line, begin, end);
        begin = end;
    }
}

/// `slice` without blank lines before and behind; indentation of its first line is kept.
std::string_view without_blank_lines(std::string_view slice) {
    const std::size_t last = slice.find_last_not_of(" \t\r\n\f\v");
    if (last == slice.npos) return {};
    const std::size_t first = slice.find_first_not_of(" \t\r\n\f\v");
    const std::size_t line_end = slice.rfind('\n', first);
    const std::size_t begin = line_end == slice.npos ? 0 : line_end + 1;
    return slice.substr(begin, last + 1 - begin);
}

}  // namespace

void HeadingTable::add(std::string_view heading, Heading meaning) {
    const auto [row, is_new] = headings_.emplace(normal_form(heading), meaning);
    if (!is_new && row->second.language != meaning.language) row->second.language = Language();
}

std::optional<Heading> HeadingTable::find(std::string_view line) const {
    if (line.size() > kLongestHeading) return std::nullopt;
    const std::string form = normal_form(line);
    if (form.empty()) return std::nullopt;
    if (const auto found = headings_.find(form); found != headings_.end()) return found->second;
    return find_joined(form);
}

std::optional<Heading> HeadingTable::find_joined(std::string_view form) const {
    std::optional<Heading> first;
    for (const std::string_view part : split_joined(form)) {
        const auto found = headings_.find(part);
        if (found == headings_.end()) return std::nullopt;
        if (!first) first = found->second;
    }
    return first;
}

HeadingTable parse_heading_table(std::string_view tsv) {
    HeadingTable table;
    std::size_t number = 0;
    for_each_line(tsv, [&](std::string_view line, std::size_t, std::size_t) {
        ++number;
        if (line.empty() || line.starts_with('#')) return;
        const auto row = split_row(line);
        const auto kind = row ? parse_section_kind(row->columns[0]) : std::nullopt;
        if (!kind) {
            throw Error(ErrorCode::corrupt, "heading table, line " + std::to_string(number) +
                                                ": expected kind<TAB>language<TAB>heading");
        }
        table.add(row->columns[2], {*kind, Language::from_tag(row->columns[1])});
    });
    return table;
}

std::vector<Section> split_sections(std::string_view text, const HeadingTable& headings,
                                    SectionKind opening) {
    std::vector<Section> sections;
    SectionKind kind = opening;
    std::size_t open = 0;
    const auto close = [&](std::size_t end) {
        const std::string_view slice = without_blank_lines(text.substr(open, end - open));
        if (!slice.empty()) sections.push_back({kind, Language(), std::string(slice)});
        open = end;
    };
    for_each_line(text, [&](std::string_view line, std::size_t begin, std::size_t) {
        const auto heading = headings.find(line);
        if (!heading || heading->kind == kind) return;
        close(begin);
        kind = heading->kind;
    });
    close(text.size());
    return sections;
}

}  // namespace casebook
