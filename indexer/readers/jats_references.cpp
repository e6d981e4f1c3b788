#include <algorithm>
#include <array>

#include "jats_text.hpp"
#include "references.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

/// A text with `separator` between its parts; empty parts are left out.
class Joined {
public:
    void add(std::string_view separator, std::string_view part) {
        if (part.empty()) return;
        if (!text_.empty()) text_ += separator;
        text_ += part;
    }
    std::string take() { return std::move(text_); }

private:
    std::string text_;
};

std::string name_text(const MarkupElement& name) {
    const std::string given = one_line(name.child("given-names"));
    return one_line(name.child("surname")) + (given.empty() ? "" : " " + given);
}

std::string names_text(const MarkupElement& citation) {
    Joined names;
    for (const char* kind : {"name", "string-name", "collab"}) {
        for (const MarkupElement* name : citation.descendants(kind)) {
            const bool parts = name->child("surname") != nullptr;
            names.add(", ", parts ? name_text(*name) : one_line(name));
        }
    }
    return names.take();
}

/// A citation whose parts are marked up and nothing stands between them.
std::string parts_text(const MarkupElement& citation) {
    const auto part = [&](const char* name) { return one_line(citation.child(name)); };
    Joined text;
    text.add("", names_text(citation));
    for (const char* name : {"article-title", "chapter-title", "data-title", "source"})
        text.add(". ", part(name));
    text.add(". ", part("publisher-name"));
    text.add(". ", part("year"));
    text.add(";", part("volume"));
    Joined pages;
    pages.add("", part("fpage"));
    pages.add("-", part("lpage"));
    const std::string number = part("elocation-id");
    text.add(":", number.empty() ? pages.take() : number);
    for (const char* name : {"pub-id", "comment", "ext-link"})
        text.add(". ", part(name));
    return text.take();
}

/// The words of a citation as printed. Parts that touch are set apart: the stop between a journal
/// and its volume is often a matter of type only.
void append_words(const MarkupElement& element, std::string& out) {
    bool behind_element = false;
    for (const MarkupNode& node : element.children) {
        if (!node.element) {
            out += node.text;
            behind_element = false;
            continue;
        }
        if (node.element->name == "object-id") continue;
        if (behind_element || node.element->name == "pub-id") out += ' ';
        append_words(*node.element, out);
        behind_element = true;
    }
}

std::string worded_text(const MarkupElement& citation) {
    std::string out;
    append_words(citation, out);
    return collapsed(out);
}

/// Whether words stand between the parts of the citation: then its text reads as printed.
bool is_worded(const MarkupElement& citation) {
    return std::any_of(
        citation.children.begin(), citation.children.end(), [](const MarkupNode& node) {
            return !node.element && node.text.find_first_not_of(" \t\r\n") != std::string::npos;
        });
}

std::string citation_text(const MarkupElement& citation) {
    if (citation.name == "citation-alternatives") {
        const MarkupElement* worded = citation.child("mixed-citation");
        if (worded != nullptr) return citation_text(*worded);
        const auto forms = citation.all();
        return forms.empty() ? std::string() : citation_text(*forms.front());
    }
    return is_worded(citation) ? worded_text(citation) : parts_text(citation);
}

std::string reference_text(const MarkupElement& reference) {
    constexpr std::array<std::string_view, 6> kCitations = {
        "mixed-citation", "element-citation", "citation-alternatives",
        "citation",       "nlm-citation",     "note"};
    Joined text;
    for (const MarkupElement* child : reference.all()) {
        const bool is_citation =
            std::find(kCitations.begin(), kCitations.end(), child->name) != kCitations.end();
        if (is_citation) text.add(" ", citation_text(*child));
    }
    std::string all = text.take();
    return all.empty() ? one_line(&reference) : all;
}

}  // namespace

std::string jats_references(const MarkupElement& back) {
    std::string out;
    int number = 0;
    for (const MarkupElement* reference : back.descendants("ref")) {
        const std::string text = reference_text(*reference);
        if (text.empty()) continue;
        ++number;
        if (!out.empty()) out += '\n';
        const bool numbered = parse_reference_marker(text).number > 0;
        out += numbered ? text : std::to_string(number) + ". " + text;
    }
    return out;
}

}  // namespace casebook::readers
