#include "docx_reader.hpp"

#include <algorithm>

#include "archive_reader.hpp"
#include "casebook/error.hpp"
#include "citation.hpp"
#include "markup.hpp"
#include "page_reader.hpp"
#include "record_delivery.hpp"
#include "references.hpp"
#include "report_fields.hpp"
#include "text_pieces.hpp"
#include "text_reader.hpp"
#include "xml_records.hpp"

namespace casebook::readers {
namespace {

/// One paragraph, and the style that it has ("Title", "Heading1", …).
struct Paragraph {
    std::string style;
    std::string text;
};

void add_runs(const MarkupElement& element, std::string& text) {
    for (const MarkupElement* child : element.all()) {
        const std::string& name = child->name;
        if (name == "t") {
            for (const MarkupNode& node : child->children)
                text += node.text;
        } else if (name == "tab") {
            text += '\t';
        } else if (name == "br" || name == "cr") {
            text += '\n';
        } else if (name == "noBreakHyphen") {
            text += '-';
        } else if (name == "AlternateContent") {
            if (const MarkupElement* choice = child->child("Choice")) add_runs(*choice, text);
        } else if (name != "del" && name != "moveFrom" && name != "pPr" && name != "rPr") {
            add_runs(*child, text);
        }
    }
}

void add_paragraphs(const MarkupElement& element, std::vector<Paragraph>& paragraphs) {
    for (const MarkupElement* child : element.all()) {
        if (child->name == "p") {
            Paragraph paragraph;
            if (const MarkupElement* style = child->find("pPr/pStyle"))
                paragraph.style = style->attribute("val");
            add_runs(*child, paragraph.text);
            paragraphs.push_back(std::move(paragraph));
        } else if (child->name == "tr") {
            Paragraph row;
            for (const MarkupElement* cell : child->all("tc")) {
                std::vector<Paragraph> inside;
                add_paragraphs(*cell, inside);
                for (const Paragraph& part : inside)
                    row.text += (row.text.empty() ? "" : "\t") + collapsed(part.text);
            }
            paragraphs.push_back(std::move(row));
        } else {
            add_paragraphs(*child, paragraphs);
        }
    }
}

bool is_title_style(std::string_view style) {
    const std::string name = folded(style);
    return name == "title" || name == "titel" || name == "titre" || name == "t\u00edtulo" ||
           name == "titolo" || name == "articletitle";
}

/// The paragraphs as text, an empty line between them; the title's are taken out.
std::string body_text(const std::vector<Paragraph>& paragraphs, std::string& title) {
    std::string text;
    for (const Paragraph& paragraph : paragraphs) {
        const std::string_view line = trimmed(paragraph.text);
        if (line.empty()) continue;
        if (is_title_style(paragraph.style) && text.empty()) {
            title += (title.empty() ? "" : " ") + collapsed(line);
        } else {
            text += (text.empty() ? "" : "\n\n") + std::string(line);
        }
    }
    return text;
}

/// A part of the document, as XML; null if it has none. Throws Error{corrupt}.
std::unique_ptr<MarkupElement> part_of(std::string_view zip, std::string_view path,
                                       std::string_view root, std::uint64_t limit) {
    const std::string xml = read_zip_entry(zip, path, limit);
    if (xml.empty()) return nullptr;
    std::string problem;
    auto element = parse_small_xml(xml, root, problem);
    if (!problem.empty()) throw Error(ErrorCode::corrupt, std::string(path) + ": " + problem);
    return element;
}

/// Takes the entries of the reference list one a line, as everywhere.
void list_references(CaseReport& report) {
    for (Section& section : report.sections) {
        if (section.kind != SectionKind::references) continue;
        std::string text;
        for (const std::string_view line : split(section.text, "\n")) {
            if (!trimmed(line).empty()) text += (text.empty() ? "" : "\n") + std::string(line);
        }
        section.text = std::move(text);
    }
}

/// The DOI that stands before the reference list.
std::string own_doi(const CaseReport& report) {
    for (const Section& section : report.sections) {
        if (section.kind == SectionKind::references) break;
        for (const std::string_view line :
             split(std::string_view(section.text).substr(0, 4000), "\n")) {
            std::string doi = find_doi(line);
            if (!doi.empty()) return doi;
        }
    }
    return {};
}

void read_properties(const MarkupElement& core, CaseReport& report) {
    const std::string title = plain_text(core.child("title"));
    if (report.title.empty()) report.title = title;
    const std::string creators = plain_text(core.child("creator"));
    for (const std::string_view name : split(creators, ";"))
        add_once(report.authors, name);
    const std::string keywords = plain_text(core.child("keywords"));
    for (const std::string_view word : split(keywords, ";,"))
        add_once(report.keywords, word);
}

CaseReport parse_docx(std::string_view zip, std::uint64_t limit) {
    const auto document = part_of(zip, "word/document.xml", "document", limit);
    if (!document) throw Error(ErrorCode::corrupt, "it holds no word/document.xml");
    std::vector<Paragraph> paragraphs;
    add_paragraphs(*document, paragraphs);
    std::string title;
    const std::string text = body_text(paragraphs, title);
    CaseReport report = parse_text_report(text, {}, built_in_headings());
    if (!title.empty()) {
        // What stood below the title is text, also its first line.
        report.sections = split_sections(text, built_in_headings());
        report.title = std::move(title);
    }
    list_references(report);
    report.doi = own_doi(report);
    if (const auto core = part_of(zip, "docProps/core.xml", "coreProperties", limit))
        read_properties(*core, report);
    for (const char* kind : {"footnotes", "endnotes"}) {
        const auto notes = part_of(zip, "word/" + std::string(kind) + ".xml", kind, limit);
        if (!notes) continue;
        std::vector<Paragraph> lines;
        add_paragraphs(*notes, lines);
        std::string ignored;
        std::string below = body_text(lines, ignored);
        if (!below.empty())
            report.sections.push_back({SectionKind::back_matter, Language(), std::move(below)});
    }
    return report;
}

}  // namespace

bool is_docx(const SourceHead& head) {
    if (!head.bytes.starts_with("PK\x03\x04")) return false;
    return head.bytes.find("word/") != head.bytes.npos ||
           head.bytes.substr(0, 256).find("[Content_Types].xml") != head.bytes.npos;
}

void read_docx(ByteSource& source, const SourceContext& context) {
    std::string zip;
    if (!read_record(source, context, zip)) return;
    CaseReport report;
    try {
        report = parse_docx(zip, context.options.max_record);
    } catch (const Error& error) {
        return context.reject(std::string("no Word document that can be read: ") + error.what());
    }
    RecordDelivery delivery(context);
    delivery.accept(std::move(report), {context.name, 0, 0, zip.size()});
    delivery.finish();
}

}  // namespace casebook::readers
