#include "citation.hpp"

#include <array>
#include <map>

#include "casebook/case_report.hpp"
#include "json_record.hpp"
#include "pattern.hpp"
#include "person_names.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

constexpr const char* kPages =
    "(?<pages>[A-Za-z]{0,2}\\d+[A-Za-z]?(?: ?[-–—~] ?[A-Za-z]?\\d+[A-Za-z]?)?)";
constexpr const char* kYear = "(?<year>(?:19|20)\\d\\d)";
constexpr const char* kVolume = "(?<volume>\\d{1,4}[A-Z]?)";
constexpr const char* kIssue = "(?:\\s?[(（](?:[^)）]{1,20})[)）])?";
constexpr const char* kJournal = "(?<journal>[\\p{Lu}\\p{Lo}][^.;:?!0-9]{1,90}?)";
constexpr const char* kDottedJournal = "(?<journal>[\\p{Lu}\\p{Lo}][\\p{L}.&:()'’ -]{1,90}?)";
constexpr const char* kMonth = "(?:\\s\\p{L}{3,9}\\.?)?(?:[ -]\\p{L}{3,9})?(?:\\s\\d{1,2})?";

/// The forms of a citation's end, most telling first. What stands before the match is authors and
/// title.
const std::vector<Pattern>& forms() {
    static const std::vector<Pattern> patterns = [] {
        const std::vector<std::string> groups = {"journal", "year", "volume", "pages"};
        const std::string journal = kJournal;
        const std::string dotted = kDottedJournal;
        const std::string volume = kVolume;
        const std::string pages = kPages;
        const std::string year = kYear;
        const std::string issue = kIssue;
        const std::string start = "(?:^|(?<=[.?!。] ))";
        const std::string number =
            "(?:(?:Article|Art\\.?)(?: number| no\\.?)?:? ?|pages? ?|pp?\\. ?)?";
        std::vector<Pattern> list;
        const auto add = [&](const std::string& expression) {
            std::vector<std::string> named;
            for (const std::string& group : groups) {
                if (expression.find("?<" + group + ">") != std::string::npos)
                    named.push_back(group);
            }
            list.emplace_back(expression, named);
        };
        // Int J X 77, 277–281 (2003)  ·  X volume 6, Article number: 12 (2012)
        add(start + journal + ",? (?:vol(?:ume|\\.) ?)?" + volume + issue + "[,:] ?" + number +
            pages + " ?\\(" + year + "\\)");
        // X. 2003;77(2):277–281  ·  Korean J X 2003 Jun; 38(2): 131-135  ·  杂志, 2003, 24(5):
        // 12-15
        add(start + journal + "[.,，]? ?" + year + kMonth + "[;,，:] ?" + volume + issue +
            "[:：,] ?" + pages);
        add("^" + dotted + "[.,，]? ?" + year + kMonth + "[;,，:] ?" + volume + issue +
            "(?:[:：,] ?" + pages + ")?");
        // X 2003; 38(2): with the pages left out
        add("^" + journal + "[.,]? ?" + year + kMonth + "; ?" + volume + issue);
        // , Volume 80, Issue 3, May 2003, Pages 246–249
        add("^[ ,|]*Vol(?:ume|\\.)?\\s?" + volume +
            "(?:[\\s,/|]*(?:Issue|No\\.?|Number)\\s?[\\w-]+)?(?:[\\s,/|]*(?:\\p{L}{3,9}\\.? )?" +
            year + ")?(?:[\\s,/|]+(?:pp?\\.?|Pages?)\\s?" + pages + ")?");
        // 2003年 44巻 5号 p. 321-326  ·  2003 Volume 44 Issue 5 Pages 321-326
        add(year + "年?\\s?(?:Volume|Vol\\.?|第)?\\s?" + volume +
            "\\s?(?:巻|卷)?\\s?(?:Issue|No\\.?|第)?\\s?[\\d-]*\\s?(?:号|期)?\\s?(?:Pages?|pp?\\.?|"
            "页|頁)\\s?" +
            pages);
        return list;
    }();
    return patterns;
}

std::string_view without_label(std::string_view line) {
    static const Pattern kLabel(
        "(?i)^(?:(?:how to )?cite (?:this article)?(?: as)?|citation|recommended "
        "citation|引用本文)\\s*[:：]\\s*");
    const auto label = kLabel.search(line);
    return label ? line.substr(label->whole.size()) : line;
}

/// Splits what precedes the journal into authors and title.
void read_authors_and_title(std::string_view before, Citation& citation) {
    const CitedNames cited = parse_cited_names(before);
    citation.authors = cited.names;
    std::string_view title = trimmed(before.substr(cited.end));
    while (!title.empty() && std::string_view(".: ").find(title.front()) != std::string_view::npos)
        title.remove_prefix(1);
    while (!title.empty() && std::string_view(". ").find(title.back()) != std::string_view::npos)
        title.remove_suffix(1);
    citation.title = collapsed(title);
}

