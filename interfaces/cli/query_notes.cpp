#include <algorithm>

#include "search_output.hpp"
#include "text_layout.hpp"
#include "visible_text.hpp"

namespace casebook::cli {
namespace {

constexpr std::size_t kUsualWidth = 80;
constexpr std::string_view kEllipsis = "...";

/// The part of a query that fits on a line around the bytes that matter.
struct Excerpt {
    std::string before;
    std::string marked;
    std::string after;
};

/// `offset` moved back to the start of the character that it lies in.
std::size_t character_start(std::string_view text, std::size_t offset) {
    offset = std::min(offset, text.size());
    while (offset > 0 && offset < text.size() &&
           (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U) {
        --offset;
    }
    return offset;
}

Excerpt excerpt(std::string_view query, const Diagnostic& diagnostic, std::size_t width) {
    const std::size_t begin = character_start(query, diagnostic.begin);
    const std::size_t end = std::max(begin, std::min(diagnostic.end, query.size()));
    const std::size_t context = (width - 2 * kEllipsis.size()) / 3;
    const std::size_t first = begin > context ? character_start(query, begin - context) : 0;
    const std::size_t last = character_start(query, std::min(end, begin + context) + context);
    const std::size_t marked_end = character_start(query, std::min(end, begin + context));
    return {(first > 0 ? std::string(kEllipsis) : "") +
                visible_line(query.substr(first, begin - first)),
            visible_line(query.substr(begin, marked_end - begin)),
            visible_line(query.substr(marked_end, last - marked_end)) +
                (last < query.size() ? std::string(kEllipsis) : "")};
}

std::string diagnostic_text(const SearchResult& result, const Diagnostic& diagnostic,
                            std::size_t width) {
    const std::string message = "casebook: " + visible_name(diagnostic.message) + "\n";
    if (diagnostic.begin == diagnostic.end) {  // of a filter or a facet, not of the query's text
        return message;
    }
    const Excerpt parts = excerpt(result.query, diagnostic, width - 4);
    const std::size_t marks = std::max<std::size_t>(display_width(parts.marked), 1);
    return message + "    " + parts.before + parts.marked + parts.after + "\n    " +
           std::string(display_width(parts.before), ' ') + std::string(marks, '^') + "\n";
}

}  // namespace

std::string diagnostic_notes(const SearchResult& result, const Terminal& terminal) {
    const std::size_t width = terminal.width == 0 ? kUsualWidth : terminal.width;
    std::string text;
    for (const Diagnostic& diagnostic : result.diagnostics) {
        text += diagnostic_text(result, diagnostic, width);
    }
    return text;
}

std::string query_notes(const SearchResult& result, const Terminal& terminal) {
    std::string text = diagnostic_notes(result, terminal);
    for (const Reading& reading : result.read_as) {
        if (reading.label.empty()) {  // the word stands for itself
            continue;
        }
        text += "read as: " + visible_line(reading.text) + " \u2192 " +
                visible_line(reading.label) +
                (reading.type.empty() ? "" : " (" + visible_line(reading.type) + ")") + "\n";
    }
    if (result.suggestion) {
        text += "did you mean: " + visible_line(*result.suggestion) + "\n";
    }
    return text;
}

}  // namespace casebook::cli
