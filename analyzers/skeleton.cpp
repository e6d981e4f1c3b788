#include "skeleton.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "utf8.hpp"

namespace casebook {
namespace {

constexpr std::size_t kShortestWord = 5;
constexpr std::size_t kLongestWord = 80;
constexpr std::size_t kShortestSkeleton = 5;

using Spelling = std::pair<std::string_view, std::string_view>;

/// Letters that are no Latin letter with a mark. ä and ö stand for the Greek ae and oe.
const char* transliterated(UChar32 code_point) {
    static const std::unordered_map<UChar32, const char*> letters = [] {
        std::unordered_map<UChar32, const char*> table{
            {0x00E4, "e"}, {0x00F6, "e"}, {0x00E6, "e"}, {0x0153, "e"}, {0x00DF, "ss"},
            {0x00E7, "z"}, {0x0131, "i"}, {0x00F8, "e"}, {0x0142, "l"}, {0x0451, "e"}};
        static constexpr const char* kCyrillic[] = {
            "a", "b", "v", "g", "d", "e", "j", "z", "i", "i", "c", "l", "m", "n", "o",  "p",
            "r", "s", "t", "u", "f", "c", "z", "c", "s", "s", "",  "i", "",  "e", "iu", "ia"};
        for (std::size_t at = 0; at < std::size(kCyrillic); ++at)
            table.emplace(0x0430 + static_cast<UChar32>(at), kCyrillic[at]);
        static constexpr const char* kGreek[] = {"a", "b", "g", "d", "e", "z",  "e", "t", "i",
                                                 "c", "l", "m", "n", "x", "o",  "p", "r", "s",
                                                 "s", "t", "i", "f", "c", "ps", "o"};
        for (std::size_t at = 0; at < std::size(kGreek); ++at)
            table.emplace(0x03B1 + static_cast<UChar32>(at), kGreek[at]);
        return table;
    }();
    const auto letter = letters.find(code_point);
    return letter == letters.end() ? nullptr : letter->second;
}

/// Whether a Russian word writes with г what is h elsewhere: гематома, гипоксия.
bool begins_with_h(std::string_view word) {
    static constexpr std::string_view kBeginnings[] = {"гем",  "геп", "гип",  "гид", "гет",
                                                       "гист", "гом", "горм", "гел"};
    return std::any_of(std::begin(kBeginnings), std::end(kBeginnings),
                       [&](std::string_view beginning) { return word.starts_with(beginning); });
}

/// The word in the letters a to z; empty if it cannot be.
std::string in_latin_letters(std::string_view word) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    std::string latin;
    for (std::size_t at = 0; at < word.size();) {
        const std::int32_t code_point = next_code_point(word, at);
        if (code_point < 0) return {};
        const UChar32 lower = u_tolower(code_point);
        if (lower >= 'a' && lower <= 'z') {
            latin.push_back(static_cast<char>(lower));
        } else if (const char* letters = transliterated(lower)) {
            latin += letters;
        } else if (icu::UnicodeString parts; nfd->getDecomposition(lower, parts)) {
            const UChar32 base = parts.char32At(0);
            if (base >= 'a' && base <= 'z') {
                latin.push_back(static_cast<char>(base));
            } else if (const char* base_letters = transliterated(base)) {
                latin += base_letters;
            } else {
                return {};
            }
        } else if (u_charType(lower) != U_NON_SPACING_MARK && u_charType(lower) != U_FORMAT_CHAR) {
            return {};
        }
    }
    return latin;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        text.replace(at, from.size(), to);
        at += to.size();
    }
}

/// Replaces `from` where one of `followers` comes behind it.
void replace_before(std::string& text, std::string_view from, std::string_view followers,
                    std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        const std::size_t behind = at + from.size();
        if (behind < text.size() && followers.find(text[behind]) != std::string_view::npos) {
            text.replace(at, from.size(), to);
            at += to.size();
        } else {
            ++at;
        }
    }
}

/// Replaces the first of `endings` that the text has behind at least `root` letters, if it has any.
template <std::size_t kCount>
bool replace_ending(std::string& text, const std::array<Spelling, kCount>& endings,
                    std::size_t root) {
    for (const auto& [ending, instead] : endings) {
        if (text.size() < root + ending.size() || !text.ends_with(ending)) continue;
        text.replace(text.size() - ending.size(), ending.size(), instead);
        return true;
    }
    return false;
}

/// The vowels and the s that end nouns: anemia, anemias, anémie.
void strip_ending(std::string& text) {
    if (text.size() > kShortestSkeleton && text.back() == 's') text.pop_back();
    while (text.size() > kShortestSkeleton &&
           std::string_view("aeiou").find(text.back()) != std::string::npos)
        text.pop_back();
}

/// tumeur and tumour end like tumor.
constexpr std::array<Spelling, 6> kAgentEndings{{{"euses", "or"},
                                                 {"eurs", "or"},
                                                 {"ours", "or"},
                                                 {"euse", "or"},
                                                 {"eur", "or"},
                                                 {"our", "or"}}};

