#include "folding.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>

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

constexpr UChar32 kCyrillicI = 0x0438;
constexpr UChar32 kBreve = 0x0306;

/// `decomposed` without the marks that its scripts let go, special letters spelt out.
icu::UnicodeString without_marks(const icu::UnicodeString& decomposed) {
    icu::UnicodeString kept;
    UChar32 base = 0;
    bool drop = false;
    for (int32_t at = 0; at < decomposed.length();) {
        const UChar32 code_point = decomposed.char32At(at);
        at += U16_LENGTH(code_point);
        const int8_t category = u_charType(code_point);
        if (category == U_FORMAT_CHAR) continue;
        if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK) {
            if (!drop || (base == kCyrillicI && code_point == kBreve)) kept.append(code_point);
            continue;
        }
        UErrorCode status = U_ZERO_ERROR;
        base = code_point;
        drop = drops_marks(uscript_getScript(code_point, &status));
        if (const char* letters = spelt_out(code_point)) {
            kept.append(icu::UnicodeString::fromUTF8(letters));
        } else {
            kept.append(code_point);
        }
    }
    return kept;
}

/// Full-width Latin letters and digits as their plain forms.
void narrow(icu::UnicodeString& text) {
    constexpr char16_t kFirst = 0xFF01;
    constexpr char16_t kLast = 0xFF5E;
    constexpr int kDistance = 0xFEE0;
    for (int32_t at = 0; at < text.length(); ++at) {
        const char16_t unit = text.charAt(at);
        if (unit >= kFirst && unit <= kLast) {
            text.setCharAt(at, static_cast<char16_t>(unit - kDistance));
        }
    }
}

std::string fold_unicode(std::string_view word, bool fold_case) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(word.data(), static_cast<int32_t>(word.size())));
    narrow(text);
    if (fold_case) text.foldCase();
    const icu::UnicodeString decomposed = nfd->normalize(text, status);
    const icu::UnicodeString composed = nfc->normalize(without_marks(decomposed), status);
    std::string folded;
    composed.toUTF8String(folded);
    return folded;
}

}  // namespace

std::string fold_word(std::string_view word) {
    return is_ascii(word) ? fold_ascii(word) : fold_unicode(word, true);
}

std::string fold_but_case(std::string_view word) {
    return is_ascii(word) ? std::string(word) : fold_unicode(word, false);
}

}  // namespace casebook
