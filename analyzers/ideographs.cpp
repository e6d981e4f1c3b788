#include "ideographs.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <utility>

#include "utf8.hpp"

namespace casebook {
namespace built_in {
/// For each character from kFirstHan on two bytes, the lowest first (make_simplified_forms).
std::string_view simplified_forms();
}  // namespace built_in

namespace {

constexpr char32_t kFirstHan = 0x4E00;
constexpr char32_t kLastHan = 0x9FFF;
constexpr char32_t kFirstHiragana = 0x3041;
constexpr char32_t kLastHiragana = 0x3096;
constexpr char32_t kFirstKatakana = 0x30A1;
constexpr char32_t kLastKatakana = 0x30FA;
constexpr char32_t kHiraganaToKatakana = 0x60;
constexpr char32_t kLongMark = 0x30FC;
constexpr char32_t kVu = 0x30F4;

/// Variants within Japanese that ICU's table for Chinese does not know, with the simplified form
/// that the old one becomes.
constexpr std::array<std::pair<char32_t, char32_t>, 23> kJapaneseForms{
    {{U'臓', U'脏'}, {U'脳', U'脑'}, {U'圧', U'压'}, {U'検', U'检'}, {U'薬', U'药'}, {U'発', U'发'},
     {U'悪', U'恶'}, {U'髄', U'髓'}, {U'頚', U'颈'}, {U'関', U'关'}, {U'変', U'变'}, {U'児', U'儿'},
     {U'歳', U'岁'}, {U'対', U'对'}, {U'労', U'劳'}, {U'栄', U'荣'}, {U'齢', U'龄'}, {U'歯', U'齿'},
     {U'剤', U'剂'}, {U'経', U'经'}, {U'図', U'图'}, {U'査', U'查'}, {U'嚢', U'囊'}}};

/// The simplified form of a Chinese character. What the build has asked of ICU (traditional
/// forms), and Japanese ones.
char32_t simplified(char32_t character) {
    for (const auto& [japanese, form] : kJapaneseForms) {
        if (japanese == character) return form;
    }
    const std::string_view table = built_in::simplified_forms();
    const std::size_t at = (character - kFirstHan) * 2;
    return static_cast<char32_t>(static_cast<unsigned char>(table[at])) |
           static_cast<char32_t>(static_cast<unsigned char>(table[at + 1])) << 8U;
}

bool is_katakana(char32_t character) {
    return (character >= kFirstKatakana && character <= kLastKatakana) || character == kLongMark;
}

/// Small kana as plain ones: ウィルス and ウイルス.
char32_t enlarged(char32_t katakana) {
    static constexpr std::u32string_view kSmall = U"ァィゥェォッャュョヮヵヶ";
    static constexpr std::u32string_view kPlain = U"アイウエオツヤユヨワカケ";
    const std::size_t at = kSmall.find(katakana);
    return at == std::u32string_view::npos ? katakana : kPlain[at];
}

/// One character for two that are pronounced alike: ヴァ and バ, ティ and チ; 0 if the pair is
/// none.
char32_t joined(char32_t first, char32_t second) {
    static constexpr std::u32string_view kVowels = U"アイエオ";
    static constexpr std::u32string_view kB = U"バビベボ";
    if (first == kVu) {
        const std::size_t vowel = kVowels.find(enlarged(second));
        return vowel == std::u32string_view::npos ? 0 : kB[vowel];
    }
    if (second != U'ィ') return 0;
    if (first == U'テ') return U'チ';
    return first == U'デ' ? U'ジ' : 0;
}

char32_t folded(char32_t character) {
    if (character >= kFirstHan && character <= kLastHan) return simplified(character);
    if (character >= kFirstHiragana && character <= kLastHiragana) character += kHiraganaToKatakana;
    if (!is_katakana(character)) return character;
    switch (character) {
        case kVu:
            return U'ブ';
        case U'ヂ':
            return U'ジ';
        case U'ヅ':
            return U'ズ';
        case U'ヲ':
            return U'オ';
        default:
            return enlarged(character);
    }
}

/// A character before the rules that look at its neighbours.
struct Composed {
    std::uint32_t begin;
    std::uint32_t end;
    char32_t character;  ///< 0 if it takes several code points, which then stand in `text`
    std::string text;
};

bool composes_alone(std::int32_t code_point) {
    return code_point >= 0x3041 && code_point <= 0xD7A3;
}

class IdeographReader {
public:
    IdeographReader(std::string_view text, std::uint32_t begin, std::uint32_t end)
        : text_(text), at_(begin), end_(end) {}

    bool done() const { return at_ >= end_; }

