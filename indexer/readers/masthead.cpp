#include "masthead.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "citation.hpp"
#include "pattern.hpp"
#include "person_names.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

enum class Script { none, latin, hangul, han, cyrillic, other };

Script script_of(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    if (!u_isalpha(c)) return Script::none;
    switch (uscript_getScript(c, &status)) {
        case USCRIPT_LATIN:
            return Script::latin;
        case USCRIPT_HANGUL:
            return Script::hangul;
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
            return Script::han;
        case USCRIPT_CYRILLIC:
            return Script::cyrillic;
        case USCRIPT_COMMON:
            return Script::none;
        default:
            return Script::other;
    }
}

/// The script of most letters of `text`; an East Asian letter weighs as three others.
Script main_script(std::string_view text) {
    std::map<Script, int> counts;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t at = 0; at < text.size();) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, text.size(), c);
        const Script script = c < 0 ? Script::none : script_of(c);
        if (script != Script::none)
            counts[script] += script == Script::hangul || script == Script::han ? 3 : 1;
    }
    const auto most =
        std::max_element(counts.begin(), counts.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() ? Script::none : most->first;
}

std::set<std::string> words_of(std::string_view text) {
    std::set<std::string> words;
    const std::string plain = folded(text);
    for (const std::string_view word : split(plain, " ,.;:()[]/|")) {
        if (word.size() >= 3 && word != "the" && word != "and" && word != "for" && word != "with")
            words.emplace(word);
    }
    return words;
}

bool shares_a_word(std::string_view a, std::string_view b) {
    const std::set<std::string> words = words_of(a);
    const std::set<std::string> others = words_of(b);
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return others.contains(word); });
}

struct Candidate {
    std::size_t line = 0;
    int score = 0;
    Script script = Script::none;
};

class MastheadReading {
public:
    MastheadReading(const std::vector<PageLine>& lines, PageLayout& layout,
                    std::string_view own_title)
        : lines_(lines), layout_(layout), own_title_(folded(own_title)) {}

    Masthead run() {
        find_journal_line();
        choose_titles();
        read_authors();
        place_the_rest();
        return std::move(masthead_);
    }

private:
    [[nodiscard]] std::size_t end() const { return layout_.masthead_end; }

    /// A line that is directly above ", Volume 80, Issue 3, …" names the journal; so does one that
    /// a citation repeats; else the first line that has a word of journals' names.
    void find_journal_line() {
        std::size_t above = end();
        for (std::size_t i = 0; i < end(); ++i) {
            const PageLine& line = lines_[i];
            const auto citation =
                line.kind == LineKind::citation ? parse_citation(line.text) : std::nullopt;
            if (citation && !citation->journal.empty()) masthead_.journal = citation->journal;
            if (citation && citation->journal.empty() && above < end() &&
                lines_[above].kind == LineKind::other) {
                masthead_.journal = collapsed(lines_[above].text);
            }
            if (!masthead_.journal.empty()) return;
            if (line.kind != LineKind::blank) above = i;
        }
        const auto named = std::find_if(
            lines_.begin(), lines_.begin() + static_cast<std::ptrdiff_t>(end()), is_journal_name);
        if (named != lines_.begin() + static_cast<std::ptrdiff_t>(end()))
            masthead_.journal = collapsed(named->text);
    }

    static bool is_journal_name(const PageLine& line) {
        static const Pattern kName(
            "^(?:[\\p{Lu}&][\\p{L}&.]*|of|and|the|in|for|de|der|für|di|do|la) "
            "?(?:(?:[\\p{Lu}&][\\p{L}&.]*|of|and|the|in|for|de|der|für|di|do|la|e|y|et) ?){0,9}$");
        static const Pattern kWord(
            "\\b(?:Journal|Annals|Archives|Acta|Bulletin|Zeitschrift|Revista|Rivista|Revue|Lancet|"
            "Letters|Proceedings)\\b");
        return line.kind == LineKind::other && line.text.size() < 90 && kWord.matches(line.text) &&
               kName.matches(line.text);
    }

    [[nodiscard]] bool is_by_line(std::size_t i, bool single) const {
        return i < end() && lines_[i].kind == LineKind::other &&
               !parse_name_list(lines_[i].text, single).empty();
    }

    [[nodiscard]] bool can_be_title(std::size_t i) const {
        const PageLine& line = lines_[i];
        if (line.kind != LineKind::other && line.kind != LineKind::affiliation) return false;
        if (folded(line.text) == own_title_) return true;
        if (line.kind != LineKind::other || line.bullet || is_by_line(i, false)) return false;
        return line.text.size() >= 8 && line.text.size() <= 500 &&
               folded(line.text) != folded(masthead_.journal);
    }

