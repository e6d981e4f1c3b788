#include "lettered_text.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <string>

#include "character_class.hpp"
#include "greek_letters.hpp"
#include "utf8.hpp"

namespace casebook {
namespace {

constexpr Language kGreek = Language::of("el");
constexpr UChar32 kIdeographicSpace = 0x3000;

/// Cyrillic letters whose capitals look like Latin ones, and those, in the same order.
constexpr std::u32string_view kCyrillic =
    U"\u0430\u0432\u0435\u043A\u043C\u043D\u043E\u0440"
    U"\u0441\u0442\u0443\u0445";
constexpr std::u32string_view kLatin = U"abekmhopctyx";
static_assert(kCyrillic.size() == kLatin.size());

constexpr UChar32 kShortI = 0x0439;  ///< й is no и

UChar32 without_marks(UChar32 letter) {
    if (letter == kShortI) return letter;
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString parts;
    const bool composed =
        icu::Normalizer2::getNFDInstance(status)->getDecomposition(letter, parts) != 0;
    return composed ? parts.char32At(0) : letter;
}

char32_t fold_letter(UChar32 letter) {
    constexpr UChar32 kWide = 0xFEE0;
    if (letter >= 0xFF01 && letter <= 0xFF5E) letter -= kWide;
    const UChar32 lower = u_tolower(letter);
    const auto folded = static_cast<char32_t>(lower < 0x80 ? lower : without_marks(lower));
    const std::size_t cyrillic = kCyrillic.find(folded);
    return cyrillic == std::u32string_view::npos ? folded : kLatin[cyrillic];
}

char32_t fold_greek(std::string_view letter, UChar32 code_point) {
    const std::string_view name = greek_letter_name(letter);
    return name.empty() ? fold_letter(code_point) : static_cast<char32_t>(name.front());
}

/// Articles, prepositions and the like, which an abbreviation passes over: in the order of bytes.
constexpr std::array<std::string_view, 141> kFunctionWords{
    "a",     "al",   "all",  "alla",    "allo",  "am",   "an",  "and",  "ao",    "are",   "as",
    "at",    "au",   "auf",  "aux",     "avec",  "by",   "com", "con",  "d",     "da",    "dal",
    "dalla", "dans", "das",  "de",      "degli", "dei",  "del", "dell", "della", "delle", "dello",
    "dem",   "den",  "der",  "des",     "di",    "die",  "do",  "dos",  "du",    "durch", "e",
    "ed",    "ein",  "eine", "el",      "em",    "en",   "et",  "for",  "from",  "für",   "gli",
    "het",   "i",    "il",   "im",      "in",    "into", "is",  "l",    "la",    "las",   "le",
    "les",   "lo",   "los",  "mit",     "na",    "nach", "nas", "nel",  "nella", "no",    "nos",
    "o",     "oder", "of",   "on",      "or",    "os",   "ou",  "par",  "para",  "per",   "por",
    "pour",  "sans", "sem",  "sin",     "sobre", "su",   "sur", "than", "that",  "the",   "to",
    "um",    "uma",  "un",   "una",     "und",   "une",  "van", "via",  "vom",   "von",   "vs",
    "was",   "were", "with", "without", "y",     "zu",   "zum", "zur",  "à",     "без",   "в",
    "во",    "для",  "до",   "за",      "и",     "из",   "или", "к",    "на",    "над",   "не",
    "о",     "об",   "от",   "по",      "под",   "при",  "с",   "со",   "у"};

/// Whether `word` is a function word, in lower case but for its first letter at most. A capital
/// alone is none: hepatitis A virus.
bool is_function_word(std::string_view word) {
    const bool capital = word.front() >= 'A' && word.front() <= 'Z';
    if (!capital) return std::binary_search(kFunctionWords.begin(), kFunctionWords.end(), word);
    if (word.size() == 1) return false;
    std::string lower(word);
    lower.front() = static_cast<char>(lower.front() - 'A' + 'a');
    return std::binary_search(kFunctionWords.begin(), kFunctionWords.end(), lower);
}

bool is_joint(UChar32 separator, CharacterClass character) {
    return character == CharacterClass::hyphen || character == CharacterClass::apostrophe ||
           separator == ',' || separator == '/' || separator == '+' || separator == '&';
}

bool is_sentence_mark(UChar32 c) {
    return c == '.' || c == '!' || c == '?' || c == ';' || c == ':';
}

bool is_wide_sentence_mark(UChar32 c) {
    return c == 0x3002 || c == 0xFF0E || c == 0xFF61 || c == 0xFF1B || c == 0xFF1A || c == 0xFF01 ||
           c == 0xFF1F;
}

class LetterReader {
public:
    LetterReader(std::string_view text, Language language, LetteredText& out)
        : text_(text), greek_(language == kGreek), out_(out) {
        out_.clear();
    }

