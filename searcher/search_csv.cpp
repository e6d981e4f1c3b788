#include "casebook/search_csv.hpp"

#include <array>
#include <charconv>

namespace casebook {
namespace {

/// RFC 4180, 2.5 to 2.7: a cell with a comma, a quote or a line end is quoted, its quotes doubled.
std::string quote(std::string_view cell) {
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        return std::string(cell);
    }
    std::string result = "\"";
    for (const char byte : cell) {
        result += byte == '"' ? "\"\"" : std::string(1, byte);
    }
    return result + "\"";
}

std::string text_cell(std::string_view text) {
    const bool formula =
        !text.empty() && std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
    return quote((formula ? "'" : "") + std::string(text));
}

std::string number_cell(double number) {
    std::array<char, 64> text{};
    char* const end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
    return {text.data(), end};
}

std::string authors_text(const std::vector<std::string>& authors) {
    std::string text;
    for (const std::string& author : authors) {
        text += (text.empty() ? "" : "; ") + author;
    }
    return text;
}

std::string languages_text(const std::vector<Language>& languages) {
    std::string text;
    for (const Language& language : languages) {
        text += (text.empty() ? "" : "; ") + std::string(language.code());
    }
    return text;
}

std::string row(const Hit& hit) {
    const CaseReport& report = hit.report;
    return std::to_string(hit.rank) + "," + number_cell(hit.score) + "," +
           (hit.partial ? "true" : "false") + "," + text_cell(report.id) + "," +
           text_cell(report.title) + "," + text_cell(authors_text(report.authors)) + "," +
           text_cell(report.journal) + "," + (report.year ? std::to_string(*report.year) : "") +
           "," + text_cell(report.doi) + "," + text_cell(languages_text(report.languages)) + "\r\n";
}

}  // namespace

std::string to_csv(const SearchResult& result) {
    std::string text = "rank,score,partial,id,title,authors,journal,year,doi,languages\r\n";
    for (const Hit& hit : result.hits) {
        text += row(hit);
    }
    return text;
}

}  // namespace casebook