/// toxicidad and Toxizität end like toxicity.
constexpr std::array<Spelling, 4> kQualityEndings{
    {{"idades", "it"}, {"idade", "it"}, {"idad", "it"}, {"itet", "it"}}};

/// What -ic is in other languages, before its sound is unified: nefrotico, nephrotique.
constexpr std::array<Spelling, 12> kIcEndings{{{"ischer", "ic"},
                                               {"ischen", "ic"},
                                               {"isches", "ic"},
                                               {"ischem", "ic"},
                                               {"ische", "ic"},
                                               {"isch", "ic"},
                                               {"iques", "ic"},
                                               {"ique", "ic"},
                                               {"iche", "ic"},
                                               {"ici", "ic"},
                                               {"ikoa", "ic"},
                                               {"iko", "ic"}}};

/// Endings of adjectives, after all other rules; longer ones first.
constexpr std::array<Spelling, 15> kAdjectiveEndings{{{"ieuse", ""},
                                                      {"iosos", ""},
                                                      {"iosas", ""},
                                                      {"icum", ""},
                                                      {"icus", ""},
                                                      {"ical", ""},
                                                      {"icos", ""},
                                                      {"icas", ""},
                                                      {"ieus", ""},
                                                      {"ioso", ""},
                                                      {"iosa", ""},
                                                      {"ious", ""},
                                                      {"ico", ""},
                                                      {"ica", ""},
                                                      {"ic", ""}}};

/// The t of -tion and -tia, but not that of -pathia.
void soften_t(std::string& text) {
    for (std::size_t at = 0; at + 2 < text.size(); ++at) {
        if (text[at] != 't' || text[at + 1] != 'i' ||
            std::string_view("aoe").find(text[at + 2]) == std::string_view::npos) {
            continue;
        }
        const bool pathia = at >= 2 && std::string_view(text).substr(at - 2, 2) == "pa" &&
                            (at + 3 == text.size() || text[at + 3] != 'n');
        if (!pathia) text[at] = 'z';
    }
}

/// The e of an initial es- before a consonant: esplenomegalia, esquizofrenia.
void drop_prothetic_e(std::string& text) {
    if (text.size() > 2 && text.starts_with("es") &&
        std::string_view("bcdfglmnpqtv").find(text[2]) != std::string_view::npos) {
        text.erase(0, 1);
    }
}

/// Sounds that are written in several ways, as they come.
void unify_sounds(std::string& text) {
    static constexpr std::array<Spelling, 14> kSpellings{{{"ph", "f"},
                                                          {"th", "t"},
                                                          {"rh", "r"},
                                                          {"ae", "e"},
                                                          {"oe", "e"},
                                                          {"y", "i"},
                                                          {"tz", "z"},
                                                          {"ch", "c"},
                                                          {"qu", "c"},
                                                          {"k", "c"},
                                                          {"q", "c"},
                                                          {"w", "v"},
                                                          {"h", ""},
                                                          {"j", "i"}}};
    for (const auto& [from, to] : kSpellings)
        replace_all(text, from, to);
    drop_prothetic_e(text);
    replace_before(text, "c", "ei", "z");
    const auto shorten = [&] { text.erase(std::unique(text.begin(), text.end()), text.end()); };
    shorten();
    // infection and infezione, optic and ottico, toxic and tossico
    replace_before(text, "c", "tszc", "");
    replace_before(text, "p", "t", "");
    soften_t(text);
    replace_all(text, "x", "s");
    replace_all(text, "z", "s");
    // leukemia, leuzemia and лейкемия; pneumonia and пневмония
    replace_all(text, "eu", "e");
    replace_all(text, "ei", "e");
    replace_before(text, "ev", "bcdfgklmnpst", "e");
    replace_before(text, "av", "bcdfgklmnpst", "au");
    shorten();
    // lymphoma and linfoma, immune and inmune
    replace_before(text, "n", "fpbm", "m");
    shorten();
}

}  // namespace

std::string skeleton(std::string_view word) {
    if (word.size() < kShortestWord || word.size() > kLongestWord) return {};
    std::string text = in_latin_letters(word);
    if (text.size() < kShortestWord) return {};
    if (text.front() == 'g') {
        std::string lower;
        icu::UnicodeString::fromUTF8(
            icu::StringPiece(word.data(), static_cast<int32_t>(word.size())))
            .toLower()
            .toUTF8String(lower);
        if (begins_with_h(lower)) text.erase(0, 1);
    }
    replace_ending(text, kAgentEndings, 3);
    replace_ending(text, kIcEndings, 3);
    unify_sounds(text);
    replace_ending(text, kQualityEndings, 0);
    if (!replace_ending(text, kAdjectiveEndings, kShortestSkeleton)) strip_ending(text);
    if (text.size() > kShortestSkeleton + 1 && text.ends_with("on")) {
        text.pop_back();
        strip_ending(text);
    }
    return text.size() < kShortestSkeleton ? std::string() : text;
}

}  // namespace casebook
