// CLD2's header names FILE without including its header.
#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstddef>

#include "casebook/encoding.hpp"
#include "casebook/language.hpp"
#include "language_words.hpp"
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
    std::size_t cyrillic = 0;
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
            case USCRIPT_CYRILLIC:
                ++counts.cyrillic;
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

/// What CLD2 says; undetermined where it would fall back on English.
Language ask_cld2(std::string_view text) {
    std::array<CLD2::Language, 3> languages{};
    std::array<int, 3> percents{};
    std::array<double, 3> scores{};
    int text_bytes = 0;
    bool reliable = false;
    const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    const CLD2::Language best = CLD2::ExtDetectLanguageSummary(
        text.data(), static_cast<int>(text.size()), true, &no_hints, 0, languages.data(),
        percents.data(), scores.data(), nullptr, &text_bytes, &reliable);
    if (!reliable || best == CLD2::UNKNOWN_LANGUAGE) return {};
    return Language::from_tag(CLD2::LanguageCode(best));
}

/// Texts below this many bytes are short: CLD2 needs some 50 words to be right.
constexpr std::size_t kShort = 300;

/// Whether case reports are often written in it. Another language, such as Galician for Spanish, is
/// more likely a mistake.
bool is_common(Language language) {
    static constexpr std::array<std::string_view, 10> kCommon{"en", "de", "fr", "es", "it",
                                                              "pt", "nl", "pl", "eu", "tr"};
    return std::find(kCommon.begin(), kCommon.end(), language.code()) != kCommon.end();
}

/// The language of a text in Latin letters; undetermined where neither words nor letters nor the
/// record tell it. Of short texts the words are heard first, of long ones where CLD2 is in doubt.
Language tell_latin(std::string_view sample, Language declared) {
    const bool is_short = sample.size() < kShort;
    const bool may_vote = !declared.determined() || is_common(declared);
    WordVotes votes;
    if (is_short && may_vote) votes = count_word_votes(sample);
    if (votes.clear) return votes.first;
    const Language told = ask_cld2(sample);
    if (is_common(told) || (told.determined() && told == declared)) return told;
    if (!is_short && may_vote) votes = count_word_votes(sample);
    if (votes.clear) return votes.first;
    if (told.determined() && !(is_short && has_word_votes(told))) return told;
    if (declared.determined()) return declared;
    return votes.first.determined() ? votes.first : told;
}

/// The language of a text in Cyrillic letters: Russian, unless it has letters that Russian lacks or
/// reads as Bulgarian, which has none of its own, and has none that Bulgarian lacks.
Language tell_cyrillic(std::string_view sample) {
    constexpr std::size_t kEnoughForBulgarian = 100;
    bool russian_only = false;
    for (std::size_t at = 0; at < sample.size();) {
        const std::int32_t letter = u_tolower(next_code_point(sample, at));
        const bool russian = (letter >= 0x430 && letter <= 0x44F) || letter == 0x451;
        if (!russian && letter >= 0x400 && letter <= 0x52F) return ask_cld2(sample);
        russian_only = russian_only || letter == 0x44B || letter == 0x44D || letter == 0x451;
    }
    const Language bulgarian = Language::from_tag("bg");
    const bool may_be = !russian_only && sample.size() >= kEnoughForBulgarian;
    return may_be && ask_cld2(sample) == bulgarian ? bulgarian : Language::from_tag("ru");
}

Language tell_by_script(std::string_view sample, const ScriptCounts& counts, Language declared) {
    if (counts.latin * 2 > counts.letters) return tell_latin(sample, declared);
    if (counts.cyrillic * 2 > counts.letters) return tell_cyrillic(sample);
    return ask_cld2(sample);
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
    const Language told = tell_by_script(sample, counts, hints.declared);
    if (told.determined()) return told;
    if (hints.declared.determined()) return hints.declared;
    // Names, drugs and abbreviations alone: in the language that most reports are written in.
    return counts.latin * 2 > counts.letters ? Language::from_tag("en") : Language();
}

}  // namespace casebook
