#include "jats_text.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

constexpr std::array<std::string_view, 8> kFloats = {"fig",
                                                     "fig-group",
                                                     "table-wrap",
                                                     "table-wrap-group",
                                                     "supplementary-material",
                                                     "media",
                                                     "graphic",
                                                     "inline-supplementary-material"};
constexpr std::array<std::string_view, 7> kSilent = {
    "tex-math",       "annotation", "annotation-xml", "object-id",
    "inline-graphic", "index-term", "permissions"};
constexpr std::array<std::string_view, 12> kLines = {
    "p",  "title", "list-item", "def-item",   "disp-quote", "disp-formula",
    "tr", "break", "list",      "verse-line", "speech",     "caption"};
constexpr std::array<std::string_view, 5> kCells = {"td", "th", "label", "term", "def"};

bool is_digit(char byte) {
    return byte >= '0' && byte <= '9';
}

bool is_alnum(char byte) {
    return std::isalnum(static_cast<unsigned char>(byte)) != 0;
}

bool is_space(char byte) {
    return std::isspace(static_cast<unsigned char>(byte)) != 0;
}

/// Writes inline markup as text.
class InlineText {
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

    std::string take() { return std::string(trimmed(out_)); }

private:
    void add_element(const MarkupElement& element) {
        const std::string& name = element.name;
        if (is_one_of(name, kFloats) || is_one_of(name, kSilent)) return;
        if (is_one_of(name, kLines)) return add_line(element);
        if (name == "alternatives") return add_alternative(element);
        if (name == "sup" || name == "xref") return add_raised(element);
        if (is_one_of(name, kCells)) {
            add_space();
            add(element);
            return add_space();
        }
        add(element);
    }

    void add_line(const MarkupElement& element) {
        end_line();
        add(element);
        end_line();
    }

    /// One of several forms of the same formula: the one that is not TeX.
    void add_alternative(const MarkupElement& element) {
        for (const MarkupElement* form : element.all()) {
            const bool is_picture = is_one_of(form->name, kFloats);
            if (!is_picture && !is_one_of(form->name, kSilent)) return add_element(*form);
        }
    }

    /// A raised text: a power, a sign of charge, or the mark of a note, which is no part of the
    /// word that it stands behind.
    void add_raised(const MarkupElement& element) {
        const std::string text = jats_text(&element);
        if (text.empty()) return;
        const bool is_mark = (element.name == "xref" && is_note(element.attribute("ref-type"))) ||
                             (element.name == "sup" && !element.descendants("xref").empty());
        // A byte below 0 is one of a letter outside ASCII.
        const bool behind_word = !out_.empty() && !out_.ends_with("\u2013") &&
                                 (out_.back() < 0 || is_alnum(out_.back()));
        const bool bare = text.find_first_of("[(") == text.npos && is_digit(text.front());
        if (is_mark && bare && element.name == "sup") {
            out_ += " [" + text + "]";
        } else if (is_mark && behind_word) {
            out_ += " " + text;
        } else {
            if (element.name == "sup" && is_power(text)) out_ += '^';
            out_ += text;
        }
    }

    static bool is_note(std::string_view type) {
        return type == "bibr" || type == "fn" || type == "aff" || type == "table-fn" ||
               type == "corresp";
    }

    [[nodiscard]] bool is_power(std::string_view text) const {
        return !out_.empty() && is_digit(out_.back()) &&
               (is_digit(text.front()) || text.starts_with('-') || text.starts_with("\u2212"));
    }

    void add_words(std::string_view text) {
        const std::string words = collapsed(text);
        if (words.empty()) {
            if (!text.empty()) add_space();
            return;
        }
        if (is_space(text.front())) add_space();
        out_ += words;
        if (is_space(text.back())) add_space();
    }

    void add_space() {
        if (!out_.empty() && out_.back() != ' ' && out_.back() != '\n') out_ += ' ';
    }

    void end_line() {
        while (out_.ends_with(' '))
            out_.pop_back();
        if (!out_.empty() && out_.back() != '\n') out_ += '\n';
    }

    std::string out_;
};

