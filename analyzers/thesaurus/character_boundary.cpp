#include "thesaurus/character_boundary.hpp"

#include <algorithm>
#include <array>

#include "utf8.hpp"

namespace casebook {
namespace {

bool is_hangul(std::int32_t c) {
    return (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) ||
           (c >= 0x3130 && c <= 0x318F);
}
bool is_hiragana(std::int32_t c) {
    return c >= 0x3041 && c <= 0x309F;
}
bool is_katakana(std::int32_t c) {
    return (c >= 0x30A1 && c <= 0x30FF) || (c >= 0xFF66 && c <= 0xFF9F);
}
bool is_thai(std::int32_t c) {
    return c >= 0x0E01 && c <= 0x0E5B;
}
bool is_han(std::int32_t c) {
    return (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || c == 0x3005 ||
           (c >= 0x20000 && c <= 0x323AF);
}
/// A Thai vowel or tone mark that belongs to the consonant before it.
bool is_thai_mark(std::int32_t c) {
    return (c >= 0x0E30 && c <= 0x0E3A) || c == 0x0E45 || (c >= 0x0E47 && c <= 0x0E4E);
}

std::int32_t character_before(std::string_view text, std::size_t at) {
    if (at == 0) return 0;
    --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        --at;
    return next_code_point(text, at);
}

std::int32_t character_at(std::string_view text, std::size_t at) {
    return at < text.size() ? next_code_point(text, at) : 0;
}

template <typename Is>
bool is_all(std::string_view text, Is is) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is(next_code_point(text, at))) return false;
    }
    return true;
}

/// A particle that ends a Korean word: 암은, 암이.
bool is_last_particle(std::string_view text, std::size_t at) {
    static constexpr std::u32string_view kParticles = U"은는이가을를의에과와로도";
    const std::int32_t particle = character_at(text, at);
    if (kParticles.find(static_cast<char32_t>(particle)) == std::u32string_view::npos) return false;
    (void)next_code_point(text, at);
    return !is_hangul(character_at(text, at));
}

/// Whether a Korean term that the text writes with a space is one: "이 자궁은" (this uterus) holds
/// no 이자 (pancreas). Short terms must end where a word does.
bool may_be_parted(const CharacterRun& run, std::string_view word, std::size_t count) {
    static constexpr std::array<std::string_view, 17> kDeterminers{
        "이", "그", "저", "한", "두", "세", "네", "몇", "각",
        "전", "총", "첫", "새", "옛", "및", "등", "수"};
    constexpr std::size_t kFreeLength = 5;
    const std::string_view first = word.substr(0, word.find(' '));
    if (std::find(kDeterminers.begin(), kDeterminers.end(), first) != kDeterminers.end())
        return false;
    return count >= kFreeLength || !is_hangul(character_at(run.text, run.end)) ||
           is_last_particle(run.text, run.end);
}

bool is_korean_word(const CharacterRun& run, std::string_view word, std::size_t count) {
    constexpr std::size_t kFreeLength = 3;
    if (word.find(' ') != std::string_view::npos && !may_be_parted(run, word, count)) return false;
    if (count >= kFreeLength) return true;
    if (is_hangul(character_before(run.text, run.begin)) && !run.after_name) return false;
    return count == 2 || !is_hangul(character_at(run.text, run.end)) ||
           is_last_particle(run.text, run.end);
}

/// Hiragana also write endings and particles, so a word in them has none before it, and behind it
/// particles alone.
bool is_hiragana_word(const CharacterRun& run) {
    static constexpr std::u32string_view kParticles = U"のはがとにをでもやへ";
    const std::int32_t after = character_at(run.text, run.end);
    return !is_hiragana(character_before(run.text, run.begin)) &&
           (!is_hiragana(after) ||
            kParticles.find(static_cast<char32_t>(after)) != std::u32string_view::npos);
}

bool is_kana_word(const CharacterRun& run, std::string_view word, std::size_t count) {
    constexpr std::size_t kFreeLength = 5;
    if (is_all(word, is_hiragana)) return is_hiragana_word(run);
    return count >= kFreeLength || (!is_katakana(character_before(run.text, run.begin)) &&
                                    !is_katakana(character_at(run.text, run.end)));
}

bool is_thai_word(const CharacterRun& run, std::size_t count) {
    constexpr std::size_t kFreeLength = 4;
    const std::int32_t after = character_at(run.text, run.end);
    if (is_thai_mark(after)) return false;
    return count >= kFreeLength ||
           (!is_thai(character_before(run.text, run.begin)) && !is_thai(after));
}

}  // namespace

std::size_t count_of_characters(std::string_view characters) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < characters.size();) {
        const std::int32_t c = next_code_point(characters, at);
        if (c > ' ' && !is_thai_mark(c)) ++count;
    }
    return count;
}

CharacterScript script_of(std::string_view characters) {
    bool kana = false;
    bool other = false;
    bool hangul = false;
    bool thai = false;
    bool han = false;
    for (std::size_t at = 0; at < characters.size();) {
        const std::int32_t c = next_code_point(characters, at);
        if (is_hiragana(c) || is_katakana(c)) {
            kana = true;
        } else if (is_hangul(c)) {
            hangul = true;
        } else if (is_thai(c)) {
            thai = true;
        } else if (is_han(c)) {
            han = true;
        } else if (c > ' ') {
            other = true;
        }
    }
    if (hangul) return other || han ? CharacterScript::mixed : CharacterScript::hangul;
    if (thai) return other || han ? CharacterScript::mixed : CharacterScript::thai;
    if (other || (kana && han)) return CharacterScript::mixed;
    return kana ? CharacterScript::kana : CharacterScript::han;
}

bool is_word_of_characters(const CharacterRun& run) {
    const std::string_view word = run.text.substr(run.begin, run.end - run.begin);
    const std::size_t count = count_of_characters(word);
    switch (script_of(word)) {
        case CharacterScript::hangul:
            return is_korean_word(run, word, count);
        case CharacterScript::thai:
            return is_thai_word(run, count);
        case CharacterScript::kana:
            return is_kana_word(run, word, count);
        case CharacterScript::han:
            return count > 1 || (!is_han(character_before(run.text, run.begin)) &&
                                 !is_han(character_at(run.text, run.end)));
        case CharacterScript::mixed:
            break;
    }
    return true;
}

}  // namespace casebook
