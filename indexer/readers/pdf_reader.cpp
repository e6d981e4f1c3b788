#include "pdf_reader.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "casebook/encoding.hpp"
#include "casebook/section_splitter.hpp"
#include "citation.hpp"
#include "person_names.hpp"
#include "record_delivery.hpp"
#include "references.hpp"
#include "report_fields.hpp"
#include "section_builder.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

/// The paragraphs of the first page that are printed largest, one behind the other: the title.
struct TitlePlace {
    std::size_t begin = 0;
    std::size_t end = 0;
};

bool can_be_title(std::string_view text) {
    return count_characters(text) >= 10 && text.size() < 400 &&
           std::any_of(text.begin(), text.end(), [](char c) { return c == ' ' || c < 0; });
}

/// The size that most text has.
double body_size(const std::vector<PdfParagraph>& paragraphs) {
    std::map<double, std::size_t> sizes;
    for (const PdfParagraph& paragraph : paragraphs)
        sizes[std::round(paragraph.size * 2) / 2] += paragraph.text.size();
    const auto most =
        std::max_element(sizes.begin(), sizes.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == sizes.end() ? 0 : most->first;
}

TitlePlace find_title(const std::vector<PdfParagraph>& paragraphs) {
    TitlePlace place;
    double largest = 1.1 * body_size(paragraphs);
    for (std::size_t at = 0; at < paragraphs.size() && paragraphs[at].page == 0; ++at) {
        const PdfParagraph& paragraph = paragraphs[at];
        if (paragraph.size < largest * 1.05 || !can_be_title(paragraph.text)) continue;
        largest = paragraph.size;
        place = {at, at + 1};
    }
    const auto goes_on = [&](const PdfParagraph& next) {
        return next.page == 0 && std::abs(next.size - largest) < 0.05 * largest &&
               next.text.size() < 200;
    };
    while (place.end > 0 && place.end < paragraphs.size() && goes_on(paragraphs[place.end]))
        ++place.end;
    return place;
}

/// A heading before the text of its own paragraph: "Abstract: We …", "Keywords — spleen; marrow".
struct RunInHeading {
    Heading heading;
    std::string_view rest;
};

std::optional<RunInHeading> find_run_in(std::string_view text) {
    constexpr std::size_t kLongest = 40;
    for (const std::string_view mark : {":", "\u2014", "\u2013", ". ", " - "}) {
        const std::size_t at = text.substr(0, kLongest).find(mark);
        if (at == text.npos) continue;
        const auto heading = built_in_headings().find(text.substr(0, at));
        const bool is_telling = heading && (heading->kind == SectionKind::abstract ||
                                            heading->kind == SectionKind::keywords);
        if (is_telling) return RunInHeading{*heading, trimmed(text.substr(at + mark.size()))};
    }
    return std::nullopt;
}

/// Makes a report of the paragraphs.
class PdfReport {
public:
    explicit PdfReport(const PdfText& text) : text_(text) {}

    CaseReport run() {
        for (const std::string& line : text_.running)
            read_facts(line);
        const TitlePlace title = find_title(text_.paragraphs);
        for (std::size_t at = title.begin; at < title.end; ++at)
            report_.title += (at == title.begin ? "" : " ") + collapsed(text_.paragraphs[at].text);
        const bool headed = std::any_of(
            text_.paragraphs.begin(), text_.paragraphs.end(), [](const PdfParagraph& paragraph) {
                return built_in_headings().find(paragraph.text) || find_run_in(paragraph.text);
            });
        masthead_ = headed;
        for (std::size_t at = 0; at < text_.paragraphs.size(); ++at) {
            if (at < title.begin || at >= title.end) add(text_.paragraphs[at]);
        }
        finish();
        return std::move(report_);
    }

private:
    /// Takes what the line says of where the article appeared; false if it says nothing.
    bool read_facts(std::string_view line) {
        bool told = false;
        if (std::string doi = find_doi(line); !doi.empty()) {
            told = line.size() < doi.size() + 40;
            if (report_.doi.empty()) report_.doi = std::move(doi);
        }
        if (line.size() < 200) {
            if (const auto citation = parse_citation(line)) {
                take(*citation);
                told = true;
            } else if (const auto date = parse_date_line(line)) {
                if (date->published && !report_.year) report_.year = date->year;
                told = true;
            } else if (is_copyright_line(line)) {
                if (!copyright_year_) copyright_year_ = copyright_year(line);
                told = true;
            } else if (const auto type = parse_article_type(line)) {
                if (report_.article_type.empty()) report_.article_type = *type;
                told = true;
            }
        }
        return told;
    }

    void take(const Citation& citation) {
        if (report_.journal.empty()) report_.journal = citation.journal;
        if (!report_.year) report_.year = citation.year;
        if (report_.volume.empty()) report_.volume = citation.volume;
        if (report_.pages.empty()) report_.pages = citation.pages;
        if (report_.doi.empty()) report_.doi = citation.doi;
    }

    void add(const PdfParagraph& paragraph) {
        const std::string line = collapsed(paragraph.text);
        if (const auto heading = built_in_headings().find(line)) return open(*heading, line);
        if (const auto run_in = find_run_in(line)) {
            open(run_in->heading, {});
            if (kind_ == SectionKind::keywords) return add_keywords(run_in->rest);
            return sections_.add(kind_, Language(), run_in->rest);
        }
        if (masthead_) return add_masthead(line);
        if (kind_ == SectionKind::keywords) return add_keywords(line);
        if (paragraph.page == 0 && kind_ != SectionKind::references && line.size() < 200 &&
            read_facts(line))
            return furniture_.push_back(line);
        if (kind_ == SectionKind::references) {
            references_.push_back(line);
        } else {
            sections_.add(kind_, Language(), line);
        }
    }

    void open(const Heading& heading, std::string_view line) {
        // What comes behind the keywords is text again, whatever it is called.
        masthead_ = false;
        kind_ = heading.kind;
        if (kind_ == SectionKind::keywords || kind_ == SectionKind::references) return;
        if (!line.empty()) sections_.add(kind_, Language(), line);
    }

    void add_masthead(const std::string& line) {
        if (read_facts(line)) return furniture_.push_back(line);
        if (report_.authors.empty()) {
            report_.authors = parse_name_list(line, !report_.title.empty());
            if (!report_.authors.empty()) return;
        }
        sections_.add(SectionKind::back_matter, Language(), line);
    }

    void add_keywords(std::string_view line) {
        const bool semicolons = line.find(';') != line.npos;
        for (std::string_view word : split(line, semicolons ? ";" : ",")) {
            word = trimmed(word);
            if (word.ends_with('.')) word.remove_suffix(1);
            add_once(report_.keywords, word);
        }
        kind_ = SectionKind::body;
    }

    void finish() {
        if (!report_.year) report_.year = copyright_year_;
        report_.sections = sections_.take();
        std::string list;
        int number = 0;
        for (const std::string& entry : references_) {
            ++number;
            const bool numbered = parse_reference_marker(entry).number > 0;
            list += (list.empty() ? "" : "\n") +
                    (numbered ? entry : std::to_string(number) + ". " + entry);
        }
        if (!list.empty())
            report_.sections.push_back({SectionKind::references, Language(), std::move(list)});
        std::string rest;
        for (const auto& lines : {text_.running, furniture_}) {
            for (const std::string& line : lines)
                rest += (rest.empty() ? "" : "\n") + line;
        }
        if (!rest.empty())
            report_.sections.push_back({SectionKind::furniture, Language(), std::move(rest)});
    }

    const PdfText& text_;
    CaseReport report_;
    SectionBuilder sections_;
    std::vector<std::string> references_;
    std::vector<std::string> furniture_;
    std::optional<int> copyright_year_;
    SectionKind kind_ = SectionKind::body;
    bool masthead_ = false;
};

/// Whether the title that the file's maker wrote stands on the first page: then it is the one.
bool is_printed(const std::string& title, const PdfText& text) {
    if (count_characters(title) < 10) return false;
    std::string first_page;
    for (const PdfParagraph& paragraph : text.paragraphs) {
        if (paragraph.page == 0) first_page += folded(paragraph.text) + " ";
    }
    return first_page.find(folded(title)) != first_page.npos;
}

}  // namespace

