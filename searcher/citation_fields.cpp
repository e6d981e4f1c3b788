#include "citation_fields.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "analyzers/utf8.hpp"

namespace casebook {
namespace {

constexpr std::int32_t kReplacement = 0xFFFD;

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

bool is_alphanumeric(char byte) {
    return is_digit(byte) || is_capital(byte) || (byte >= 'a' && byte <= 'z');
}

/// Spaces, controls (C0, DEL, C1) and the two separators that some programs take for line ends.
bool parts_words(std::int32_t code_point) {
    return code_point <= 0x20 || (code_point >= 0x7F && code_point <= 0x9F) ||
           code_point == 0x2028 || code_point == 0x2029;
}

bool is_han_or_hangul(std::int32_t code_point) {
    return (code_point >= 0x3400 && code_point <= 0x9FFF) || code_point == 0x3005 ||
           (code_point >= 0xAC00 && code_point <= 0xD7A3) ||
           (code_point >= 0xF900 && code_point <= 0xFAFF) ||
           (code_point >= 0x20000 && code_point <= 0x3FFFF);
}

bool is_kana(std::int32_t code_point) {
    return code_point >= 0x3041 && code_point <= 0x30FF;
}

/// A name such as 架空 みどり: the family's name, a space, the person's own.
bool is_family_first(std::string_view name) {
    std::size_t at = 0;
    bool first = true;
    while (at < name.size()) {
        const std::int32_t code_point = next_code_point(name, at);
        if (first && !is_han_or_hangul(code_point)) return false;
        if (code_point != ' ' && !is_han_or_hangul(code_point) && !is_kana(code_point))
            return false;
        first = false;
    }
    return !first;
}

/// One to three capitals, each with or without a dot or hyphen behind it: "S", "J.-P.".
bool are_initials(std::string_view word) {
    constexpr std::ptrdiff_t kMostInitials = 3;
    const auto capitals = std::count_if(word.begin(), word.end(), is_capital);
    return capitals >= 1 && capitals <= kMostInitials && is_capital(word.front()) &&
           std::all_of(word.begin(), word.end(),
                       [](char byte) { return is_capital(byte) || byte == '.' || byte == '-'; });
}

bool ends_in_initials(const std::string& name) {
    const std::size_t space = name.rfind(' ');
    return space != std::string::npos && are_initials(std::string_view(name).substr(space + 1));
}

std::string with_comma_at(const std::string& name, std::size_t space) {
    return name.substr(0, space) + "," + name.substr(space);
}

std::vector<std::string> lines_of(const std::vector<std::string>& texts) {
    std::vector<std::string> lines;
    for (const std::string& text : texts) {
        std::string line = one_line(text);
        if (!line.empty()) lines.push_back(std::move(line));
    }
    return lines;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : "; ") + part;
    return text;
}

/// Parts "41-44" at its dash; anything but two pages stays whole.
void set_pages(const std::string& pages, CitationFields& fields) {
    static constexpr std::array<std::string_view, 5> kDashes = {"--", "\u2010", "\u2013", "\u2014",
                                                                "-"};
    const auto is_page = [](std::string_view text) {
        return std::any_of(text.begin(), text.end(), is_digit) &&
               std::all_of(text.begin(), text.end(),
                           [](char byte) { return is_alphanumeric(byte) || byte == '.'; });
    };
    fields.first_page = pages;
    for (const std::string_view dash : kDashes) {
        const std::size_t at = pages.find(dash);
        if (at == std::string::npos) continue;
        const std::string first = one_line(pages.substr(0, at));
        const std::string last = one_line(pages.substr(at + dash.size()));
        if (!is_page(first) || !is_page(last)) return;
        fields.first_page = first;
        fields.last_page = last;
        return;
    }
}

/// Escaped as RFC 3986 wants it, what a DOI may hold besides letters and digits left readable.
std::string percent_encoded(std::string_view text) {
    static constexpr std::string_view kHex = "0123456789ABCDEF";
    static constexpr std::string_view kPlain = "-._~/():;,@!*+=";
    std::string encoded;
    for (const char byte : text) {
        const auto code = static_cast<unsigned char>(byte);
        if (is_alphanumeric(byte) || kPlain.find(byte) != std::string_view::npos) {
            encoded += byte;
        } else {
            encoded += {'%', kHex[code >> 4U], kHex[code & 0xFU]};
        }
    }
    return encoded;
}

/// The address that the record itself gives, if it is one that a browser opens.
std::string own_url(const CaseReport& report) {
    if (report.extra.empty()) return {};
    const auto extra = nlohmann::json::parse(report.extra, nullptr, false);
    if (!extra.is_object() || !extra.contains("url") || !extra["url"].is_string()) return {};
    const std::string url = one_line(extra["url"].get<std::string>());
    const bool web = url.starts_with("https://") || url.starts_with("http://");
    return web && url.find(' ') == std::string::npos ? url : std::string();
}

std::string url_of(const CaseReport& report, const CitationFields& fields) {
    if (!fields.doi.empty()) return "https://doi.org/" + percent_encoded(fields.doi);
    std::string url = own_url(report);
    if (!url.empty() || fields.pmid.empty()) return url;
    return "https://pubmed.ncbi.nlm.nih.gov/" + percent_encoded(fields.pmid) + "/";
}

std::string abstract_of(const CaseReport& report) {
    std::string text;
    for (const Section& section : report.sections) {
        if (section.kind == SectionKind::abstract) text += section.text + "\n";
    }
    return one_line(text);
}

std::string languages_of(const CaseReport& report) {
    std::vector<std::string> codes;
    for (const Language& language : report.languages) {
        if (language.determined()) codes.emplace_back(language.code());
    }
    return joined(codes);
}

}  // namespace