    void read(TextSpan span) {
        for (std::size_t at = span.begin; at < span.end;) {
            const std::size_t begin = at;
            const UChar32 c = next_code_point(text_, at);
            take(c, begin, at);
        }
        end_word();
    }

    void read_last_sentence(TextSpan span) {
        one_thing_ = true;
        std::size_t depth = 0;
        for (std::size_t at = span.begin; at < span.end;) {
            const std::size_t begin = at;
            const UChar32 c = next_code_point(text_, at);
            if (is_opening_bracket(c)) {
                ++depth;
                separate(c, CharacterClass::separator);
            } else if (is_closing_bracket(c)) {
                if (depth == 0) start_again();
                depth -= depth == 0 ? 0 : 1;
            } else if (depth == 0) {
                take(c, begin, at);
                if (ends_sentence(c, begin, at)) start_again();
            }
        }
        end_word();
    }

private:
    bool ends_sentence(UChar32 c, std::size_t begin, std::size_t end) const {
        const bool space_follows = end >= text_.size() || text_[end] == ' ' || text_[end] == '\n';
        if (is_sentence_mark(c)) return space_follows;
        if (c == '\n') return begin > 0 && text_[begin - 1] == '\n';
        return is_wide_sentence_mark(c);
    }

    void start_again() {
        out_.clear();
        open_ = false;
        joined_ = false;
        behind_comma_ = false;
    }

    void take(UChar32 c, std::size_t begin, std::size_t end) {
        const CharacterClass character = classify(c);
        switch (character) {
            case CharacterClass::letter:
            case CharacterClass::greek:
            case CharacterClass::micro:
            case CharacterClass::digit:
            case CharacterClass::raised_digit:
            case CharacterClass::ideograph:
                add(c, character, begin, end);
                break;
            case CharacterClass::mark:
                if (open_) out_.letters.back().end = static_cast<std::uint32_t>(end);
                break;
            default:
                separate(c, character);
        }
    }

    void add(UChar32 c, CharacterClass character, std::size_t begin, std::size_t end) {
        const CharacterClass kind = kind_of(character);
        const bool starts = !open_ || kind != last_kind_;
        if (open_ &&
            (kind == CharacterClass::ideograph) != (last_kind_ == CharacterClass::ideograph)) {
            end_word();
        }
        if (!open_) begin_word();
        const bool greek = !greek_ && character != CharacterClass::letter &&
                           character != CharacterClass::ideograph;
        const std::string_view bytes = text_.substr(begin, end - begin);
        out_.letters.push_back({greek ? fold_greek(bytes, c) : fold_letter(c),
                                static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end),
                                static_cast<std::uint32_t>(out_.words.size() - 1), starts,
                                u_isupper(c) != 0, kind == CharacterClass::ideograph});
        last_kind_ = kind;
    }

    static CharacterClass kind_of(CharacterClass character) {
        if (character == CharacterClass::raised_digit) return CharacterClass::digit;
        if (character == CharacterClass::greek || character == CharacterClass::micro)
            return CharacterClass::letter;
        return character;
    }

    void begin_word() {
        const auto first = static_cast<std::uint32_t>(out_.letters.size());
        out_.words.push_back({first, first, kWordWeight, joined_});
        open_ = true;
        joined_ = false;
    }

