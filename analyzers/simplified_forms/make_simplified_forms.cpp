// A program of the build: writes the simplified form of each Chinese character from U+4E00 to
// U+9FFF, two bytes each, the lowest first, as ICU's rules tell. To read those rules takes a
// program some fifty milliseconds, which would else be its first Chinese or Japanese answer's.
// usage: make_simplified_forms OUTPUT
#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <fstream>
#include <iostream>
#include <memory>

int main(int count, char** arguments) {
    constexpr UChar32 kFirstHan = 0x4E00;
    constexpr UChar32 kLastHan = 0x9FFF;
    if (count != 2) return 2;
    icu::UnicodeString characters;
    for (UChar32 character = kFirstHan; character <= kLastHan; ++character) {
        characters.append(character);
        characters.append(u'\n');  // so that none is read as part of a word
    }
    const int32_t length = characters.length();
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> simplify(
        icu::Transliterator::createInstance("Traditional-Simplified", UTRANS_FORWARD, status));
    if (U_SUCCESS(status)) simplify->transliterate(characters);
    if (U_FAILURE(status) || characters.length() != length) {
        std::cerr << "ICU has no table of simplified forms\n";
        return 1;
    }
    std::ofstream output(arguments[1], std::ios::binary);
    for (int32_t at = 0; at < length; at += 2) {
        const char16_t form = characters.charAt(at);
        output.put(static_cast<char>(form & 0xFFU));
        output.put(static_cast<char>(form >> 8U));
    }
    output.close();
    return output ? 0 : 1;
}
