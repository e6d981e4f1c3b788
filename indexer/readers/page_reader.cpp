#include "page_reader.hpp"

#include <set>
#include <utility>
#include <vector>

#include "masthead.hpp"
#include "page_facts.hpp"
#include "page_layout.hpp"
#include "page_lines.hpp"
#include "references.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

constexpr std::size_t kLongestAbstract = 6000;  // bytes; more text under no heading is the body

/// Second copies of a line, and teasers that repeat one's beginning, become furniture.
void set_copies_apart(const std::vector<PageLine>& lines, PageLayout& layout) {
    constexpr std::size_t kShortestCopy = 25;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto place = layout.places[i];
        const bool is_own = place && is_own_text(*place);
        const bool is_by_line = !place && lines[i].kind != LineKind::blank;
        if ((!is_own && !is_by_line) || lines[i].text.size() < kShortestCopy) continue;
        if (seen.insert(folded(lines[i].text)).second) continue;
        layout.places[i] = SectionKind::furniture;
    }
}

bool is_field(SectionKind kind) {
    return kind == SectionKind::title || kind == SectionKind::translated_title ||
           kind == SectionKind::keywords;
}

/// Builds sections from placed lines. Neighbouring lines of a kind are one exact slice of the page;
/// lines of a kind that only furniture parts are one section too.
class SectionAssembly {
public:
    SectionAssembly(std::string_view page, const std::vector<PageLine>& lines,
                    const PageLayout& layout, const FurnitureTable& furniture)
        : page_(page), lines_(lines), layout_(layout), references_(furniture) {}

    std::vector<Section> run() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            const auto place = layout_.places[i];
            if (!place) {
                if (lines_[i].kind != LineKind::blank) begin_ = kNone;
                if (reference_section_ != kNone) references_.add({});
            } else if (*place == SectionKind::furniture) {
                add_furniture(raw(i));
            } else if (*place == SectionKind::references) {
                add_reference(i);
            } else if (!is_field(*place)) {
                add_text(i, *place);
            }
        }
        finish();
        return std::move(sections_);
    }

private:
    static constexpr std::size_t kNone = std::string_view::npos;

    [[nodiscard]] std::string_view raw(std::size_t i) const {
        return page_.substr(lines_[i].begin, lines_[i].end - lines_[i].begin);
    }

    void add_furniture(std::string_view line) {
        if (!furniture_text_.empty()) furniture_text_ += '\n';
        furniture_text_ += line;
        begin_ = kNone;
    }

    /// The reference list stands where its first line does.
    void add_reference(std::size_t i) {
        if (reference_section_ == kNone) {
            reference_section_ = sections_.size();
            sections_.push_back({SectionKind::references, Language(), {}});
        }
        references_.add(lines_[i].text);
        begin_ = kNone;
    }

    void add_text(std::size_t i, SectionKind kind) {
        const bool same = !sections_.empty() && sections_.back().kind == kind;
        if (same && begin_ != kNone) {
            sections_.back().text += page_.substr(end_, lines_[i].end - end_);
        } else if (same) {
            sections_.back().text += "\n" + std::string(raw(i));
        } else {
            sections_.push_back({kind, Language(), std::string(raw(i))});
        }
        begin_ = lines_[i].begin;
        end_ = lines_[i].end;
    }

    void finish() {
        references_.add({});
        if (reference_section_ != kNone) sections_[reference_section_].text = references_.text();
        for (const std::string& links : references_.links())
            add_furniture(links);
        if (!furniture_text_.empty())
            sections_.push_back({SectionKind::furniture, Language(), furniture_text_});
    }

    std::string_view page_;
    const std::vector<PageLine>& lines_;
    const PageLayout& layout_;
    ReferenceList references_;
    std::vector<Section> sections_;
    std::string furniture_text_;
    std::size_t reference_section_ = kNone;
    std::size_t begin_ = kNone;  ///< set while the last section is a slice that may grow
    std::size_t end_ = 0;
};

/// Text under no heading that is too long for an abstract is the article itself.
void rename_long_abstract(CaseReport& report, const PageLayout& layout) {
    if (layout.headed_text) return;
    for (Section& section : report.sections) {
        const bool too_long =
            section.kind == SectionKind::abstract && section.text.size() > kLongestAbstract;
        if (too_long) section.kind = SectionKind::body;
    }
}

void take_masthead(CaseReport& report, Masthead&& masthead, PageFacts&& facts) {
    report.title = std::move(masthead.title);
    if (report.title.empty()) report.title = facts.citation.title;
    report.translated_title = std::move(masthead.translated_title);
    report.authors = std::move(masthead.authors);
    if (report.authors.empty()) report.authors = std::move(facts.citation.authors);
    if (report.authors.empty()) report.authors = std::move(facts.repliers);
    report.translated_authors = std::move(masthead.translated_authors);
    report.journal = facts.citation.journal.empty() ? masthead.journal : facts.citation.journal;
}

void take_facts(CaseReport& report, PageFacts&& facts) {
    report.year = facts.citation.year;
    report.volume = facts.citation.volume;
    report.pages = facts.citation.pages;
    report.doi = facts.citation.doi;
    report.pmid = std::move(facts.pmid);
    report.keywords = std::move(facts.keywords);
    report.article_type = facts.article_type;
}

/// The first and the last lines of a long text; all of a short one.
std::string both_ends(std::string_view text) {
    constexpr std::size_t kEnd = 32U << 10U;
    if (text.size() <= 2 * kEnd) return std::string(text);
    const std::size_t head = text.rfind('\n', kEnd);
    const std::size_t tail = text.find('\n', text.size() - kEnd);
    std::string ends(text.substr(0, head == text.npos ? kEnd : head));
    if (tail != text.npos) ends += text.substr(tail);
    return ends;
}

}  // namespace

bool PageReader::recognizes(std::string_view text) const {
    constexpr int kEnough = 3;
    std::set<std::string> signs;
    const std::string ends = both_ends(text);
    for (const PageLine& line : classify_lines(ends, headings_, furniture_)) {
        switch (line.kind) {
            case LineKind::furniture:
            case LineKind::block:
            case LineKind::cite:
                signs.insert(folded(line.text));
                break;
            case LineKind::links:
                signs.insert("links");
                break;
            case LineKind::marker:
                signs.insert("marker");
                break;
            case LineKind::citation:
                signs.insert("citation");
                break;
            case LineKind::date:
                signs.insert("date");
                break;
            case LineKind::copyright:
                signs.insert("copyright");
                break;
            case LineKind::doi:
                signs.insert("doi");
                break;
            case LineKind::asked:
                signs.insert("asked");
                break;
            case LineKind::replied:
                signs.insert("replied");
                break;
            case LineKind::article_type:
                signs.insert("article type");
                break;
            default:
                break;
        }
    }
    return signs.size() >= kEnough;
}

CaseReport PageReader::parse(std::string_view page) const {
    const std::vector<PageLine> lines = classify_lines(page, headings_, furniture_);
    const std::string cited_title = own_title(lines);
    PageLayout layout = arrange_lines(lines, cited_title);
    Masthead masthead = read_masthead(lines, layout, cited_title);
    PageFacts facts = gather_facts(lines, layout);
    set_copies_apart(lines, layout);

    CaseReport report;
    take_masthead(report, std::move(masthead), PageFacts(facts));
    take_facts(report, std::move(facts));
    report.sections = SectionAssembly(page, lines, layout, furniture_).run();
    rename_long_abstract(report, layout);
    return report;
}

}  // namespace casebook::readers
