#include "html_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

constexpr std::array<std::string_view, 21> kLeftOut = {
    "script", "style",  "noscript", "template", "nav",    "footer", "aside",
    "form",   "button", "select",   "svg",      "iframe", "dialog", "menu",
    "head",   "object", "audio",    "video",    "canvas", "input",  "textarea"};
constexpr std::array<std::string_view, 35> kBlocks = {
    "p",          "div",     "section", "article", "main",     "header",     "h1",
    "h2",         "h3",      "h4",      "h5",      "h6",       "ul",         "ol",
    "dl",         "dt",      "dd",      "table",   "tr",       "blockquote", "figure",
    "figcaption", "caption", "address", "pre",     "hr",       "body",       "thead",
    "tbody",      "tfoot",   "details", "summary", "fieldset", "center",     "hgroup"};

/// Words of a class or id by which sites mark what is not the article.
constexpr std::array<std::string_view, 26> kSiteWords = {
    "breadcrumb",  "breadcrumbs", "share",         "sharing", "social",    "cookie",  "cookies",
    "nav",         "navbar",      "navigation",    "menu",    "toolbar",   "sidebar", "related",
    "recommended", "advert",      "advertisement", "ads",     "altmetric", "metrics", "newsletter",
    "comments",    "banner",      "toc",           "popup",   "tooltip"};
constexpr std::array<std::string_view, 7> kSiteRoles = {
    "navigation", "banner", "complementary", "search", "dialog", "contentinfo", "menu"};

/// A note's mark is an uplifted link or number.
bool is_note_mark(const MarkupElement& element) {
    return element.name == "sup" && !element.descendants("a").empty();
}

bool names_site_part(std::string_view value) {
    for (const std::string_view name : split(value, " \t\r\n")) {
        for (const std::string_view word : split(name, "-_")) {
            if (is_one_of(folded(word), kSiteWords)) return true;
        }
    }
    return false;
}

bool is_left_out(const MarkupElement& element) {
    if (is_one_of(element.name, kLeftOut)) return true;
    if (element.name == "body" || element.name == "html") return false;
    if (is_one_of(element.attribute("role"), kSiteRoles)) return true;
    if (element.attribute("aria-hidden") == "true") return true;
    const bool hidden = std::any_of(element.attributes.begin(), element.attributes.end(),
                                    [](const auto& entry) { return entry.first == "hidden"; });
    return hidden || names_site_part(element.attribute("class")) ||
           names_site_part(element.attribute("id"));
}

class Lines {
public:
    void add(const MarkupElement& element) {
        for (const MarkupNode& node : element.children) {
            if (node.element) {
                add_element(*node.element);
            } else {
                add_words(node.text);
            }
        }
    }

    std::string take() {
        end_block();
        return std::string(trimmed(out_));
    }

private:
    void add_element(const MarkupElement& element) {
        if (is_left_out(element)) return;
        if (element.name == "br") return end_line();
        if (element.name == "li") return add_item(element);
        if (element.name == "td" || element.name == "th") {
            add(element);
            return add_space();
        }
        if (is_note_mark(element)) {
            add_space();
            return add_words(plain_text(&element));
        }
        if (element.name == "sup" || element.name == "sub") return add(element);
        if (!is_one_of(element.name, kBlocks)) return add(element);
        const bool is_row = element.name == "tr";
        is_row ? end_line() : end_block();
        add(element);
        is_row ? end_line() : end_block();
    }

    void add_item(const MarkupElement& item) {
        end_line();
        add(item);
        end_line();
    }

    void add_words(std::string_view text) {
        for (const char byte : text) {
            if (std::isspace(static_cast<unsigned char>(byte)) != 0) {
                add_space();
            } else {
                line_ += byte;
            }
        }
    }

    void add_space() {
        if (!line_.empty() && line_.back() != ' ') line_ += ' ';
    }

    void end_line() {
        const std::string_view line = trimmed(line_);
        if (!line.empty()) {
            out_ += line;
            out_ += '\n';
        }
        line_.clear();
    }

    void end_block() {
        end_line();
        if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
    }

    std::string out_;
    std::string line_;
};

std::size_t text_size(const MarkupElement& element) {
    return html_lines(element).size();
}

void find_marked(const MarkupElement& element, bool (*is_marked)(const MarkupElement&),
                 std::vector<const MarkupElement*>& found) {
    for (const MarkupElement* child : element.all()) {
        if (is_marked(*child)) {
            found.push_back(child);
        } else if (!is_left_out(*child)) {
            find_marked(*child, is_marked, found);
        }
    }
}

bool is_article(const MarkupElement& element) {
    return element.name == "article" || element.attribute("role") == "article" ||
           element.attribute("itemtype").ends_with("schema.org/ScholarlyArticle") ||
           element.attribute("itemtype").ends_with("schema.org/MedicalScholarlyArticle");
}

bool is_main(const MarkupElement& element) {
    return element.name == "main" || element.attribute("role") == "main";
}

/// The largest of the elements that `is_marked` knows, if it holds enough to be an article.
const MarkupElement* largest(const MarkupElement& page, bool (*is_marked)(const MarkupElement&)) {
    constexpr std::size_t kEnough = 400;
    std::vector<const MarkupElement*> found;
    find_marked(page, is_marked, found);
    const MarkupElement* best = nullptr;
    std::size_t most = kEnough;
    for (const MarkupElement* element : found) {
        const std::size_t size = text_size(*element);
        if (size > most) {
            best = element;
            most = size;
        }
    }
    return best;
}

}  // namespace

const MarkupElement& main_part(const MarkupElement& page) {
    for (const auto is_marked : {&is_article, &is_main}) {
        if (const MarkupElement* part = largest(page, is_marked)) return *part;
    }
    const auto bodies = page.descendants("body");
    return bodies.empty() ? page : *bodies.front();
}

std::string html_lines(const MarkupElement& part) {
    Lines lines;
    lines.add(part);
    return lines.take();
}

}  // namespace casebook::readers