std::string joined_pages(std::string_view pages) {
    std::string out(pages);
    std::erase(out, ' ');
    return out;
}

}  // namespace

std::optional<Citation> parse_citation(std::string_view line) {
    line = without_label(trimmed(line));
    for (const Pattern& form : forms()) {
        const auto match = form.search(line);
        if (!match) continue;
        Citation citation;
        citation.journal = collapsed((*match)["journal"]);
        while (citation.journal.ends_with(',') || citation.journal.ends_with(' '))
            citation.journal.pop_back();
        citation.year = find_year((*match)["year"]);
        citation.volume = std::string((*match)["volume"]);
        citation.pages = joined_pages((*match)["pages"]);
        citation.doi = find_doi(line);
        read_authors_and_title(
            line.substr(0, static_cast<std::size_t>(match->whole.data() - line.data())), citation);
        return citation;
    }
    return std::nullopt;
}

std::string find_doi(std::string_view line) {
    static const Pattern kDoi(
        "(?i)(?:https?://(?:dx\\.)?doi\\.org/|\\bdoi:?\\s*|(?<![\\w.]))10\\.\\d{4,9}(?:\\.\\d+)*/"
        "[^\\s\"<>]+");
    const auto match = kDoi.search(line);
    return match ? normalize_doi(match->whole) : std::string();
}

std::optional<DateLine> parse_date_line(std::string_view line) {
    static const Pattern kPublished(
        "(?i)^(?:first |e)?pub(?:lished|lication)?(?: online| date| "
        "on)?\\s*(?:[:：]|ahead|\\(|(?=[\\p{L} ]{0,10}\\s?\\d))|^(?:available online|issue "
        "date|online publication|epub|"
        "date of publication|発行日|公開日|発行|게재일|发布日期|出版日期)|^published$");
    static const Pattern kOther(
        "(?i)^(?:received|accepted|revised|submitted|version of record|reply date|answered "
        "on|受付|受理|投稿|접수|수정|채택|收稿日期|修回日期)\\b|^(?:受付|受理|投稿|접수|수정|채택|"
        "收稿日期)");
    if (line.size() > 160) return std::nullopt;
    if (kPublished.matches(line)) return DateLine{true, find_year(line)};
    if (kOther.matches(line)) return DateLine{false, find_year(line)};
    return std::nullopt;
}

bool is_copyright_line(std::string_view line) {
    static const Pattern kNotice(
        "(?i)^(?:copyright\\b\\s*(?:©|\\(c\\)|\\d|by|the)|©|\\(c\\)\\s?\\d{4}|\\(©)");
    return line.size() < 400 && kNotice.matches(line);
}

std::optional<int> copyright_year(std::string_view line) {
    static const Pattern kSite(
        "(?i)\\b(?:19|20)\\d\\d\\s?[-–]\\s?(?:19|20)?\\d\\d|licensors|contributors|all rights are "
        "reserved");
    return is_copyright_line(line) && !kSite.matches(line) ? find_year(line) : std::nullopt;
}

std::optional<std::string> parse_article_type(std::string_view line) {
    static const std::map<std::string, std::string, std::less<>> kTypes = {
        {"case report", "case report"},
        {"case reports", "case report"},
        {"case study", "case report"},
        {"case presentation", "case report"},
        {"clinical case", "case report"},
        {"clinical case report", "case report"},
        {"case report and review of the literature", "case report"},
        {"case report and literature review", "case report"},
        {"brief report", "brief report"},
        {"short report", "brief report"},
        {"short communication", "brief report"},
        {"case series", "case series"},
        {"review", "review"},
        {"review article", "review"},
        {"mini review", "review"},
        {"letter", "letter"},
        {"letters", "letter"},
        {"letter to the editor", "letter"},
        {"correspondence", "letter"},
        {"original article", "original article"},
        {"original paper", "original article"},
        {"research article", "original article"},
        {"original research", "original article"},
        {"editorial", "editorial"},
        {"commentary", "commentary"},
        {"retraction", "retraction"},
        {"retraction note", "retraction"},
        {"retracted article", "retraction"},
        {"erratum", "erratum"},
        {"correction", "erratum"},
        {"症例報告", "case report"},
        {"症例", "case report"},
        {"증례", "case report"},
        {"증례보고", "case report"},
        {"病例报告", "case report"},
        {"病例报道", "case report"},
        {"caso clínico", "case report"},
        {"casos clínicos", "case report"},
        {"relato de caso", "case report"},
        {"cas clinique", "case report"},
        {"caso clinico", "case report"},
        {"fallbericht", "case report"},
        {"kasuistik", "case report"},
        {"клинический случай", "case report"},
    };
    std::string form = folded(line.substr(0, 100));
    for (const std::string_view label :
         {"article type:", "type:", "publication type:", "document type:"}) {
        if (form.starts_with(label))
            form = std::string(trimmed(std::string_view(form).substr(label.size())));
    }
    const auto found = kTypes.find(form);
    return found == kTypes.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace casebook::readers
