#include "page_lines.hpp"

#include <algorithm>
#include <array>

#include "citation.hpp"
#include "pattern.hpp"
#include "person_names.hpp"
#include "references.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

constexpr std::array<std::string_view, 8> kBullets = {"•", "·", "◦", "▪", "●", "* ", "- ", "– "};

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    for (const std::string_view word : split(text, " \t"))
        words += word.empty() ? 0U : 1U;
    return words;
}

bool ends_a_sentence(std::string_view text) {
    static const Pattern kEnd("[.?!。．…][)\\]”\"'»’]*(?:\\s?\\[[\\d,– -]+\\])?$");
    constexpr std::size_t kTail = 60;
    std::size_t begin = text.size() > kTail ? text.size() - kTail : 0;
    while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)
        ++begin;
    return kEnd.matches(text.substr(begin));
}

std::size_t count_sentence_ends(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = text.find(". "); at != text.npos; at = text.find(". ", at + 2))
        ++count;
    for (std::size_t at = text.find("。"); at != text.npos; at = text.find("。", at + 3))
        ++count;
    return count;
}

bool is_eastern(std::string_view text) {
    return text.size() > 2 * count_characters(text);
}

bool is_prose(std::string_view text) {
    const bool long_enough =
        is_eastern(text) ? count_characters(text) >= 30 : count_words(text) >= 12;
    if (long_enough && ends_a_sentence(text)) return true;
    return text.size() >= 400 && count_sentence_ends(text) >= 2;
}

bool is_affiliation(std::string_view text) {
    static const Pattern kPlace(
        "\\b(?:Department|Departments|Dept|Division|University|Hospital|Institute|Faculty|School "
        "of|College|Clinic|"
        "Laboratory|Centre for|Center for|Medical Center|Medical "
        "Centre|Klinik|Universität|Klinikum|Universidad|"
        "Facultad|Servicio de|Hôpital|Université|Service "
        "de|Ospedale|Università|Universidade|Serviço de)\\b|"
        "대학교|의과대학|병원|교실|大学|病院|医院|大學|университет|больница|клиника");
    static const Pattern kVerb(
        "(?i)\\b(?:was|were|is|are|had|has|have|we|presented|admitted|underwent|received)\\b");
    return text.size() < 700 && kPlace.matches(text) && !kVerb.matches(text);
}

bool is_caption(std::string_view text) {
    static const Pattern kCaption(
        "^(?:Fig(?:ure|\\.)?|Table|Abb(?:ildung|\\.)|Tab(?:elle|\\.)|Figura|Tabla|Tabela|Рис(?:"
        "унок|\\.)|Таблица|図|表|图|그림)\\s?\\d+(?:[.:：\\s]|$)");
    return kCaption.matches(text.substr(0, 80));
}

/// "5210 Accesses", "3 Citations".
bool is_count(std::string_view text) {
    static const Pattern kCount(
        "(?i)^[\\d,.]+k?\\s(?:accesses|citations?|altmetric|views?|downloads?|shares?|mentions|"
        "reads|likes?|comments?)(?:\\b.{0,20})?$");
    return text.size() < 60 && kCount.matches(text);
}

bool is_asked_line(std::string_view text) {
    static const Pattern kAsked(
        "(?i)\\b(?:ask(?:ed)? (?:date|on|by)|question date|date "
        "asked|asked:)|提问时间|提問日期|질문일");
    return text.size() < 200 && kAsked.matches(text);
}

bool is_replied_line(std::string_view text) {
    return text.size() < 160 && !parse_replier(text).empty();
}

std::string_view without_bullet(std::string_view text, bool& bullet) {
    for (const std::string_view mark : kBullets) {
        if (!text.starts_with(mark)) continue;
        bullet = true;
        return trimmed(text.substr(mark.size()));
    }
    return text;
}

/// The classification of one line; holds the tables.
class Classifier {
public:
    Classifier(const HeadingTable& headings, const FurnitureTable& furniture)
        : headings_(headings), furniture_(furniture) {}

