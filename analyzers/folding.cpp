#include "folding.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <optional>

namespace casebook {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(),
                       [](char byte) { return static_cast<unsigned char>(byte) < 0x80; });
}

std::string fold_ascii(std::string_view word) {
    std::string folded(word);
    for (char& byte : folded) {
        if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
    }
    return folded;
}

bool drops_marks(UScriptCode script) {
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK || script == USCRIPT_HEBREW ||
           script == USCRIPT_ARABIC || script == USCRIPT_CYRILLIC;
}

/// The spelling of a letter that has no decomposition; null if it stands for itself.
const char* spelt_out(UChar32 code_point) {
    switch (code_point) {
        case 0x00E6:
            return "ae";
        case 0x0153:
            return "oe";
        case 0x00F8:
            return "o";
        case 0x0111:
            return "d";
        case 0x0142:
            return "l";
        case 0x0131:
            return "i";
        case 0x00FE:
            return "th";
        case 0x00F0:
            return "d";
        default:
            return nullptr;
    }
}

constexpr Language kEnglish = Language::of("en");
constexpr Language kSpanish = Language::of("es");

constexpr UChar32 kCyrillicI = 0x0438;
constexpr UChar32 kBreve = 0x0306;
constexpr UChar32 kTilde = 0x0303;
constexpr char16_t kMicroSign = 0x00B5;
constexpr char16_t kMu = 0x03BC;

/// The common form of an Arabic letter that is written in several ways, 0 for what only stretches
/// the line or marks an abbreviation; any other code point is its own form.
UChar32 unified_semitic(UChar32 code_point) {
    switch (code_point) {
        case 0x0629:  // teh marbuta
            return 0x0647;
        case 0x0649:  // alef maksura
        case 0x06CC:  // Farsi yeh
            return 0x064A;
        case 0x0671:  // alef wasla
            return 0x0627;
        case 0x06A9:  // keheh
            return 0x0643;
        case 0x0640:  // tatweel
        case 0x05F3:  // Hebrew marks of abbreviation
        case 0x05F4:
        case '"':
            return 0;
        default:
            return code_point;
    }
}

/// Letters that look alike in the two scripts, in the same order.
constexpr std::u16string_view kCyrillic =
    u"\u0430\u0435\u043E\u0440\u0441\u0443\u0445"
    u"\u0410\u0412\u0415\u041A\u041C\u041D"
    u"\u041E\u0420\u0421\u0422\u0423\u0425";
constexpr std::u16string_view kLatin = u"aeopcyxABEKMHOPCTYX";
static_assert(kCyrillic.size() == kLatin.size());

/// The letter of `to` that stands where `letter` stands in `from`; 0 if it does not.
char16_t look_alike(char16_t letter, std::u16string_view from, std::u16string_view to) {
    const std::size_t at = from.find(letter);
    return at == std::u16string_view::npos ? char16_t{0} : to[at];
}

UScriptCode script_of(UChar32 code_point) {
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(code_point, &status);
}

/// Turns the Cyrillic letters of a word with Latin ones into Latin, where all look like Latin
/// letters, else the Latin ones into Cyrillic: the first letters of CD4 and of В-клеточная are
/// often typed on the other keyboard.
void unify_scripts(icu::UnicodeString& word) {
    bool latin = false;
    bool cyrillic = false;
    bool to_latin = true;
    bool to_cyrillic = true;
    for (int32_t at = 0; at < word.length(); ++at) {
        const char16_t letter = word.charAt(at);
        const UScriptCode script = script_of(letter);
        latin = latin || script == USCRIPT_LATIN;
        cyrillic = cyrillic || script == USCRIPT_CYRILLIC;
        if (script == USCRIPT_CYRILLIC && look_alike(letter, kCyrillic, kLatin) == 0)
            to_latin = false;
        if (script == USCRIPT_LATIN && look_alike(letter, kLatin, kCyrillic) == 0)
            to_cyrillic = false;
    }
    if (!latin || !cyrillic || (!to_latin && !to_cyrillic)) return;
    for (int32_t at = 0; at < word.length(); ++at) {
        const char16_t other = to_latin ? look_alike(word.charAt(at), kCyrillic, kLatin)
                                        : look_alike(word.charAt(at), kLatin, kCyrillic);
        if (other != 0) word.setCharAt(at, other);
    }
}

/// Characters that are short for several: Roman numerals, ligatures, units in a square.
bool is_abridged(UChar32 code_point) {
    return (code_point >= 0x2160 && code_point <= 0x217F) ||
           (code_point >= 0xFB00 && code_point <= 0xFB06) ||
           (code_point >= 0x3371 && code_point <= 0x33DF);
}