std::string one_line(std::string_view text) {
    std::string line;
    bool gap = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::int32_t code_point = next_code_point(text, at);
        if (code_point >= 0 && parts_words(code_point)) {
            gap = !line.empty();
            continue;
        }
        if (gap) line += ' ';
        gap = false;
        append_utf8(line, code_point < 0 ? kReplacement : code_point);
    }
    return line;
}

std::vector<std::string> sortable_names(const std::vector<std::string>& names) {
    std::vector<std::string> sortable = lines_of(names);
    const auto is_bare = [](const std::string& name) {
        return name.find(',') == std::string::npos && name.find(' ') != std::string::npos;
    };
    const bool initials_last = std::all_of(
        sortable.begin(), sortable.end(),
        [&](const std::string& name) { return !is_bare(name) || ends_in_initials(name); });
    for (std::string& name : sortable) {
        if (!is_bare(name)) continue;
        if (is_family_first(name)) {
            name = with_comma_at(name, name.find(' '));
        } else if (initials_last) {
            name = with_comma_at(name, name.rfind(' '));
        }
    }
    return sortable;
}

CitationFields citation_fields(const CaseReport& report) {
    CitationFields fields;
    fields.id = one_line(report.id);
    fields.title = one_line(report.title);
    fields.translated_title = one_line(report.translated_title);
    fields.authors = sortable_names(report.authors);
    fields.journal = one_line(report.journal);
    if (report.year) fields.year = std::to_string(*report.year);
    fields.volume = one_line(report.volume);
    set_pages(one_line(report.pages), fields);
    fields.doi = one_line(report.doi);
    fields.pmid = one_line(report.pmid);
    fields.keywords = lines_of(report.keywords);
    fields.abstract = abstract_of(report);
    fields.article_type = one_line(report.article_type);
    fields.languages = languages_of(report);
    fields.url = url_of(report, fields);
    if (report.title_inferred)
        fields.notes.emplace_back("The title is the first sentence of the text.");
    if (!report.translated_authors.empty())
        fields.notes.push_back("Authors, translated: " +
                               joined(lines_of(report.translated_authors)));
    return fields;
}

CitationFields citation_fields(const Hit& hit) {
    CitationFields fields = citation_fields(hit.report);
    if (hit.partial) {
        const std::string reason = one_line(hit.partial_reason);
        fields.notes.push_back("casebook: partial match" + (reason.empty() ? "" : ": " + reason));
    }
    return fields;
}

}  // namespace casebook
