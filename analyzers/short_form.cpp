#include "short_form.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "character_class.hpp"
#include "utf8.hpp"

namespace casebook {
namespace {

constexpr std::size_t kFewestLetters = 2;
constexpr std::size_t kMostLetters = 14;
constexpr std::size_t kMostBytes = 64;

/// Words of lower case that stand in brackets and are no abbreviations of what is before them.
constexpr std::array<std::string_view, 22> kNeverShort{
    "and", "or",  "in", "on", "at", "of", "to", "to", "as", "by", "et",
    "ou",  "und", "o",  "y",  "e",  "eg", "ie", "vs", "no", "ca", "cf"};

bool is_inner_mark(std::int32_t c) {
    return c == '/' || c == '&' || c == '+' || c == '.' || c == 0xFF0F || c == 0x00B7;
}

/// Whether `form` holds nothing but what a short form may hold; counts its spaces.
bool is_plain(std::string_view form, std::size_t& spaces) {
    for (std::size_t at = 0; at < form.size();) {
        const std::int32_t c = next_code_point(form, at);
        const CharacterClass character = classify(c);
        if (c == ' ' || c == '\n' || c == 0x3000) {
            ++spaces;
        } else if (character == CharacterClass::ideograph) {
            return false;
        } else if (character == CharacterClass::separator && !is_inner_mark(c)) {
            return false;
        }
    }
    return true;
}

struct Counts {
    std::size_t letters = 0;
    std::size_t capitals = 0;
    std::size_t digits = 0;
};

bool is_digit(char32_t c) {
    return u_isdigit(static_cast<UChar32>(c)) != 0;
}

Counts count(const LetteredText& form) {
    Counts counts;
    for (const Letter& letter : form.letters) {
        if (is_digit(letter.folded)) {
            ++counts.digits;
        } else {
            ++counts.letters;
            counts.capitals += letter.capital ? 1 : 0;
        }
    }
    return counts;
}

bool is_roman_numeral(const LetteredText& form, const LetteredWord& word) {
    return std::all_of(form.letters.begin() + word.first, form.letters.begin() + word.last + 1,
                       [](const Letter& letter) {
                           return letter.folded == 'i' || letter.folded == 'v' ||
                                  letter.folded == 'x';
                       });
}

/// A word that begins with a capital: a name, or the first word of a sentence.
bool is_capitalised_word(const LetteredText& form, const Counts& counts) {
    constexpr std::size_t kLongestAbbreviation = 4;
    return counts.capitals == 1 && form.letters.front().capital && counts.digits == 0 &&
           counts.letters > kLongestAbbreviation;
}

ShortFormShape shape_of(const LetteredText& form, const Counts& counts) {
    const bool doubtful = counts.capitals == 0 || is_roman_numeral(form, form.words.back()) ||
                          is_capitalised_word(form, counts);
    return doubtful ? ShortFormShape::doubtful : ShortFormShape::clear;
}

/// The s of a plural, and the 2 of FiO2 and PaCO2.
bool has_optional_end(const LetteredText& form, const Counts& counts) {
    const Letter& last = form.letters.back();
    const Letter& before = form.letters[form.size() - 2];
    if (form.size() == 2 || counts.capitals < 2 || !before.capital) return false;
    return (last.folded == 's' && !last.capital) || (last.folded == '2' && before.folded == 'o');
}

/// Full stops only as in "R.N.": behind single letters.
bool has_odd_stops(std::string_view form, const LetteredText& letters) {
    if (form.find('.') == std::string_view::npos) return false;
    return std::any_of(letters.words.begin(), letters.words.end(),
                       [](const LetteredWord& word) { return word.first != word.last; });
}

/// Behind its last slash a unit of measurement has another: U/L, mEq/l.
bool is_unit(std::string_view form) {
    constexpr std::array<std::string_view, 12> kLast{"L",  "l",  "mL", "ml",  "dL", "dl",
                                                     "uL", "kg", "h",  "min", "m2", "mm3"};
    const std::size_t slash = form.rfind('/');
    return slash != std::string_view::npos &&
           std::find(kLast.begin(), kLast.end(), form.substr(slash + 1)) != kLast.end();
}

bool is_too_wordy(const LetteredText& form, std::size_t spaces) {
    if (spaces == 0) return false;
    return spaces > 1 || form.size() < 2 || !form.letters[0].capital || !form.letters[1].capital;
}

constexpr std::array<std::string_view, 38> kIntroductions{
    "hereafter referred to as",
    "hereinafter",
    "hereafter",
    "henceforth",
    "abbreviated as",
    "abbreviated to",
    "abbreviated",
    "abbreviation",
    "also known as",
    "known as",
    "so-called",
    "i.e.,",
    "i.e.",
    "en adelante",
    "en lo sucesivo",
    "por sus siglas en ingl\u00E9s",
    "siglas en ingl\u00E9s",
    "ci-apr\u00E8s",
    "abr\u00E9g\u00E9 en",
    "en anglais",
    "di seguito",
    "in inglese",
    "doravante",
    "im Folgenden",
    "abgek\u00FCrzt",
    "kurz",
    "engl.",
    "\u0434\u0430\u043B\u0435\u0435",
    "\u0441\u043E\u043A\u0440\u0430\u0449\u0435\u043D\u043D\u043E",
    "\u0441\u043E\u043A\u0440.",
    "\u4EE5\u4E0B\u7B80\u79F0",
    "\u4EE5\u4E0B\u7C21\u7A31",
    "\u4EE5\u4E0B",
    "\u7B80\u79F0",
    "\u7C21\u79F0",
    "\u7565\u79F0",
    "\uC774\uD558",
    "\u7B80\u5199"};

constexpr std::array<std::string_view, 7> kConclusions{"\u3068\u7565\u8A18\u3059\u308B",
                                                       "\u3068\u7565\u3059\u308B",
                                                       "\u3068\u7565\u3059",
                                                       "\u3068\u7565\u8A18",
                                                       "\u3068\u7565",
                                                       "\u3068\u3059\u308B",
                                                       "\u3068\u547C\u3076"};

/// Past blanks, dashes, colons and commas.
std::size_t past_marks(std::string_view text, TextSpan span) {
    std::size_t at = span.begin;
    while (at < span.end) {
        std::size_t next = at;
        const std::int32_t c = next_code_point(text, next);
        const bool mark = u_isUWhiteSpace(c) != 0 || c == ':' || c == ',' || c == '=' ||
                          c == 0xFF1A || c == 0x3001 || c == 0xFF0C ||
                          classify(c) == CharacterClass::hyphen || c == 0x2014;
        if (!mark) break;
        at = next;
    }
    return std::min(at, span.end);
}

bool is_one_of(char32_t letter, std::u32string_view letters) {
    return letters.find(letter) != std::u32string_view::npos;
}

/// Past one part of a stage, as N0, Tis or M1c; `at` if there is none.
std::size_t past_stage_part(const std::vector<char32_t>& letters, std::size_t at) {
    const std::size_t begin = at;
    if (at >= letters.size() || !is_one_of(letters[at], U"tnmg")) return begin;
    const std::size_t value = ++at;
    while (at < letters.size() && (is_digit(letters[at]) || letters[at] == 'x'))
        ++at;
    if (at == value) return begin;
    return at < letters.size() && is_one_of(letters[at], U"abcd") ? at + 1 : at;
}

/// Whether a short form is a stage by TNM or a grade: cT4N0M0, G2.
bool is_stage(const std::vector<char32_t>& letters) {
    std::size_t at = 0;
    while (at < letters.size() && is_one_of(letters[at], U"cpyr"))
        ++at;
    std::size_t next = past_stage_part(letters, at);
    if (next == at) return false;
    while (next != at) {
        at = next;
        next = past_stage_part(letters, at);
    }
    return at == letters.size();
}

}  // namespace

std::optional<ShortForm> read_short_form(std::string_view text, TextSpan span, Language language) {
    span = trim(text, span);
    std::size_t spaces = 0;
    if (span.empty() || span.size() > kMostBytes || !is_plain(span.of(text), spaces))
        return std::nullopt;
    LetteredText form;
    read_letters(text, span, language, form);
    if (form.size() < kFewestLetters || form.size() > kMostLetters) return std::nullopt;
    const Counts counts = count(form);
    if (counts.letters == 0 || form.letters.front().begin != span.begin ||
        is_too_wordy(form, spaces) || is_unit(span.of(text)) ||
        has_odd_stops(span.of(text), form)) {
        return std::nullopt;
    }
    const auto* const never = std::find(kNeverShort.begin(), kNeverShort.end(), span.of(text));
    if (never != kNeverShort.end()) return std::nullopt;
    ShortForm result{
        span, shape_of(form, counts), has_optional_end(form, counts), counts.capitals, {}};
    for (const Letter& letter : form.letters)
        result.letters.push_back(letter.folded);
    if (is_stage(result.letters)) result.shape = ShortFormShape::doubtful;
    return result;
}

TextSpan without_introduction(std::string_view text, TextSpan inner) {
    inner = trim(text, inner);
    for (const std::string_view words : kIntroductions) {
        if (!inner.of(text).starts_with(words)) continue;
        inner.begin += words.size();
        inner.begin = past_marks(text, inner);
        break;
    }
    for (const std::string_view words : kConclusions) {
        if (!inner.of(text).ends_with(words)) continue;
        inner.end -= words.size();
        break;
    }
    return trim(text, inner);
}

}  // namespace casebook