    Composed next() {
        static const icu::Normalizer2* const nfkc = [] {
            UErrorCode status = U_ZERO_ERROR;
            return icu::Normalizer2::getNFKCInstance(status);
        }();
        const std::size_t begin = at_;
        const std::int32_t first = next_code_point(text_, at_);
        const std::size_t after_first = at_;
        while (at_ < end_) {
            std::size_t after = at_;
            const std::int32_t code_point = next_code_point(text_, after);
            if (code_point >= 0 && nfkc->hasBoundaryBefore(code_point)) break;
            at_ = after;
        }
        Composed composed{
            static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), 0, {}};
        if (composes_alone(first) && at_ == after_first) {
            composed.character = static_cast<char32_t>(first);
            return composed;
        }
        UErrorCode status = U_ZERO_ERROR;
        const icu::UnicodeString normalized =
            nfkc->normalize(icu::UnicodeString::fromUTF8(icu::StringPiece(
                                text_.data() + begin, static_cast<int32_t>(at_ - begin))),
                            status);
        if (normalized.countChar32() == 1) {
            composed.character = static_cast<char32_t>(normalized.char32At(0));
        } else {
            normalized.toUTF8String(composed.text);
        }
        return composed;
    }

private:
    std::string_view text_;
    std::size_t at_;
    std::size_t end_;
};

/// Thai that is typed in pieces: two sara e for a sara ae, and nikhahit with sara aa, in any order
/// with a tone mark, for a sara am.
void unify_thai(std::vector<Ideograph>& characters) {
    static constexpr std::string_view kNikhahit = "\u0E4D";
    static constexpr std::string_view kSaraAa = "\u0E32";
    static constexpr std::string_view kSaraAm = "\u0E4D\u0E32";
    static constexpr std::string_view kSaraE = "\u0E40";
    static constexpr std::string_view kSaraAe = "\u0E41";
    std::size_t kept = 0;
    const auto keep = [&](std::size_t at) {
        if (kept != at) characters[kept] = std::move(characters[at]);
        ++kept;
    };
    for (std::size_t at = 0; at < characters.size(); ++at) {
        Ideograph& here = characters[at];
        if (at + 1 == characters.size()) {
            keep(at);
            break;
        }
        Ideograph& next = characters[at + 1];
        if (here.folded == kSaraE && next.folded == kSaraE) {
            here.folded = kSaraAe;
            here.end = next.end;
            keep(at++);
            continue;
        }
        const std::size_t nikhahit =
            next.folded == kSaraAa ? here.folded.find(kNikhahit) : std::string::npos;
        if (nikhahit == std::string::npos) {
            keep(at);
            continue;
        }
        here.folded.erase(nikhahit, kNikhahit.size());
        next.folded = kSaraAm;
        if (nikhahit != 0) {  // behind its consonant
            keep(at);
            continue;
        }
        if (here.folded.empty() || kept == 0) {
            next.begin = here.begin;
        } else {
            // What is left is a tone mark: it belongs to the consonant.
            characters[kept - 1].folded += here.folded;
            characters[kept - 1].end = here.end;
        }
        keep(++at);
    }
    characters.resize(kept);
}

}  // namespace

void read_ideographs(std::string_view text, std::uint32_t begin, std::uint32_t end,
                     std::vector<Ideograph>& out) {
    constexpr std::size_t kShortestWithoutLongMark = 2;
    out.clear();
    IdeographReader reader(text, begin, end);
    std::size_t katakana = 0;  // characters of the katakana word so far
    char32_t before = 0;       // the last character before folding, if it may join the next
    const auto end_katakana = [&] {
        if (katakana >= kShortestWithoutLongMark && before == kLongMark) {
            // The mark stays part of the character that it lengthens.
            const std::uint32_t word_end = out.back().end;
            out.pop_back();
            out.back().end = word_end;
        }
        katakana = 0;
    };
    while (!reader.done()) {
        Composed composed = reader.next();
        if (!is_katakana(composed.character)) end_katakana();
        if (const char32_t one = joined(before, composed.character); one != 0) {
            out.back().end = composed.end;
            out.back().folded.clear();
            append_utf8(out.back().folded, static_cast<std::int32_t>(one));
            before = 0;
            continue;
        }
        if (is_katakana(composed.character)) ++katakana;
        before = composed.character;
        if (composed.character != 0)
            append_utf8(composed.text, static_cast<std::int32_t>(folded(composed.character)));
        out.push_back({composed.begin, composed.end, std::move(composed.text)});
    }
    end_katakana();
    unify_thai(out);
}

}  // namespace casebook
