#include "casebook/abbreviations.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>

#include "character_class.hpp"
#include "lettered_text.hpp"
#include "long_form.hpp"
#include "native_term.hpp"
#include "short_form.hpp"
#include "utf8.hpp"

namespace casebook {
namespace {

/// A definition lies within these many bytes on each side of a bracket or joint: what bounds the
/// work at each, and so makes the whole linear.
constexpr std::size_t kReach = 400;
constexpr std::size_t kJointReach = 160;  ///< joints are many
constexpr std::size_t kMostShortBytes = 64;
constexpr Language kEnglish = Language::of("en");

bool is_list_mark(std::int32_t c) {
    return c == ',' || c == ';' || c == ':' || c == '=' || c == 0xFF0C || c == 0xFF1B ||
           c == 0xFF1A || c == 0x3001 || c == 0x2014;
}

bool is_word_character(std::int32_t c) {
    const CharacterClass character = classify(c);
    return character != CharacterClass::separator && character != CharacterClass::hyphen &&
           character != CharacterClass::apostrophe;
}

/// Whether a byte is a letter, digit or space of ASCII: most are.
bool is_plain_ascii(char byte) {
    return byte == ' ' || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

/// Words that join two short forms in one bracket.
constexpr std::array<std::string_view, 8> kOr{" or ",  " ou ",   " o ",    " oder ",
                                              " или ", "\u6216", "\u3001", " / "};

class DefinitionFinder {
public:
    DefinitionFinder(std::string_view text, Language language) : text_(text), language_(language) {}

    std::vector<AbbreviationDefinition> run() {
        for (std::size_t at = 0; at < text_.size();) {
            const std::size_t begin = at;
            if (is_plain_ascii(text_[at])) {
                ++at;
                continue;
            }
            const std::int32_t c = next_code_point(text_, at);
            if (is_opening_bracket(c)) {
                open_.push_back(begin);
            } else if (is_closing_bracket(c)) {
                close_bracket(begin);
            } else if (is_list_mark(c) || classify(c) == CharacterClass::hyphen) {
                read_joint(begin, at);
            }
        }
        return in_order();
    }

private:
    void close_bracket(std::size_t close) {
        if (open_.empty()) return;
        const std::size_t open = open_.back();
        open_.pop_back();
        std::size_t inner_begin = open;
        next_code_point(text_, inner_begin);
        if (close - open > kReach) return;
        read_bracket(open, {inner_begin, close});
    }

    /// What may be a long form before `end`: not beyond the bracket that `end` lies in.
    [[nodiscard]] TextSpan reach_before(std::size_t end, std::size_t reach) const {
        std::size_t begin = end > reach ? next_word(end - reach, end) : 0;
        if (!open_.empty() && open_.back() < end) {
            std::size_t behind = open_.back();
            next_code_point(text_, behind);
            begin = std::max(begin, behind);
        }
        return {begin, end};
    }

    /// Behind the word that a cut at `at` may have gone through.
    [[nodiscard]] std::size_t next_word(std::size_t at, std::size_t end) const {
        at = character_begin(text_, at);
        while (at < end) {
            std::size_t next = at;
            if (!is_word_character(next_code_point(text_, next))) break;
            at = next;
        }
        return at;
    }

    void read_bracket(std::size_t open, TextSpan inner) {
        const TextSpan content = without_introduction(text_, inner);
        if (content.empty()) return;
        const TextSpan before = trim(text_, reach_before(open, kReach));
        if (read_short_forms(before, content)) return;
        if (read_leading_short_form(before, content)) return;
        if (read_pair_inside(content)) return;
        read_long_form_inside(open, content);
    }

    /// "long form (SHORT)" and "long form (SHORT or OTHER)".
    bool read_short_forms(TextSpan before, TextSpan content) {
        if (define_before(before, content)) return true;
        for (const std::string_view word : kOr) {
            const std::size_t at = content.of(text_).find(word);
            if (at == std::string_view::npos) continue;
            const TextSpan first = {content.begin, content.begin + at};
            const TextSpan second = {first.end + word.size(), content.end};
            if (!read_form(without_anti(first)) || !read_form(without_anti(second))) continue;
            const bool one = define_before(before, first);
            return define_before(before, second) || one;
        }
        return false;
    }

    /// "long form (SHORT; Figure 1)": only letters are evidence enough.
    bool read_leading_short_form(TextSpan before, TextSpan content) {
        const std::size_t mark = first_mark(content);
        if (mark == content.end) return false;
        const auto form = read_form({content.begin, mark});
        if (!form) return false;
        read_words(before);
        return define_by_letters(*form, before, Strictness::usual);
    }

    /// "(long form, SHORT)" and "(SHORT: long form)".
    bool read_pair_inside(TextSpan content) {
        const TextSpan last = behind_last_mark(content);
        if (last.begin > content.begin) {
            const auto form = read_form(without_introduction(text_, last));
            const TextSpan before = trim(text_, {content.begin, mark_before(last.begin)});
            if (form) read_words(before);
            if (form && define_by_letters(*form, before, Strictness::usual)) return true;
        }
        const std::size_t mark = first_mark(content);
        if (mark == content.end) return false;
        const auto form = read_form({content.begin, mark});
        return form &&
               define_after(*form, {past_mark(mark), content.end}, Strictness::first_of_each_word);
    }

    /// "SHORT (long form)".
    void read_long_form_inside(std::size_t open, TextSpan content) {
        const auto form = read_form(token_before(open));
        if (!form || form->shape != ShortFormShape::clear) return;
        const TextSpan first = {content.begin, first_mark(content)};
        if (define_after(*form, first, Strictness::first_of_each_word)) return;
        if (define_after(*form, content, Strictness::no_strays)) return;
        define_after(*form, first, Strictness::no_strays);
    }

    /// "long form, SHORT" and "SHORT: long form" without brackets.
    void read_joint(std::size_t begin, std::size_t end) {
        if (!is_joint(begin, end)) return;
        if (define_before_joint(begin, token_after(end))) return;
        const auto left = read_initialism(token_before(begin));
        if (left) define_after(*left, clause_after(end), Strictness::first_of_each_word);
    }

    bool define_before_joint(std::size_t joint, TextSpan token) {
        const auto form = read_initialism(token);
        if (!form || !ends_after(*form)) return false;
        const TextSpan before = trim(text_, reach_before(joint, kJointReach));
        read_words(before);
        return define_by_letters(*form, before, Strictness::first_of_each_word);
    }

    /// A short form with two capitals; told from other words without reading them.
    [[nodiscard]] std::optional<ShortForm> read_initialism(TextSpan token) const {
        std::size_t capitals = 0;
        for (std::size_t at = token.begin; at < token.end;)
            capitals += u_isupper(next_code_point(text_, at)) != 0 ? 1 : 0;
        auto form = capitals >= 2 ? read_form(token) : std::nullopt;
        if (form && form->shape != ShortFormShape::clear) form.reset();
        return form;
    }

    /// A mark that stands right behind a word, or a dash between spaces; no decimal comma.
    [[nodiscard]] bool is_joint(std::size_t begin, std::size_t end) const {
        if (begin == 0 || end >= text_.size()) return false;
        std::size_t at = begin;
        const std::int32_t mark = next_code_point(text_, at);
        const bool wide = mark >= 0x3000;
        const bool space_before = text_[begin - 1] == ' ';
        const bool space_after = text_[end] == ' ' || text_[end] == '\n';
        const bool dash = classify(mark) == CharacterClass::hyphen || mark == 0x2014;
        if (dash) return space_before && space_after;
        if (mark == '=') return space_before == space_after;
        return wide || (!space_before && space_after);
    }

    /// Whether the clause ends behind a short form that stands there without brackets.
    [[nodiscard]] bool ends_after(const ShortForm& form) const {
        std::size_t at = form.span.end;
        if (at >= text_.size()) return true;
        const std::int32_t c = next_code_point(text_, at);
        if (c == ' ') {
            return at < text_.size() &&
                   (text_[at] == '(' || (text_[at] >= '0' && text_[at] <= '9'));
        }
        return !is_word_character(c) && classify(c) == CharacterClass::separator;
    }

    [[nodiscard]] TextSpan token_before(std::size_t end) const {
        std::size_t at = trim(text_, {end > kMostShortBytes ? end - kMostShortBytes : 0, end}).end;
        const std::size_t token_end = at;
        while (at > 0 && token_end - at <= kMostShortBytes) {
            std::size_t before = at;
            const std::int32_t c = previous_code_point(text_, before);
            const CharacterClass character = classify(c);
            if (character == CharacterClass::ideograph ||
                (character == CharacterClass::separator && c != '/' && c != '&' && c != '+')) {
                break;
            }
            at = before;
        }
        return {at, token_end};
    }

    [[nodiscard]] TextSpan token_after(std::size_t begin) const {
        const std::size_t last = std::min(text_.size(), begin + kMostShortBytes);
        const TextSpan rest = trim(text_, {begin, character_begin(text_, last)});
        std::size_t end = rest.begin;
        while (end < rest.end) {
            std::size_t at = end;
            const std::int32_t c = next_code_point(text_, at);
            if (!is_word_character(c) && classify(c) != CharacterClass::hyphen && c != '/' &&
                c != '&' && c != '+') {
                break;
            }
            end = at;
        }
        return {rest.begin, end};
    }

    /// From `begin` to the next mark, bracket or end of a sentence.
    [[nodiscard]] TextSpan clause_after(std::size_t begin) const {
        const std::size_t last = std::min(text_.size(), begin + kJointReach);
        std::size_t end = begin;
        while (end < last) {
            std::size_t at = end;
            const std::int32_t c = next_code_point(text_, at);
            if (is_list_mark(c) || is_opening_bracket(c) || is_closing_bracket(c) || c == '.' ||
                c == '\n' || c == 0x3002) {
                break;
            }
            end = at;
        }
        return trim(text_, {begin, std::min(end, text_.size())});
    }

    [[nodiscard]] std::optional<ShortForm> read_form(TextSpan span) const {
        return read_short_form(text_, span, language_);
    }

    [[nodiscard]] std::size_t first_mark(TextSpan content) const {
        for (std::size_t at = content.begin; at < content.end;) {
            const std::size_t begin = at;
            if (is_list_mark(next_code_point(text_, at))) return begin;
        }
        return content.end;
    }

    [[nodiscard]] TextSpan behind_last_mark(TextSpan content) const {
        for (std::size_t at = content.end; at > content.begin;) {
            const std::size_t end = at;
            if (is_list_mark(previous_code_point(text_, at))) return {end, content.end};
        }
        return content;
    }

    /// Past the mark at `at`, and before the one that ends at `at`.
    [[nodiscard]] std::size_t past_mark(std::size_t at) const {
        next_code_point(text_, at);
        return at;
    }
    [[nodiscard]] std::size_t mark_before(std::size_t at) const {
        (void)previous_code_point(text_, at);
        return at;
    }

    /// Whether `content` is a short form of the words that `before` ends with; if so, keeps it.
    bool define_before(TextSpan before, TextSpan content) {
        const auto form = read_form(content);
        if (!form) return define_native(content, before);
        read_words(before);
        return define_by_letters(*form, before, Strictness::first_of_each_word) ||
               define_reordered(*form, before, true) ||
               define_by_letters(*form, before, Strictness::usual) ||
               define_reordered(*form, before, false) || define_native(content, before);
    }

    void read_words(TextSpan before) { read_letters_before(text_, before, language_, words_); }

    /// Whether the words that were read last end with a long form of `form`; if so, keeps it.
    bool define_by_letters(const ShortForm& form, TextSpan before, Strictness strictness) {
        const auto first = find_long_form(form, words_, strictness);
        if (!first || has_foreign_tail(*first)) return false;
        if (strictness == Strictness::first_of_each_word && is_person()) return false;
        keep(form, {words_.letters[*first].begin, before.end});
        return true;
    }

    /// Whether the words end in one or two capitals, as an author's name in a reference does.
    [[nodiscard]] bool is_person() const {
        const LetteredWord& last = words_.words.back();
        return last.last - last.first < 2 && words_.letters[last.first].capital &&
               words_.letters[last.last].capital;
    }

    /// Whether more than a word of Chinese, Japanese or Korean follows the first letter.
    [[nodiscard]] bool has_foreign_tail(std::size_t first) const {
        constexpr std::ptrdiff_t kMost = 3;
        return std::count_if(words_.letters.begin() + static_cast<std::ptrdiff_t>(first),
                             words_.letters.end(),
                             [](const Letter& letter) { return letter.ideograph; }) > kMost;
    }

    /// Short forms of another language are usual in all but English texts.
    bool define_reordered(const ShortForm& form, TextSpan before, bool clear_only) {
        if (language_ == kEnglish || !language_.determined()) return false;
        const auto found = find_reordered_long_form(form, words_);
        if (!found || (clear_only && !found->clear)) return false;
        if (words_.letters[found->first].ideograph) return false;
        keep(form, {words_.letters[found->first].begin, before.end});
        return true;
    }

    bool define_after(const ShortForm& form, TextSpan content, Strictness strictness) {
        content = trim(text_, content);
        read_letters(text_, content, language_, words_);
        const auto first = find_long_form_at_front(form, words_, strictness);
        if (!first) return false;
        if (strictness == Strictness::first_of_each_word && is_person()) return false;
        keep(form, {words_.letters[*first].begin, words_.letters.back().end});
        return true;
    }

    /// Whether `form` is mostly capitals: no word of another language.
    static bool is_initialism(const ShortForm& form) {
        const std::size_t others = form.letters.size() - form.capitals;
        const bool number = form.letters.front() >= '0' && form.letters.front() <= '9';
        return form.shape == ShortFormShape::clear && form.capitals >= 2 && !number &&
               others <= form.capitals + 1;
    }

    /// The Latin part of 抗HBs.
    [[nodiscard]] TextSpan without_anti(TextSpan form) const {
        constexpr std::string_view kAnti = "\u6297";
        if (form.of(text_).starts_with(kAnti)) form.begin += kAnti.size();
        return form;
    }

    /// A Latin short form behind a term of Chinese, Japanese or Korean text.
    bool define_native(TextSpan content, TextSpan before) {
        const auto form = read_form(without_anti(content));
        if (!form || !is_initialism(*form)) return false;
        const TextSpan term = find_native_term(text_, before, language_);
        if (term.empty()) return false;
        keep({content, form->shape, false, 0, {}}, term);
        return true;
    }

    void keep(const ShortForm& form, TextSpan long_form) {
        found_.push_back({static_cast<std::uint32_t>(form.span.begin),
                          static_cast<std::uint32_t>(form.span.end),
                          static_cast<std::uint32_t>(long_form.begin),
                          static_cast<std::uint32_t>(long_form.end)});
    }

    /// What was found, by short form; of two definitions of one short form the first found.
    std::vector<AbbreviationDefinition> in_order() {
        std::stable_sort(found_.begin(), found_.end(), [](const auto& left, const auto& right) {
            return left.short_begin < right.short_begin;
        });
        const auto last =
            std::unique(found_.begin(), found_.end(), [](const auto& left, const auto& right) {
                return left.short_begin == right.short_begin;
            });
        found_.erase(last, found_.end());
        return std::move(found_);
    }

    std::string_view text_;
    Language language_;
    std::vector<std::size_t> open_;  ///< brackets that are not closed yet
    std::vector<AbbreviationDefinition> found_;
    LetteredText words_;
};

}  // namespace

std::vector<AbbreviationDefinition> find_abbreviations(std::string_view text, Language language) {
    return DefinitionFinder(text, language).run();
}

}  // namespace casebook
