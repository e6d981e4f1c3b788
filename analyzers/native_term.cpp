#include "native_term.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>

#include "character_class.hpp"
#include "utf8.hpp"

namespace casebook {
namespace {

constexpr std::size_t kFewestBytes = 6;  ///< two characters
constexpr std::size_t kMostBytes = 120;
constexpr std::size_t kMostChineseBytes = 36;  ///< what is longer begins before its term
constexpr Language kJapanese = Language::of("ja");
constexpr Language kKorean = Language::of("ko");

UScriptCode script_of(std::int32_t c) {
    UErrorCode status = U_ZERO_ERROR;
    return c < 0 ? USCRIPT_INVALID_CODE : uscript_getScript(c, &status);
}

bool is_term_character(std::int32_t c) {
    constexpr std::int32_t kLongVowel = 0x30FC;
    constexpr std::int32_t kMiddleDot = 0x30FB;
    const UScriptCode script = script_of(c);
    return script == USCRIPT_HAN || script == USCRIPT_KATAKANA || c == kLongVowel ||
           c == kMiddleDot;
}

/// Japanese words of terms that are written in hiragana, where a run else ends.
constexpr std::array<std::string_view, 9> kHiraganaInTerms{"\u304C\u3093",
                                                           "\u3073\u307E\u3093",
                                                           "\u3082\u3084\u3082\u3084",
                                                           "\u3066\u3093\u304B\u3093",
                                                           "\u304F\u3082",
                                                           "\u3076\u3069\u3046",
                                                           "\u3046\u3064",
                                                           "\u305F\u3093\u3071\u304F",
                                                           "\u308A\u3093"};

/// What ends before a Chinese term: function words and verbs that govern it.
constexpr std::array<std::string_view, 87> kChineseBounds{"\u7684",
                                                          "\u4E86",
                                                          "\u662F",
                                                          "\u4E3A",
                                                          "\u70BA",
                                                          "\u548C",
                                                          "\u4E0E",
                                                          "\u8207",
                                                          "\u53CA",
                                                          "\u6216",
                                                          "\u5728",
                                                          "\u7531",
                                                          "\u628A",
                                                          "\u88AB",
                                                          "\u5C06",
                                                          "\u5C07",
                                                          "\u5373",
                                                          "\u5982",
                                                          "\u4E8E",
                                                          "\u65BC",
                                                          "\u4E5F",
                                                          "\u90FD",
                                                          "\u5176",
                                                          "\u8BE5",
                                                          "\u8FD9",
                                                          "\u4EE5",
                                                          "\u4ECE",
                                                          "\u5230",
                                                          "\u6709",
                                                          "\u7ED9",
                                                          "\u79F0",
                                                          "\u6240\u8C13",
                                                          "\u68C0\u6D4B",
                                                          "\u68C0\u67E5",
                                                          "\u8BCA\u65AD",
                                                          "\u6CE8\u5C04",
                                                          "\u670D\u7528",
                                                          "\u91C7\u7528",
                                                          "\u4F7F\u7528",
                                                          "\u5E94\u7528",
                                                          "\u8003\u8651",
                                                          "\u6000\u7591",
                                                          "\u63D0\u793A",
                                                          "\u53D1\u73B0",
                                                          "\u663E\u793A",
                                                          "\u51FA\u73B0",
                                                          "\u7ED9\u4E88",
                                                          "\u8FDB\u884C",
                                                          "\u5408\u5E76",
                                                          "\u60A3\u6709",
                                                          "\u4F34\u6709",
                                                          "\u4E00\u79CD",
                                                          "\u4E00\u6B21",
                                                          "\u590D\u68C0",
                                                          "\u590D\u67E5",
                                                          "\u6307\u6807\u4E2D",
                                                          "\u5176\u4E2D",
                                                          "\u68C0\u67E5\u4E2D",
                                                          "\u5C0F\u65F6\u5185",
                                                          "\u5929\u5185",
                                                          "\u6D4B\u5B9A",
                                                          "\u6DB2\u4E2D",
                                                          "\u8840\u4E2D",
                                                          "\u4F53\u5185",
                                                          "\u867D\u7136\u5BF9",
                                                          "\u9488\u5BF9",
                                                          "\u4E3B\u8981",
                                                          "\u5305\u62EC",
                                                          "\u7406\u89E3",
                                                          "\u4E86\u89E3",
                                                          "\u591A\u6307",
                                                          "\u662F\u6307",
                                                          "\u6307\u6807",
                                                          "\u51B3\u5B9A\u7740",
                                                          "\u53E6",
                                                          "\u53EA",
                                                          "\u505A",
                                                          "\u6211",
                                                          "\u4F60",
                                                          "\u4ED6",
                                                          "\u5E94\u8FDB\u4E00\u6B65",
                                                          "\u5B9A\u671F",
                                                          "\u968F\u7740",
                                                          "\u4EE5\u53CA",
                                                          "\u6CA1\u6709",
                                                          "\u611F\u67D3\u4E86",
                                                          "\u4F20\u67D3"};

/// Japanese adverbs and the like, of kanji as a term is.
constexpr std::array<std::string_view, 5> kJapaneseBounds{
    "\u4ECA\u56DE", "\u5F53\u9662", "\u672C\u90A6", "\u672C\u75C7\u4F8B", "\u4EE5\u524D"};

/// Nouns that name no one thing: the bracket behind them holds an example, or a term before them
/// was cut short.
constexpr std::array<std::string_view, 20> kVagueTerms{"\u526F\u4F5C\u7528",
                                                       "\u9AD8\u5024",
                                                       "\u4F4E\u5024",
                                                       "\u967D\u6027",
                                                       "\u9670\u6027",
                                                       "\u5206\u985E",
                                                       "\u7642\u6CD5",
                                                       "\u691C\u67FB",
                                                       "\u6297\u4F53",
                                                       "\u6B63\u5E38\u503C",
                                                       "\u816B\u760D\u30DE\u30FC\u30AB\u30FC",
                                                       "\u539F\u75BE\u60A3",
                                                       "\u57FA\u790E\u75BE\u60A3",
                                                       "\u4F75\u5B58\u75BE\u60A3",
                                                       "\u65E2\u5F80\u6B74",
                                                       "\u5408\u4F75\u75C7",
                                                       "\u5316\u5B66\u7642\u6CD5",
                                                       "\u6297\u83CC\u85AC",
                                                       "\u85AC\u5264",
                                                       "\u75C7\u72B6"};

constexpr std::array<std::string_view, 22> kKoreanEndings{
    "\uC740",       "\uB294",       "\uC744",       "\uB97C",       "\uC758", "\uC5D0",
    "\uC5D0\uC11C", "\uC73C\uB85C", "\uB85C",       "\uC640",       "\uACFC", "\uD55C",
    "\uB41C",       "\uD558\uB294", "\uD558\uACE0", "\uB610\uB294", "\uBC0F", "\uC778",
    "\uC5D0\uAC8C", "\uB3C4",       "\uD558\uC5EC", "\uD574"};

/// Back over one word of hiragana that belongs to terms.
std::size_t before_hiragana_word(std::string_view text, TextSpan span, std::size_t at) {
    const std::string_view before = text.substr(span.begin, at - span.begin);
    for (const std::string_view word : kHiraganaInTerms) {
        if (before.ends_with(word)) return at - word.size();
    }
    return at;
}

bool is_latin_letter(std::int32_t c) {
    return classify(c) == CharacterClass::letter || classify(c) == CharacterClass::greek;
}

/// Back over a letter that stands alone between term characters or before them: e抗原, B細胞.
std::size_t before_lone_letter(std::string_view text, TextSpan span, std::size_t at) {
    std::size_t letter = at;
    if (at <= span.begin || !is_latin_letter(previous_code_point(text, letter))) return at;
    std::size_t before = letter;
    const std::int32_t other = letter <= span.begin ? -1 : previous_code_point(text, before);
    const CharacterClass character = classify(other);
    const bool lone = character == CharacterClass::ideograph ||
                      (character == CharacterClass::separator && other != '.');
    return lone ? letter : at;
}

TextSpan run_before(std::string_view text, TextSpan span, bool japanese) {
    std::size_t begin = span.end;
    while (begin > span.begin) {
        std::size_t at = begin;
        if (!is_term_character(previous_code_point(text, at))) {
            at = japanese ? before_hiragana_word(text, span, begin) : begin;
            if (at == begin && begin < span.end) at = before_lone_letter(text, span, begin);
        }
        if (at == begin || at < span.begin) break;
        begin = at;
    }
    return {begin, span.end};
}

/// `run` from behind the last of `bounds` on that leaves two characters.
template <std::size_t kSize>
TextSpan behind_bounds(std::string_view text, TextSpan run,
                       const std::array<std::string_view, kSize>& bounds) {
    std::size_t begin = run.begin;
    for (const std::string_view bound : bounds) {
        const std::string_view term = run.of(text);
        if (term.size() < bound.size() + kFewestBytes) continue;
        const std::size_t at = term.rfind(bound, term.size() - bound.size() - kFewestBytes);
        if (at != std::string_view::npos) begin = std::max(begin, run.begin + at + bound.size());
    }
    return {begin, run.end};
}

/// `run` without the counter of a number before it: of 5日メトトレキサート from メ on.
TextSpan behind_counter(std::string_view text, TextSpan run) {
    constexpr std::u32string_view kCounters =
        U"\u65E5\u6708\u5E74\u6B73\u4EE3\u4F8B\u56DE\u5929\u6B21\u5C81\u500B\u4E2A";
    std::size_t at = run.begin;
    const bool number = at > 0 && classify(previous_code_point(text, at)) == CharacterClass::digit;
    std::size_t behind = run.begin;
    const auto first = static_cast<char32_t>(run.empty() ? 0 : next_code_point(text, behind));
    const bool counter = number && kCounters.find(first) != std::u32string_view::npos;
    return {counter ? behind : run.begin, run.end};
}

bool is_vague(std::string_view term) {
    return std::find(kVagueTerms.begin(), kVagueTerms.end(), term) != kVagueTerms.end();
}

/// Whether the term from `begin` on is but the end of one that begins in Latin: Child-Pugh分類.
bool is_tail(std::string_view text, TextSpan span, std::size_t begin) {
    constexpr std::size_t kLongestTail = 9;
    if (begin <= span.begin || span.end - begin > kLongestTail) return false;
    return is_latin_letter(previous_code_point(text, begin));
}

bool has_particle(std::string_view word) {
    return std::any_of(kKoreanEndings.begin(), kKoreanEndings.end(), [&](std::string_view ending) {
        return word.ends_with(ending) && word.size() > ending.size();
    });
}

std::size_t hangul_run_begin(std::string_view text, TextSpan span) {
    std::size_t begin = span.end;
    while (begin > span.begin) {
        std::size_t at = begin;
        if (script_of(previous_code_point(text, at)) != USCRIPT_HANGUL) break;
        begin = at;
    }
    return begin;
}

/// The last words before the bracket, at most four, up to one that ends in a particle.
TextSpan korean_term(std::string_view text, TextSpan span) {
    constexpr int kMostWords = 4;
    TextSpan term{span.end, span.end};
    for (int words = 0; words < kMostWords; ++words) {
        const TextSpan before = {span.begin, term.begin};
        const TextSpan rest = words == 0 ? before : trim(text, before);
        const std::size_t begin = hangul_run_begin(text, rest);
        if (begin == rest.end) break;
        const bool ends = words > 0 && has_particle(text.substr(begin, rest.end - begin));
        if (ends || span.end - begin > kMostBytes) break;
        term.begin = begin;
        const bool space = begin > span.begin && text[begin - 1] == ' ';
        if (!space) break;
    }
    return term;
}

}  // namespace

TextSpan find_native_term(std::string_view text, TextSpan span, Language language) {
    std::size_t at = span.end;
    if (span.empty()) return {span.end, span.end};
    const UScriptCode script = script_of(previous_code_point(text, at));
    if (script == USCRIPT_HANGUL || language == kKorean) return korean_term(text, span);
    TextSpan run = run_before(text, span, language == kJapanese);
    run = language == kJapanese ? behind_bounds(text, run, kJapaneseBounds)
                                : behind_bounds(text, run, kChineseBounds);
    run = behind_counter(text, run);
    const std::size_t most = language == kJapanese ? kMostBytes : kMostChineseBytes;
    const bool plausible = run.size() >= kFewestBytes && run.size() <= most &&
                           !is_vague(run.of(text)) &&
                           !is_tail(text, {span.begin, run.end}, run.begin);
    return plausible ? run : TextSpan{span.end, span.end};
}

}  // namespace casebook
