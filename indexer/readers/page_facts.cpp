#include "page_facts.hpp"

#include <algorithm>
#include <array>

#include "pattern.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

constexpr std::size_t kCiteBlockLines = 8;

/// Takes from `other` what `citation` does not say, if both can be of one article.
void fill(Citation& citation, const Citation& other) {
    const bool same_volume =
        citation.volume.empty() || other.volume.empty() || citation.volume == other.volume;
    const bool same_year = !citation.year || !other.year || citation.year == other.year;
    if (!same_volume || !same_year) return;
    if (citation.authors.empty()) citation.authors = other.authors;
    if (citation.title.empty()) citation.title = other.title;
    if (citation.journal.empty()) citation.journal = other.journal;
    if (citation.volume.empty()) citation.volume = other.volume;
    if (citation.pages.empty()) citation.pages = other.pages;
    if (citation.doi.empty()) citation.doi = other.doi;
    if (!citation.year) citation.year = other.year;
}

std::string replaced_all(std::string_view text, std::string_view what, char with) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const bool here = text.substr(at).starts_with(what);
        out += here ? with : text[at];
        at += here ? what.size() : 1;
    }
    return out;
}

/// The first separator in the order of trust that the line holds cuts it into keywords.
void add_keywords(std::string_view line, std::vector<std::string>& keywords) {
    constexpr std::array<std::string_view, 11> kSeparators = {
        ";", "；", "•", " · ", "|", "、", "，", "・", ",", "\t", "\xC2\xA0"};
    const auto separator =
        std::find_if(kSeparators.begin(), kSeparators.end(),
                     [&](std::string_view s) { return line.find(s) != std::string_view::npos; });
    const std::string parted =
        separator == kSeparators.end() ? std::string(line) : replaced_all(line, *separator, '\n');
    for (const std::string_view part : split(parted, "\n")) {
        std::string keyword = collapsed(part);
        while (keyword.ends_with('.') || keyword.ends_with(','))
            keyword.pop_back();
        const bool is_new = std::find(keywords.begin(), keywords.end(), keyword) == keywords.end();
        if (!keyword.empty() && is_new) keywords.push_back(std::move(keyword));
    }
}

/// A gathering of facts in one pass.
class Gathering {
public:
    Gathering(const std::vector<PageLine>& lines, const PageLayout& layout)
        : lines_(lines), layout_(layout) {}

    PageFacts run() {
        for (std::size_t i = 0; i < lines_.size(); ++i) {
            if (!layout_.foreign[i] || lines_[i].kind == LineKind::copyright) read(i);
        }
        finish();
        return std::move(facts_);
    }

private:
    void read(std::size_t i) {
        const PageLine& line = lines_[i];
        const bool above_text = i < layout_.masthead_end;
        switch (line.kind) {
            case LineKind::citation:
                read_citation(line, above_text);
                break;
            case LineKind::date:
                read_date(line);
                break;
            case LineKind::copyright:
                keep_first(copyright_year_, copyright_year(line.text));
                break;
            case LineKind::asked:
                keep_first(asked_year_, find_any_year(line.text));
                return;
            case LineKind::replied:
                facts_.repliers.push_back(parse_replier(line.text));
                return;
            case LineKind::keywords:
                add_keywords(line.label_rest, labelled_keywords());
                return;
            default:
                break;
        }
        read_article_type(line, i);
        if (layout_.places[i] == SectionKind::keywords) add_keywords(line.text, facts_.keywords);
        const bool about_article =
            layout_.places[i] == SectionKind::furniture && line.kind != LineKind::prose;
        if (about_article) read_identifiers(line.text);
    }

    void read_identifiers(std::string_view text) {
        static const Pattern kPmid("\\bPMID:?\\s?(?<pmid>\\d{1,9})\\b", {"pmid"});
        if (doi_.empty()) doi_ = find_doi(text);
        if (!facts_.pmid.empty()) return;
        if (const auto match = kPmid.search(text)) facts_.pmid = std::string((*match)["pmid"]);
    }

    /// A second copy of the page's text repeats its keywords in other clothes: the first list
    /// counts.
    std::vector<std::string>& labelled_keywords() {
        return facts_.keywords.empty() ? facts_.keywords : repeated_keywords_;
    }

    void read_citation(const PageLine& line, bool above_text) {
        const auto citation = parse_citation(line.text);
        if (!citation || (citation->journal.empty() && !above_text)) return;
        if (!citation->authors.empty()) {
            fill(own_, *citation);
        } else {
            fill(bare_, *citation);
        }
    }

    void read_date(const PageLine& line) {
        const auto date = parse_date_line(line.text);
        if (date && date->published) keep_first(published_year_, date->year);
    }

    void read_article_type(const PageLine& line, std::size_t i) {
        const bool stated =
            line.kind == LineKind::article_type || (line.article_type && i < layout_.masthead_end);
        if (stated && layout_.places[i] == SectionKind::furniture && facts_.article_type.empty()) {
            facts_.article_type = *line.article_type;
        }
    }

    void finish() {
        facts_.citation = own_;
        fill(facts_.citation, bare_);
        if (facts_.citation.doi.empty()) facts_.citation.doi = doi_;
        for (const auto& year : {published_year_, copyright_year_, asked_year_})
            keep_first(facts_.citation.year, year);
        if (layout_.question_and_answer) facts_.article_type = "question and answer";
    }

    static void keep_first(std::optional<int>& year, std::optional<int> other) {
        if (!year) year = other;
    }

    static std::optional<int> find_any_year(std::string_view text) {
        static const std::array<char, 2> kCenturies = {'1', '2'};
        for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
            if (text[at] != kCenturies[0] && text[at] != kCenturies[1]) continue;
            const std::string_view digits = text.substr(at, 4);
            const bool plausible = digits.starts_with("19") || digits.starts_with("20");
            if (plausible && digits.find_first_not_of("0123456789") == digits.npos)
                return std::stoi(std::string(digits));
        }
        return std::nullopt;
    }

    const std::vector<PageLine>& lines_;
    const PageLayout& layout_;
    PageFacts facts_;
    Citation own_;
    Citation bare_;
    std::string doi_;
    std::vector<std::string> repeated_keywords_;
    std::optional<int> published_year_;
    std::optional<int> copyright_year_;
    std::optional<int> asked_year_;
};

}  // namespace

std::string own_title(const std::vector<PageLine>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].kind != LineKind::cite) continue;
        for (std::size_t j = i + 1; j < std::min(i + kCiteBlockLines, lines.size()); ++j) {
            if (lines[j].kind != LineKind::citation) continue;
            const auto citation = parse_citation(lines[j].text);
            if (citation && !citation->title.empty()) return citation->title;
        }
    }
    return {};
}

PageFacts gather_facts(const std::vector<PageLine>& lines, const PageLayout& layout) {
    return Gathering(lines, layout).run();
}

}  // namespace casebook::readers
