#include "html_reader.hpp"

#include <algorithm>
#include <array>

#include "casebook/encoding.hpp"
#include "html_meta.hpp"
#include "html_text.hpp"
#include "html_tree.hpp"
#include "page_reader.hpp"
#include "record_delivery.hpp"
#include "report_fields.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

/// What the head says goes before what the text seems to say.
void prefer(CaseReport&& head, CaseReport& report) {
    const auto prefer_text = [](std::string& said, std::string& read) {
        if (!said.empty()) read = std::move(said);
    };
    const auto prefer_list = [](std::vector<std::string>& said, std::vector<std::string>& read) {
        if (!said.empty()) read = std::move(said);
    };
    prefer_text(head.title, report.title);
    prefer_text(head.journal, report.journal);
    prefer_text(head.volume, report.volume);
    prefer_text(head.pages, report.pages);
    prefer_text(head.doi, report.doi);
    prefer_text(head.pmid, report.pmid);
    prefer_text(head.article_type, report.article_type);
    prefer_list(head.authors, report.authors);
    prefer_list(head.keywords, report.keywords);
    if (head.year) report.year = head.year;
    // A page's language may be its menus'; the text tells its own.
}

bool has_section(const CaseReport& report, SectionKind kind) {
    return std::any_of(report.sections.begin(), report.sections.end(),
                       [&](const Section& section) { return section.kind == kind; });
}

void add_references(const std::vector<std::string>& references, CaseReport& report) {
    if (references.empty() || has_section(report, SectionKind::references)) return;
    std::string text;
    for (std::size_t at = 0; at < references.size(); ++at)
        text += (at == 0 ? "" : "\n") + std::to_string(at + 1) + ". " + references[at];
    report.sections.push_back({SectionKind::references, Language(), std::move(text)});
}

std::string title_element(const MarkupElement& page) {
    for (const char* name : {"h1", "title"}) {
        const auto found = page.descendants(name);
        if (!found.empty() && !plain_text(found.front()).empty()) return plain_text(found.front());
    }
    return {};
}

}  // namespace

CaseReport parse_html_page(std::string_view html) {
    const HtmlTree page = parse_html(html);
    HtmlMeta meta = read_html_meta(*page.root);
    CaseReport report = built_in_page_reader().parse(html_lines(main_part(*page.root)));
    prefer(std::move(meta.fields), report);
    if (report.title.empty()) report.title = title_element(*page.root);
    if (!meta.abstract.empty() && !has_section(report, SectionKind::abstract)) {
        report.sections.insert(report.sections.begin(),
                               {SectionKind::abstract, Language(), std::move(meta.abstract)});
    }
    add_references(meta.references, report);
    return report;
}

bool is_html(const SourceHead& head) {
    if (!head.text.starts_with('<')) return false;
    constexpr std::array<std::string_view, 5> kMarks = {"<!doctype html", "<html", "<head", "<body",
                                                        "<meta "};
    const std::string begin = folded(head.text.substr(0, 4096));
    return std::any_of(kMarks.begin(), kMarks.end(),
                       [&](std::string_view mark) { return begin.find(mark) != begin.npos; });
}

void read_html(ByteSource& source, const SourceContext& context) {
    std::string bytes;
    if (!read_record(source, context, bytes)) return;
    const std::string text = decode_text(bytes, declared_encoding(bytes)).text;
    RecordDelivery delivery(context);
    delivery.accept(parse_html_page(text), {context.name, 0, 0, bytes.size()});
    delivery.finish();
}

}  // namespace casebook::readers