    void classify(PageLine& line) const {
        if (line.text.empty()) return;
        line.article_type = parse_article_type(line.text);
        line.heading = find_heading(line.text);
        line.kind = line.heading ? LineKind::heading : kind_by_table(line);
        if (line.kind == LineKind::other) line.kind = kind_by_form(line);
    }

private:
    [[nodiscard]] std::optional<Heading> find_heading(std::string_view text) const {
        static const Pattern kCount("\\s*\\(\\d{1,4}\\)$");
        const auto count = text.size() < 60 ? kCount.search(text) : std::nullopt;
        return headings_.find(count ? text.substr(0, text.size() - count->whole.size()) : text);
    }

    [[nodiscard]] LineKind kind_by_table(const PageLine& line) const {
        if (line.article_type) return LineKind::article_type;
        const auto found = furniture_.find(line.text);
        if (!found) return LineKind::other;
        switch (*found) {
            case FurnitureKind::block:
                return LineKind::block;
            case FurnitureKind::cite:
                return LineKind::cite;
            case FurnitureKind::link:
                return LineKind::links;
            case FurnitureKind::line:
            case FurnitureKind::prefix:
                break;
        }
        return LineKind::furniture;
    }

    [[nodiscard]] LineKind kind_by_form(PageLine& line) const {
        const std::string_view text = line.text;
        if (const ReferenceMarker marker = parse_reference_marker(text);
            marker.doubled && marker.end == text.size()) {
            return LineKind::marker;
        }
        if (is_keywords(line)) return LineKind::keywords;
        if (is_replied_line(text)) return LineKind::replied;
        if (is_asked_line(text)) return LineKind::asked;
        if (parse_date_line(text)) return LineKind::date;
        if (is_copyright_line(text)) return LineKind::copyright;
        if (is_caption(text)) return LineKind::caption;
        if (is_count(text)) return LineKind::furniture;
        if (text.size() < 120 && find_doi(text).size() > text.size() / 3 && !find_doi(text).empty())
            return LineKind::doi;
        if (is_affiliation(text)) return LineKind::affiliation;
        if (text.size() < 600 && is_citation(text)) return LineKind::citation;
        return is_prose(text) || is_labelled_prose(line) ? LineKind::prose : LineKind::other;
    }

    /// A citation fills its line: it is no sentence that ends in one.
    static bool is_citation(std::string_view text) {
        const auto citation = parse_citation(text);
        if (!citation) return false;
        return text.size() < 160 || !citation->authors.empty();
    }

    /// "Keywords: a; b" or "Keywords a; b".
    [[nodiscard]] bool is_keywords(PageLine& line) const {
        if (!split_label(line)) {
            static const Pattern kBare("(?i)^key[ -]?words\\s+(?=\\S)");
            const auto bare = kBare.search(line.text);
            if (!bare || line.text.find_first_of(",;") == std::string_view::npos) return false;
            line.label_rest = line.text.substr(bare->whole.size());
            line.heading = Heading{SectionKind::keywords, Language()};
        }
        if (line.heading->kind == SectionKind::keywords) return true;
        return false;
    }

    [[nodiscard]] static bool is_labelled_prose(const PageLine& line) {
        return line.heading && line.heading->kind == SectionKind::abstract &&
               line.label_rest.size() > 60;
    }

    /// Finds a heading before the line's first colon; `label_rest` is what follows.
    [[nodiscard]] bool split_label(PageLine& line) const {
        std::size_t colon = line.text.find(':');
        std::size_t size = 1;
        if (const std::size_t wide = line.text.find("："); wide < colon) {
            colon = wide;
            size = 3;
        }
        if (colon == std::string_view::npos || colon > 60) return false;
        const auto heading = headings_.find(line.text.substr(0, colon));
        const bool labels = heading && (heading->kind == SectionKind::keywords ||
                                        heading->kind == SectionKind::abstract);
        if (!labels) return false;
        line.heading = heading;
        line.label_rest = trimmed(line.text.substr(colon + size));
        return true;
    }