void spell_out_abridged(icu::UnicodeString& word) {
    bool abridged = false;
    for (int32_t at = 0; at < word.length() && !abridged; ++at)
        abridged = is_abridged(word.charAt(at));
    if (!abridged) return;
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    icu::UnicodeString spelt_out;
    for (int32_t at = 0; at < word.length(); ++at) {
        const icu::UnicodeString unit(word.charAt(at));
        spelt_out.append(is_abridged(word.charAt(at)) ? nfkc->normalize(unit, status) : unit);
    }
    word = spelt_out;
}

/// `decomposed` without the marks that its scripts let go, special letters spelt out.
icu::UnicodeString without_marks(const icu::UnicodeString& decomposed, bool keep_tilde) {
    icu::UnicodeString kept;
    UChar32 base = 0;
    bool drop = false;
    for (int32_t at = 0; at < decomposed.length();) {
        const UChar32 code_point = decomposed.char32At(at);
        at += U16_LENGTH(code_point);
        const int8_t category = u_charType(code_point);
        if (category == U_FORMAT_CHAR) continue;
        if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK) {
            const bool letter_of_its_own = (base == kCyrillicI && code_point == kBreve) ||
                                           (keep_tilde && base == 'n' && code_point == kTilde);
            if (!drop || letter_of_its_own) kept.append(code_point);
            continue;
        }
        base = code_point;
        drop = drops_marks(script_of(code_point));
        if (const char* letters = spelt_out(code_point)) {
            kept.append(icu::UnicodeString::fromUTF8(letters));
        } else if (const UChar32 unified = unified_semitic(code_point); unified != 0) {
            kept.append(unified);
        }
    }
    return kept;
}

/// Full-width Latin letters as their plain forms, digits of every script and height as ASCII, the
/// micro sign before a unit as u.
void narrow(icu::UnicodeString& text) {
    constexpr char16_t kFirst = 0xFF01;
    constexpr char16_t kLast = 0xFF5E;
    constexpr int kDistance = 0xFEE0;
    for (int32_t at = 0; at < text.length(); ++at) {
        const char16_t unit = text.charAt(at);
        if (unit >= kFirst && unit <= kLast) {
            text.setCharAt(at, static_cast<char16_t>(unit - kDistance));
        } else if (unit >= 0x80 && u_getIntPropertyValue(unit, UCHAR_NUMERIC_TYPE) != U_NT_NONE) {
            const double value = u_getNumericValue(unit);
            const int8_t category = u_charType(unit);
            const bool digit = category == U_DECIMAL_DIGIT_NUMBER || category == U_OTHER_NUMBER;
            if (digit && value >= 0 && value <= 9)
                text.setCharAt(at, static_cast<char16_t>('0' + static_cast<int>(value)));
        }
    }
    const bool micro = text.length() > 1 && (text.charAt(0) == kMicroSign || text.charAt(0) == kMu);
    if (micro && script_of(text.charAt(1)) == USCRIPT_LATIN) text.setCharAt(0, u'u');
}

std::string fold_unicode(std::string_view word, bool fold_case, bool keep_tilde) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
    narrow(text);
    spell_out_abridged(text);
    unify_scripts(text);
    if (fold_case) text.foldCase();
    const icu::UnicodeString decomposed = nfd->normalize(text, status);
    const icu::UnicodeString composed =
        nfc->normalize(without_marks(decomposed, keep_tilde), status);
    std::string folded;
    composed.toUTF8String(folded);
    return folded;
}

/// The digits of a number without its grouping marks, if it has such: 1,000 in English, 1.000 where
/// the comma is decimal.
std::optional<std::string> without_grouping(std::string_view number, char grouping) {
    constexpr std::size_t kGroup = 3;
    const std::size_t first = number.find(grouping);
    if (first == 0 || first > kGroup || number.front() == '0') return std::nullopt;
    std::string digits(number.substr(0, first));
    for (std::size_t at = first; at < number.size(); at += kGroup + 1) {
        const std::string_view group = number.substr(at, kGroup + 1);
        const bool whole = group.size() == kGroup + 1 && group.front() == grouping &&
                           std::all_of(group.begin() + 1, group.end(),
                                       [](char byte) { return byte >= '0' && byte <= '9'; });
        if (!whole) return std::nullopt;
        digits += group.substr(1);
    }
    return digits;
}

}  // namespace

std::string fold_number(std::string_view number, Language language) {
    std::string folded = fold_word(number);
    if (folded.find_first_of(".,") == std::string::npos) return folded;
    const char grouping = language == kEnglish ? ',' : '.';
    if (auto digits = without_grouping(folded, grouping)) return *std::move(digits);
    std::replace(folded.begin(), folded.end(), ',', '.');
    return folded;
}

std::string fold_word(std::string_view word, Language language) {
    const bool keep_tilde = language == kSpanish;
    return is_ascii(word) ? fold_ascii(word) : fold_unicode(word, true, keep_tilde);
}

std::string fold_but_case(std::string_view word) {
    return is_ascii(word) ? std::string(word) : fold_unicode(word, false, false);
}

}  // namespace casebook
