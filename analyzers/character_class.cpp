#include "character_class.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <array>

#include "casebook/language.hpp"

namespace casebook {
namespace {

constexpr std::int32_t kTableSize = 0x3000;

}  // namespace

bool is_written_without_spaces(std::int32_t code_point) {
    // The prolonged sound mark and its half-width form are of the script "Common".
    if (code_point == 0x30FC || code_point == 0xFF70) return true;
    // Half-width voiced marks join the kana before them when widths are folded.
    if (code_point == 0xFF9E || code_point == 0xFF9F) return true;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(code_point, &status)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_HANGUL:
        case USCRIPT_BOPOMOFO:
        case USCRIPT_THAI:
        case USCRIPT_LAO:
        case USCRIPT_KHMER:
        case USCRIPT_MYANMAR:
            return true;
        default:
            return false;
    }
}

namespace {

CharacterClass class_of_letter(std::int32_t code_point) {
    if (is_written_without_spaces(code_point)) return CharacterClass::ideograph;
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(code_point, &status) == USCRIPT_GREEK ? CharacterClass::greek
                                                                   : CharacterClass::letter;
}

bool is_lowered_digit(std::int32_t code_point) {
    return code_point >= 0x2080 && code_point <= 0x2089;
}

bool is_square_unit(std::int32_t code_point) {
    return code_point >= 0x3371 && code_point <= 0x33DF;
}

CharacterClass class_by_category(std::int32_t code_point) {
    switch (u_charType(code_point)) {
        case U_UPPERCASE_LETTER:
        case U_LOWERCASE_LETTER:
        case U_TITLECASE_LETTER:
        case U_MODIFIER_LETTER:
        case U_OTHER_LETTER:
        case U_LETTER_NUMBER:
            return class_of_letter(code_point);
        case U_DECIMAL_DIGIT_NUMBER:
            return CharacterClass::digit;
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_COMBINING_SPACING_MARK:
            return is_written_without_spaces(code_point) &&
                           !u_hasBinaryProperty(code_point, UCHAR_DIACRITIC)
                       ? CharacterClass::ideograph
                       : CharacterClass::mark;
        case U_FORMAT_CHAR:
            return CharacterClass::mark;  // soft hyphens, joiners and direction marks inside a word
        default:
            return CharacterClass::separator;
    }
}

CharacterClass compute(std::int32_t code_point) {
    if (is_lowered_digit(code_point)) return CharacterClass::digit;
    if (is_square_unit(code_point)) return CharacterClass::letter;
    switch (code_point) {
        case 0x00B2:  // raised two, three, one, zero and four to nine
        case 0x00B3:
        case 0x00B9:
        case 0x2070:
        case 0x2074:
        case 0x2075:
        case 0x2076:
        case 0x2077:
        case 0x2078:
        case 0x2079:
            return CharacterClass::raised_digit;
        case 0x05F3:  // Hebrew marks of abbreviation
        case 0x05F4:
            return CharacterClass::mark;
        case 0x00B5:  // micro sign
        case 0x03BC:  // Greek mu
            return CharacterClass::micro;
        case '-':
        case 0x2010:  // hyphen
        case 0x2011:  // non-breaking hyphen
        case 0x2012:  // figure dash
        case 0x2013:  // en dash: "graft–versus–host"
        case 0x2212:  // minus sign
            return CharacterClass::hyphen;
        case '\'':
        case 0x2019:  // right single quotation mark
        case 0x02BC:  // modifier letter apostrophe
            return CharacterClass::apostrophe;
        case 0x200B:  // zero width space
        case 0x2028:
        case 0x2029:
        case 0xFEFF:
            return CharacterClass::separator;
        default:
            return class_by_category(code_point);
    }
}

std::array<CharacterClass, kTableSize> make_table() {
    std::array<CharacterClass, kTableSize> table{};
    for (std::int32_t code_point = 0; code_point < kTableSize; ++code_point) {
        table[static_cast<std::size_t>(code_point)] = compute(code_point);
    }
    return table;
}

}  // namespace

CharacterClass classify(std::int32_t code_point) {
    static const std::array<CharacterClass, kTableSize> table = make_table();
    if (code_point < 0) return CharacterClass::separator;
    if (code_point < kTableSize) return table[static_cast<std::size_t>(code_point)];
    return compute(code_point);
}

}  // namespace casebook