/// What the parts of a sec-type stand for ("materials|methods").
std::optional<SectionKind> kind_of_type(std::string_view type) {
    struct Row {
        std::string_view type;
        SectionKind kind;
    };
    static constexpr std::array<Row, 21> kTypes = {{
        {"intro", SectionKind::introduction},
        {"introduction", SectionKind::introduction},
        {"background", SectionKind::introduction},
        {"cases", SectionKind::case_presentation},
        {"case", SectionKind::case_presentation},
        {"case-report", SectionKind::case_presentation},
        {"case-presentation", SectionKind::case_presentation},
        {"methods", SectionKind::methods},
        {"materials", SectionKind::methods},
        {"subjects", SectionKind::methods},
        {"results", SectionKind::results},
        {"discussion", SectionKind::discussion},
        {"conclusions", SectionKind::conclusion},
        {"conclusion", SectionKind::conclusion},
        {"supplementary-material", SectionKind::back_matter},
        {"COI-statement", SectionKind::back_matter},
        {"data-availability", SectionKind::back_matter},
        {"ethics-statement", SectionKind::back_matter},
        {"author-contributions", SectionKind::back_matter},
        {"funding-information", SectionKind::back_matter},
        {"funding-statement", SectionKind::back_matter},
    }};
    for (const std::string_view part : split(type, "| ")) {
        for (const Row& row : kTypes) {
            if (folded(part) == folded(row.type)) return row.kind;
        }
    }
    return std::nullopt;
}

}  // namespace

std::string jats_text(const MarkupElement* element) {
    if (element == nullptr) return {};
    InlineText text;
    text.add(*element);
    return text.take();
}

std::string one_line(const MarkupElement* element) {
    return collapsed(jats_text(element));
}

void JatsBlocks::add_children(const MarkupElement& element, SectionKind kind) {
    for (const MarkupNode& node : element.children) {
        if (node.element) {
            add_block(*node.element, kind);
        } else {
            sections_.add(kind, language_, collapsed(node.text));
        }
    }
}

void JatsBlocks::add_block(const MarkupElement& element, SectionKind kind) {
    constexpr std::array<std::string_view, 3> kLeftOut = {"label", "sec-meta", "object-id"};
    if (is_one_of(element.name, kLeftOut) || is_one_of(element.name, kSilent)) return;
    if (element.name == "sec" || element.name == "app" || element.name == "boxed-text")
        return add_section(element, kind);
    if (is_one_of(element.name, kFloats)) return add_float(element);
    sections_.add(kind, language_, jats_text(&element));
    add_floats_inside(element);
}

void JatsBlocks::add_section(const MarkupElement& section, SectionKind kind) {
    add_children(section, kind_of(section, kind));
}

SectionKind JatsBlocks::kind_of(const MarkupElement& section, SectionKind around) const {
    // Parts of an abstract, and of what is no text of the article, stay with it.
    if (around == SectionKind::abstract || around == SectionKind::back_matter) return around;
    if (const auto kind = kind_of_type(section.attribute("sec-type"))) return *kind;
    const auto heading = headings_.find(jats_text(section.child("title")));
    if (!heading || heading->kind == SectionKind::abstract) return around;
    return heading->kind;
}

void JatsBlocks::add_floats_inside(const MarkupElement& element) {
    for (const MarkupElement* child : element.all()) {
        if (is_one_of(child->name, kFloats)) {
            add_float(*child);
        } else {
            add_floats_inside(*child);
        }
    }
}

void JatsBlocks::add_float(const MarkupElement& element) {
    std::string text = jats_text(element.child("label"));
    const auto add = [&](const MarkupElement* part, const char* separator) {
        const std::string words = jats_text(part);
        if (!words.empty()) text += (text.empty() ? "" : separator) + words;
    };
    add(element.child("caption"), " ");
    const MarkupElement* forms = element.child("alternatives");
    add((forms == nullptr ? element : *forms).child("table"), "\n");
    add(element.child("table-wrap-foot"), "\n");
    sections_.add_caption(language_, text);
    for (const MarkupElement* child : element.all()) {  // of a group, or a file with its caption
        if (is_one_of(child->name, kFloats)) add_float(*child);
    }
}

}  // namespace casebook::readers
