#include "page_layout.hpp"

#include <algorithm>

#include "references.hpp"
#include "text_pieces.hpp"

namespace casebook::readers {
namespace {

/// What the lines at hand belong to.
enum class Mode {
    text,   ///< the article's sections
    block,  ///< furniture up to the next heading
    cite,   ///< the article's citation of itself, up to the next heading
    tail,   ///< behind the keywords: short lines are the site's, sentences the article's again
};

bool is_part_of_structured_abstract(SectionKind kind) {
    return kind >= SectionKind::introduction && kind <= SectionKind::conclusion;
}

/// Whether a heading of this kind can open an article's text at its very top.
bool opens_text(SectionKind kind) {
    return kind == SectionKind::abstract || kind == SectionKind::keywords ||
           kind == SectionKind::question || kind == SectionKind::body ||
           is_part_of_structured_abstract(kind);
}

bool is_question_page(const std::vector<PageLine>& lines) {
    bool question = false;
    bool answer = false;
    for (const PageLine& line : lines) {
        if (line.kind == LineKind::replied || line.kind == LineKind::asked) return true;
        if (line.kind != LineKind::heading) continue;
        question |= line.heading->kind == SectionKind::question;
        answer |= line.heading->kind == SectionKind::answer;
    }
    return question && answer;
}

/// One pass over a page's lines, knowing what it stands in.
class Arrangement {
public:
    Arrangement(const std::vector<PageLine>& lines, std::string_view own_title) : lines_(lines) {
        layout_.places.resize(lines.size());
        layout_.foreign.resize(lines.size());
        layout_.question_and_answer = is_question_page(lines);
        find_masthead(own_title);
        place_masthead();
        kind_ = layout_.question_and_answer ? SectionKind::question : SectionKind::abstract;
        for (std::size_t i = layout_.masthead_end; i < lines.size(); ++i)
            place(i);
        set_stray_ends_apart();
    }

    PageLayout take() { return std::move(layout_); }

private:
    void find_masthead(std::string_view own_title) {
        const std::string title = folded(own_title);
        if (!title.empty()) {
            const auto found =
                std::find_if(lines_.begin(), lines_.end(),
                             [&](const PageLine& line) { return folded(line.text) == title; });
            if (found != lines_.end())
                layout_.masthead_begin = static_cast<std::size_t>(found - lines_.begin());
        }
        layout_.masthead_end =
            first_line_of_text(layout_.masthead_begin == 0 ? 0 : layout_.masthead_begin + 1);
    }

    [[nodiscard]] std::size_t first_line_of_text(std::size_t from) const {
        std::size_t fallback = lines_.size();
        for (std::size_t i = from; i < lines_.size(); ++i) {
            const PageLine& line = lines_[i];
            if (begins_text(i)) return i;
            const bool ends = line.kind == LineKind::cite || line.kind == LineKind::heading;
            if (ends && !line.article_type && i > from + 2) fallback = std::min(fallback, i);
        }
        return fallback;
    }

    [[nodiscard]] bool begins_text(std::size_t i) const {
        const PageLine& line = lines_[i];
        switch (line.kind) {
            case LineKind::prose:
            case LineKind::keywords:
            case LineKind::marker:
            case LineKind::asked:
            case LineKind::replied:
                return true;
            case LineKind::heading:
                break;
            default:
                return false;
        }
        if (line.article_type || !opens_text(line.heading->kind)) return false;
        const std::size_t next = next_line(lines_, i + 1);
        const std::size_t after = next_line(lines_, next + 1);
        if (next >= lines_.size()) return false;
        if (lines_[next].kind == LineKind::prose || line.heading->kind == SectionKind::keywords)
            return true;
        return lines_[next].kind == LineKind::heading && after < lines_.size() &&
               lines_[after].kind == LineKind::prose;
    }

    void place_masthead() {
        for (std::size_t i = 0; i < layout_.masthead_end; ++i) {
            if (lines_[i].kind != LineKind::blank) layout_.places[i] = SectionKind::furniture;
        }
    }

    void place(std::size_t i) {
        const PageLine& line = lines_[i];
        switch (line.kind) {
            case LineKind::blank:
                return;
            case LineKind::heading:
                return open_heading(i);
            case LineKind::block:
                return enter(i, Mode::block);
            case LineKind::cite:
                return enter(i, Mode::cite);
            case LineKind::furniture:
            case LineKind::date:
            case LineKind::copyright:
            case LineKind::doi:
                return set(i, SectionKind::furniture);
            case LineKind::article_type:
                return set(i, in_references() ? kind_ : SectionKind::furniture);
            default:
                break;
        }
        if (mode_ == Mode::block || mode_ == Mode::cite) return place_in_block(i);
        if (in_references()) return set(i, SectionKind::references);
        place_text(i);
    }