    const HeadingTable& headings_;
    const FurnitureTable& furniture_;
};

/// Lines of one wrapped paragraph: three or more in a row that together make sentences.
void promote_wrapped_prose(std::vector<PageLine>& lines) {
    for (std::size_t begin = 0; begin < lines.size(); ++begin) {
        std::size_t end = begin;
        std::string joined;
        while (end < lines.size() && lines[end].kind == LineKind::other && !lines[end].bullet) {
            joined += std::string(lines[end++].text) + " ";
        }
        const std::size_t count = end - begin;
        if (count >= 3 && joined.size() / count >= 50 && count_sentence_ends(joined) >= 2) {
            for (std::size_t i = begin; i < end; ++i)
                lines[i].kind = LineKind::prose;
        }
        if (count > 0) begin = end;
    }
}

/// A line right above prose that runs on into it ("…, here is the relevant information:").
void promote_openings(std::vector<PageLine>& lines) {
    for (std::size_t i = lines.size(); i-- > 1;) {
        PageLine& above = lines[i - 1];
        if (lines[i].kind != LineKind::prose || above.kind != LineKind::other) continue;
        const bool runs_on =
            std::string_view(":,;.").find(above.text.back()) != std::string_view::npos;
        if (runs_on && count_words(above.text) >= 8) above.kind = LineKind::prose;
    }
}

/// A title may end with a full stop: one sentence above a by-line is no prose.
void demote_titles(std::vector<PageLine>& lines) {
    for (std::size_t i = 0; i < lines.size() && i < 60; ++i) {
        PageLine& line = lines[i];
        if (line.kind != LineKind::prose || line.text.size() > 300 ||
            count_sentence_ends(line.text) > 0)
            continue;
        const auto next =
            std::find_if(lines.begin() + static_cast<std::ptrdiff_t>(i) + 1, lines.end(),
                         [](const PageLine& l) { return l.kind != LineKind::blank; });
        if (next != lines.end() && next->kind == LineKind::other &&
            !parse_name_list(next->text, false).empty()) {
            line.kind = LineKind::other;
        }
    }
}

}  // namespace

std::string parse_replier(std::string_view line) {
    static const Pattern kReplied(
        "^(?:(?:Answered|Reply|Replied|Answer) "
        "by:?\\s+(?:Dr\\.?\\s+|Prof\\.?\\s+)?(?<by>[\\p{Lu}\\p{Lo}][\\p{L}.'’ -]{1,40}?)|"
        "(?:Dr|Prof|Doctor)\\.?\\s+(?<dr>[\\p{Lu}\\p{Lo}][\\p{L}.'’ "
        "-]{1,40}?)\\s+(?:repl(?:y|ied|ies)|answer(?:s|ed)?)\\b.*|"
        "(?<zh>\\p{Han}{2,4})\\s?(?:医师|医生|醫師|醫生)\\s?(?:回复|回覆|回答).*)(?:[,|(].*)?$",
        {"by", "dr", "zh"});
    const auto match = kReplied.search(line);
    if (!match) return {};
    for (const char* group : {"by", "dr", "zh"}) {
        if (!(*match)[group].empty()) return collapsed((*match)[group]);
    }
    return {};
}

std::vector<PageLine> classify_lines(std::string_view page, const HeadingTable& headings,
                                     const FurnitureTable& furniture) {
    const Classifier classifier(headings, furniture);
    std::vector<PageLine> lines;
    for (const std::string_view raw : split(page, "\n")) {
        PageLine line;
        line.begin = static_cast<std::size_t>(raw.data() - page.data());
        line.end = line.begin + raw.size() - (raw.ends_with('\r') ? 1 : 0);
        line.text = without_bullet(trimmed(raw), line.bullet);
        classifier.classify(line);
        lines.push_back(line);
    }
    promote_wrapped_prose(lines);
    promote_openings(lines);
    demote_titles(lines);
    return lines;
}

}  // namespace casebook::readers
