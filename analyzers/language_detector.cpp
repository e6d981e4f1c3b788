// CLD2's header names FILE without including its header.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "casebook/encoding.hpp"
#include "casebook/language.hpp"
#include "utf8.hpp"

namespace casebook {
namespace {

/// CLD2 is the dearest step of an analysis: a text that says what it is needs less of it.
constexpr std::size_t kSampleBytes = 1024;
constexpr std::size_t kDeclaredSampleBytes = 400;

/// The first bytes of `text`, cut between code points.
std::string_view sample_of(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

/// Letters of a text by the scripts that tell a language.
struct ScriptCounts {
    std::size_t letters = 0;
    std::size_t hangul = 0;
    std::size_t kana = 0;
    std::size_t han = 0;
    std::size_t thai = 0;
    std::size_t latin = 0;
};

ScriptCounts count_scripts(std::string_view text) {
    ScriptCounts counts;
    for (std::size_t at = 0; at < text.size();) {
        const std::int32_t code_point = next_code_point(text, at);
        if (code_point < 0 || !u_isalpha(code_point)) continue;
        ++counts.letters;
        UErrorCode status = U_ZERO_ERROR;
        switch (uscript_getScript(code_point, &status)) {
            case USCRIPT_HANGUL:
                ++counts.hangul;
                break;
            case USCRIPT_HIRAGANA:
            case USCRIPT_KATAKANA:
                ++counts.kana;
                break;
            case USCRIPT_HAN:
                ++counts.han;
                break;
            case USCRIPT_THAI:
                ++counts.thai;
                break;
            case USCRIPT_LATIN:
                ++counts.latin;
                break;
            default:
                break;
        }
    }
    return counts;
}

/// The language that the script alone tells. A character of these scripts says as much as about
/// three Latin letters, hence the weights: English names abound in Asian case reports.
Language language_by_script(const ScriptCounts& counts) {
    constexpr std::size_t kWeight = 3;
    const std::size_t asian = counts.hangul + counts.kana + counts.han;
    if (asian * kWeight > counts.latin) {
        if (counts.hangul * 2 > asian) return Language::from_tag("ko");
        if (counts.kana * 20 > asian) return Language::from_tag("ja");
        return Language::from_tag("zh");
    }
    if (counts.thai * kWeight > counts.latin) return Language::from_tag("th");
    return {};
}

struct Guess {
    Language language;
    bool reliable = false;
};

Guess ask_cld2(std::string_view text) {
    std::array<CLD2::Language, 3> languages{};
    std::array<int, 3> percents{};
    int text_bytes = 0;
    bool reliable = false;
    const CLD2::Language best =
        CLD2::DetectLanguageSummary(text.data(), static_cast<int>(text.size()), true,
                                    languages.data(), percents.data(), &text_bytes, &reliable);
    if (best == CLD2::UNKNOWN_LANGUAGE) return {};
    return {Language::from_tag(CLD2::LanguageCode(best)), reliable};
}

}  // namespace

Language detect_language(std::string_view text, LanguageHints hints) {
    std::string_view sample =
        sample_of(text, hints.declared.determined() ? kDeclaredSampleBytes : kSampleBytes);
    const std::string repaired = find_ill_formed_utf8(sample) == std::string_view::npos
                                     ? std::string()
                                     : decode_text(sample, "UTF-8").text;
    if (!repaired.empty()) sample = repaired;
    const ScriptCounts counts = count_scripts(sample);
    if (counts.letters == 0) return {};
    if (const Language scripted = language_by_script(counts); scripted.determined()) {
        return scripted;
    }
    // CLD2 is seldom sure of a title or a keyword: there the record's own word counts for more.
    constexpr std::size_t kEnoughLetters = 60;
    if (hints.declared.determined() && counts.letters < kEnoughLetters) return hints.declared;
    const Guess guess = ask_cld2(sample);
    if (guess.reliable && guess.language.determined()) return guess.language;
    return hints.declared.determined() ? hints.declared : guess.language;
}

}  // namespace casebook