    /// How much line `i` looks like a title: by the page's own citation, by the names below it, by
    /// its length, by its place.
    [[nodiscard]] int title_score(std::size_t i) const {
        const std::string_view text = lines_[i].text;
        const std::size_t next = next_line(lines_, i + 1);
        const Script script = main_script(text);
        const bool eastern = script == Script::hangul || script == Script::han;
        const std::size_t length =
            eastern ? count_characters(text) / 2 : split(collapsed(text), " ").size();
        int score = 0;
        if (!own_title_.empty() && folded(text) == own_title_) score += 20;
        if (is_by_line(next, false) ||
            (next < end() && lines_[next].bullet && is_by_line(next, true)))
            score += 4;
        if (length >= 4) score += 2;
        if (length >= 7) score += 1;
        if (next == end()) score += 2;
        if (next < end() && lines_[next].kind == LineKind::citation) score -= 3;
        if (text.find(" - ") != text.npos || text.find(" | ") != text.npos) score -= 2;
        if (!eastern && text.front() >= 'a' && text.front() <= 'z') score -= 1;
        if (layout_.question_and_answer && next == end()) score += 2;
        return score;
    }

    [[nodiscard]] std::vector<Candidate> candidates() const {
        std::vector<Candidate> found;
        for (std::size_t i = layout_.masthead_begin; i < end(); ++i) {
            if (can_be_title(i)) found.push_back({i, title_score(i), main_script(lines_[i].text)});
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
        return found;
    }

    /// The script of the article's first sentences.
    [[nodiscard]] Script text_script() const {
        for (std::size_t i = end(); i < lines_.size(); ++i) {
            if (lines_[i].kind == LineKind::prose) return main_script(lines_[i].text);
        }
        return Script::none;
    }

    void choose_titles() {
        const std::vector<Candidate> found = candidates();
        if (found.empty()) return;
        const Script script = text_script();
        const auto in_script = std::find_if(found.begin(), found.end(), [&](const Candidate& c) {
            return c.script == script && c.score >= 2;
        });
        const Candidate& title = in_script != found.end() ? *in_script : found.front();
        title_line_ = title.line;
        masthead_.title = collapsed(lines_[title.line].text);
        layout_.places[title.line] = SectionKind::title;

        constexpr int kLikeATitle = 3;
        const auto other = std::find_if(found.begin(), found.end(), [&](const Candidate& c) {
            return c.script != title.script && c.script != Script::none && c.score >= kLikeATitle;
        });
        if (other == found.end()) return;
        masthead_.translated_title = collapsed(lines_[other->line].text);
        layout_.places[other->line] = SectionKind::translated_title;
    }

    /// By-lines: lists anywhere, single names only in a run of lines below the title.
    void read_authors() {
        const Script script = main_script(masthead_.title);
        bool in_run = true;
        for (std::size_t i = title_line_ ? *title_line_ + 1 : 0; i < end(); ++i) {
            if (lines_[i].kind == LineKind::blank) continue;
            in_run = take_by_line(i, in_run, script) && in_run;
        }
        for (std::size_t i = 0; title_line_ && i < *title_line_; ++i) {
            if (lines_[i].kind != LineKind::blank) take_by_line(i, false, script);
        }
    }

    bool take_by_line(std::size_t i, bool single, Script title_script) {
        if (layout_.places[i] != SectionKind::furniture || !is_by_line(i, single)) return false;
        const bool translated = main_script(lines_[i].text) != title_script;
        std::vector<std::string>& names =
            translated ? masthead_.translated_authors : masthead_.authors;
        for (std::string& name : parse_name_list(lines_[i].text, true)) {
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(std::move(name));
        }
        layout_.places[i].reset();
        return true;
    }

    /// Affiliations, and what has to do with the title, stay the article's; menus do not.
    void place_the_rest() {
        for (std::size_t i = 0; i < end(); ++i) {
            if (layout_.places[i] != SectionKind::furniture) continue;
            const PageLine& line = lines_[i];
            const bool is_affiliation = line.kind == LineKind::affiliation;
            const bool is_other =
                line.kind == LineKind::other && folded(line.text) != folded(masthead_.journal);
            const bool below = title_line_ && i > *title_line_;
            const bool related = is_other && (below || shares_a_word(line.text, masthead_.title));
            const bool copy = shares_all_words(line.text);
            if ((is_affiliation || related) && !copy) layout_.places[i] = SectionKind::back_matter;
        }
    }

    /// Whether the line says nothing that the title does not ("Title | Journal" says a little
    /// more).
    [[nodiscard]] bool shares_all_words(std::string_view text) const {
        const std::set<std::string> words = words_of(text);
        const std::set<std::string> title = words_of(masthead_.title);
        return !title.empty() &&
               std::includes(words.begin(), words.end(), title.begin(), title.end());
    }

    const std::vector<PageLine>& lines_;
    PageLayout& layout_;
    std::string own_title_;
    std::optional<std::size_t> title_line_;
    Masthead masthead_;
};

}  // namespace

Masthead read_masthead(const std::vector<PageLine>& lines, PageLayout& layout,
                       std::string_view own_title) {
    return MastheadReading(lines, layout, own_title).run();
}

}  // namespace casebook::readers