    void place_text(std::size_t i) {
        switch (lines_[i].kind) {
            case LineKind::keywords:
                mode_ = Mode::tail;
                return set(i, SectionKind::keywords);
            case LineKind::links:
                return set(i, SectionKind::furniture);
            case LineKind::caption:
                return set(i, SectionKind::caption);
            case LineKind::asked:
                return set(i, SectionKind::question);
            case LineKind::replied:
                open(SectionKind::answer);
                return set(i, SectionKind::back_matter);
            case LineKind::marker:
            case LineKind::citation:
                return place_reference(i);
            case LineKind::affiliation:
                return set(i, mode_ == Mode::tail ? SectionKind::back_matter : kind_);
            case LineKind::prose:
                if (lines_[i].heading) open(lines_[i].heading->kind);
                if (mode_ == Mode::tail || kind_ == SectionKind::keywords) open(SectionKind::body);
                return set(i, kind_);
            default:
                return set(i, mode_ == Mode::tail ? SectionKind::furniture : kind_);
        }
    }

    /// In a block everything is furniture, but for a reference list that begins behind it.
    void place_in_block(std::size_t i) {
        const bool is_first_reference = lines_[i].kind == LineKind::marker &&
                                        !layout_.question_and_answer &&
                                        parse_reference_marker(lines_[i].text).number == 1;
        if (is_first_reference) return place_reference(i);
        set(i, SectionKind::furniture);
    }

    /// A line with the number or the form of a reference: the first one opens the list, unless the
    /// number belongs to an affiliation; any other citation is the article's own.
    void place_reference(std::size_t i) {
        const bool is_first = parse_reference_marker(lines_[i].text).number == 1;
        if (is_first && kind_ != SectionKind::back_matter) {
            open(SectionKind::references);
            return set(i, SectionKind::references);
        }
        set(i, lines_[i].kind == LineKind::citation ? SectionKind::furniture : kind_);
    }

    void open_heading(std::size_t i) {
        const SectionKind kind = lines_[i].heading->kind;
        if (mode_ == Mode::block && layout_.question_and_answer && kind != SectionKind::body) {
            return set(i, SectionKind::furniture);
        }
        if (kind_ == SectionKind::abstract && layout_.headed_text && is_structured_part(i)) {
            return set(i, SectionKind::abstract);
        }
        if (i == layout_.masthead_end) layout_.headed_text = true;
        open(kind);
        const bool says_no_more = kind == SectionKind::abstract || kind == SectionKind::keywords ||
                                  kind == SectionKind::references || is_empty_heading(i);
        set(i, says_no_more ? SectionKind::furniture : kind);
    }

    /// Whether nothing of the article stands under this heading.
    [[nodiscard]] bool is_empty_heading(std::size_t i) const {
        const std::size_t next = next_line(lines_, i + 1);
        if (next >= lines_.size()) return true;
        const LineKind kind = lines_[next].kind;
        return kind == LineKind::heading || kind == LineKind::block || kind == LineKind::cite ||
               kind == LineKind::furniture;
    }

    /// Under "Abstract", a heading such as "Background" still belongs to it if the same kind of
    /// section comes again, or if keywords or the end of a preview follow before any references.
    [[nodiscard]] bool is_structured_part(std::size_t i) const {
        const SectionKind kind = lines_[i].heading->kind;
        if (mode_ != Mode::text || !is_part_of_structured_abstract(kind)) return false;
        for (std::size_t j = i + 1; j < lines_.size(); ++j) {
            const PageLine& line = lines_[j];
            if (line.kind == LineKind::keywords || line.kind == LineKind::cite) return true;
            if (line.kind != LineKind::heading) continue;
            if (line.heading->kind == kind || line.heading->kind == SectionKind::keywords)
                return true;
            if (line.heading->kind == SectionKind::references) return false;
        }
        return false;
    }

    /// Short lines between the last sentence of an abstract and what follows are the site's.
    void set_stray_ends_apart() {
        bool text_follows = false;
        for (std::size_t i = lines_.size(); i-- > layout_.masthead_end;) {
            if (!layout_.places[i] || layout_.places[i] == SectionKind::furniture) continue;
            if (layout_.places[i] != SectionKind::abstract || lines_[i].kind == LineKind::prose) {
                text_follows = layout_.places[i] == SectionKind::abstract;
            } else if (!text_follows && lines_[i].kind == LineKind::other &&
                       lines_[i].text.size() < 60) {
                layout_.places[i] = SectionKind::furniture;
            }
        }
    }

    [[nodiscard]] bool in_references() const {
        return mode_ == Mode::text && kind_ == SectionKind::references;
    }

    void open(SectionKind kind) {
        kind_ = kind;
        mode_ = Mode::text;
    }

    void enter(std::size_t i, Mode mode) {
        mode_ = mode;
        set(i, SectionKind::furniture);
    }

    void set(std::size_t i, SectionKind kind) {
        layout_.places[i] = kind;
        layout_.foreign[i] = mode_ == Mode::block || kind == SectionKind::references;
    }

    const std::vector<PageLine>& lines_;
    PageLayout layout_;
    SectionKind kind_ = SectionKind::abstract;
    Mode mode_ = Mode::text;
};

}  // namespace

std::size_t next_line(const std::vector<PageLine>& lines, std::size_t at) {
    while (at < lines.size() && lines[at].kind == LineKind::blank)
        ++at;
    return std::min(at, lines.size());
}

PageLayout arrange_lines(const std::vector<PageLine>& lines, std::string_view own_title) {
    return Arrangement(lines, own_title).take();
}

}  // namespace casebook::readers