    void end_word() {
        if (!open_) return;
        LetteredWord& word = out_.words.back();
        word.last = static_cast<std::uint32_t>(out_.letters.size() - 1);
        word.weight = weight_of(word, behind_comma_);
        behind_comma_ = behind_comma_ && word.weight == 0;
        open_ = false;
    }

    std::uint8_t weight_of(const LetteredWord& word, bool behind_comma) const {
        const Letter& first = out_.letters[word.first];
        const std::size_t begin = first.begin;
        const std::string_view bytes = text_.substr(begin, out_.letters[word.last].end - begin);
        if (first.folded >= '0' && first.folded <= '9') return kPartWeight;
        if (is_function_word(bytes)) return 0;
        const std::uint8_t weight = word.joined ? kPartWeight : kWordWeight;
        return behind_comma ? static_cast<std::uint8_t>(2 * weight) : weight;
    }

    void separate(UChar32 c, CharacterClass character) {
        const bool touches = open_;
        end_word();
        joined_ = touches && is_joint(c, character);
        behind_comma_ = behind_comma_ || (c == ',' && one_thing_);
    }

    std::string_view text_;
    bool greek_;
    LetteredText& out_;
    CharacterClass last_kind_ = CharacterClass::separator;
    bool open_ = false;          ///< a word has begun
    bool joined_ = false;        ///< the next word is joined to the last one
    bool one_thing_ = false;     ///< not a list, whose commas are nothing special
    bool behind_comma_ = false;  ///< no word of content has come since a comma
};

bool is_quotation_mark(UChar32 c) {
    return c == '"' || c == '\'' || c == 0xAB || c == 0xBB || (c >= 0x2018 && c <= 0x201F) ||
           c == 0x300C || c == 0x300D || c == 0x300E || c == 0x300F;
}

bool is_margin(UChar32 c) {
    return c == kIdeographicSpace || u_isUWhiteSpace(c) || is_quotation_mark(c) || c == '\\';
}

}  // namespace

void LetteredText::clear() {
    letters.clear();
    words.clear();
}

void read_letters(std::string_view text, TextSpan span, Language language, LetteredText& out) {
    LetterReader(text, language, out).read(span);
}

void read_letters_before(std::string_view text, TextSpan span, Language language,
                         LetteredText& out) {
    LetterReader(text, language, out).read_last_sentence(span);
}

bool is_opening_bracket(std::int32_t code_point) {
    return code_point == '(' || code_point == '[' || code_point == 0xFF08 || code_point == 0xFF3B ||
           code_point == 0x3014;
}

bool is_closing_bracket(std::int32_t code_point) {
    return code_point == ')' || code_point == ']' || code_point == 0xFF09 || code_point == 0xFF3D ||
           code_point == 0x3015;
}

TextSpan trim(std::string_view text, TextSpan span) {
    while (!span.empty()) {
        std::size_t at = span.begin;
        if (!is_margin(next_code_point(text, at))) break;
        span.begin = std::min(at, span.end);
    }
    while (!span.empty()) {
        std::size_t at = span.end;
        if (!is_margin(previous_code_point(text, at))) break;
        span.end = std::max(at, span.begin);
    }
    return span;
}

std::size_t character_begin(std::string_view text, std::size_t at) {
    constexpr unsigned kContinuationMask = 0xC0;
    constexpr unsigned kContinuation = 0x80;
    constexpr std::size_t kMostContinuations = 3;
    const std::size_t least = at > kMostContinuations ? at - kMostContinuations : 0;
    std::size_t begin = at;
    while (begin > least && begin < text.size() &&
           (static_cast<unsigned char>(text[begin]) & kContinuationMask) == kContinuation) {
        --begin;
    }
    return begin;
}

std::int32_t previous_code_point(std::string_view text, std::size_t& at) {
    if (at == 0) return -1;
    const std::size_t end = at;
    at = character_begin(text, end - 1);
    std::size_t after = at;
    const std::int32_t code_point = next_code_point(text, after);
    if (after == end) return code_point;
    at = end - 1;
    return -1;
}

}  // namespace casebook
