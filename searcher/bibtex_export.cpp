#include <algorithm>

#include "casebook/citation_export.hpp"
#include "casebook/hash.hpp"
#include "citation_fields.hpp"

namespace casebook {
namespace {

/// As LaTeX prints it. No brace of the text stays one: BibTeX counts escaped ones too.
std::string escaped(std::string_view text) {
    std::string result;
    for (const char byte : text) {
        switch (byte) {
            case '&':
            case '%':
            case '$':
            case '#':
            case '_':
                result += '\\';
                result += byte;
                break;
            case '{':
                result += "{\\textbraceleft}";
                break;
            case '}':
                result += "{\\textbraceright}";
                break;
            case '~':
                result += "{\\textasciitilde}";
                break;
            case '^':
                result += "{\\textasciicircum}";
                break;
            case '\\':
                result += "{\\textbackslash}";
                break;
            default:
                result += byte;
        }
    }
    return result;
}

/// For fields that are taken verbatim, where a brace can only be percent-encoded.
std::string verbatim(std::string_view text) {
    std::string result;
    for (const char byte : text) {
        if (byte == '{') {
            result += "%7B";
        } else if (byte == '}') {
            result += "%7D";
        } else {
            result += byte;
        }
    }
    return result;
}

bool has_word(std::string_view text, std::string_view word) {
    const std::string spaced = " " + std::string(text) + " ";
    return std::search(spaced.begin(), spaced.end(), word.begin(), word.end(),
                       [](char left, char right) {
                           return (is_capital(left) ? left - 'A' + 'a' : left) == right;
                       }) != spaced.end();
}

/// A name in braces is taken whole: one with an "and" of its own, more commas than BibTeX reads, or
/// the word that stands for "et al.".
std::string name_text(const std::string& name) {
    constexpr std::ptrdiff_t kMostCommas = 2;
    const bool whole = has_word(name, " and ") || name == "others" ||
                       std::count(name.begin(), name.end(), ',') > kMostCommas;
    return whole ? "{" + escaped(name) + "}" : escaped(name);
}

std::string names_text(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : " and ") + name_text(name);
    return text;
}

std::string keywords_text(const std::vector<std::string>& keywords) {
    std::string text;
    for (const std::string& keyword : keywords) {
        const bool comma = keyword.find(',') != std::string::npos;
        text +=
            (text.empty() ? "" : ", ") + (comma ? "{" + escaped(keyword) + "}" : escaped(keyword));
    }
    return text;
}

/// A dash between two numbers is a range's.
std::string pages_text(const CitationFields& fields) {
    if (!fields.last_page.empty())
        return escaped(fields.first_page) + "--" + escaped(fields.last_page);
    const std::string_view pages = fields.first_page;
    const auto is_digit = [&](std::size_t at) {
        return at < pages.size() && pages[at] >= '0' && pages[at] <= '9';
    };
    std::string text;
    for (std::size_t at = 0; at < pages.size(); ++at) {
        const bool range = pages[at] == '-' && at > 0 && is_digit(at - 1) && is_digit(at + 1);
        text += range ? "--" : escaped(pages.substr(at, 1));
    }
    return text;
}

std::string notes_text(const std::vector<std::string>& notes) {
    std::string text;
    for (const std::string& note : notes)
        text += (text.empty() ? "" : "; ") + escaped(note);
    return text;
}

std::string write(const CitationFields& fields, std::string_view id) {
    std::string entry = fields.journal.empty() ? "@misc{" : "@article{";
    entry += bibtex_key(id);
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) entry += ",\n  " + std::string(name) + " = {" + value + "}";
    };
    const auto in_braces = [](const std::string& text) {
        return text.empty() ? text : "{" + escaped(text) + "}";
    };
    add("author", names_text(fields.authors));
    add("title", in_braces(fields.title));
    add("titleaddon", in_braces(fields.translated_title));
    add("journal", escaped(fields.journal));
    add("year", escaped(fields.year));
    add("volume", escaped(fields.volume));
    add("pages", pages_text(fields));
    add("doi", verbatim(fields.doi));
    add("pmid", escaped(fields.pmid));
    add("type", escaped(fields.article_type));
    add("language", escaped(fields.languages));
    add("keywords", keywords_text(fields.keywords));
    add("abstract", escaped(fields.abstract));
    add("url", verbatim(fields.url));
    add("note", notes_text(fields.notes));
    return entry + "\n}\n\n";
}

}  // namespace

std::string bibtex_key(std::string_view id) {
    static constexpr std::string_view kHex = "0123456789abcdef";
    std::string key;
    for (const char byte : id) {
        const auto code = static_cast<unsigned char>(byte);
        const bool plain = is_capital(byte) || (byte >= 'a' && byte <= 'z') ||
                           (byte >= '0' && byte <= '9') ||
                           std::string_view("-_./").find(byte) != std::string_view::npos;
        if (plain) {
            key += byte;
        } else {
            key += {'+', kHex[code >> 4U], kHex[code & 0xFU]};
        }
    }
    if (std::any_of(id.begin(), id.end(), is_capital)) {
        constexpr unsigned kBits = 32;
        key += '+';
        const std::uint64_t hash = hash_bytes(id);
        for (unsigned shift = kBits; shift > 0; shift -= 4)
            key += kHex[(hash >> (shift - 4)) & 0xFU];
    }
    return key.empty() ? "+" : key;
}

std::string to_bibtex(const CaseReport& report) {
    return write(citation_fields(report), report.id);
}

std::string to_bibtex(const Hit& hit) {
    return write(citation_fields(hit), hit.report.id);
}

std::string to_bibtex(const SearchResult& result) {
    std::string text;
    for (const Hit& hit : result.hits)
        text += to_bibtex(hit);
    return text;
}

}  // namespace casebook