CaseReport parse_pdf(const PdfFile& file) {
    const PdfText text = lay_out(file.pages);
    CaseReport report = PdfReport(text).run();
    if (report.title.empty() && is_printed(file.title, text)) report.title = collapsed(file.title);
    if (report.authors.empty()) {
        for (const std::string_view name : split(file.author, ";,"))
            if (can_be_name(trimmed(name))) add_once(report.authors, name);
    }
    return report;
}

bool is_pdf(const SourceHead& head) {
    return head.bytes.substr(0, 1024).find("%PDF-") != head.bytes.npos;
}

void read_pdf(ByteSource& source, const SourceContext& context) {
    std::string bytes;
    if (!read_record(source, context, bytes)) return;
    const std::optional<PdfFile> file = open_pdf(bytes);
    if (!file) {
        return context.reject(
            "is a PDF, and this casebook was built without Poppler; save it as "
            "text, or build with CASEBOOK_PDF");
    }
    if (!file->problem.empty()) return context.reject(file->problem);
    CaseReport report = parse_pdf(*file);
    if (report.sections.empty()) return context.reject("a PDF without text, as scanners make them");
    RecordDelivery delivery(context);
    delivery.accept(std::move(report), {context.name, 0, 0, bytes.size()});
    delivery.finish();
}

}  // namespace casebook::readers
