#include "text.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace layout {
namespace {

constexpr std::size_t kShortestSkeletonWord = 6;
constexpr std::size_t kShortestSkeleton = 4;
constexpr std::size_t kLongestAcronym = 12;

const std::unordered_set<std::string_view>& english_stop_words() {
    static const std::unordered_set<std::string_view> words = {
        "a",     "about", "after", "all",     "also", "an",     "and",   "any",     "are",
        "as",    "at",    "be",    "because", "been", "before", "being", "between", "both",
        "but",   "by",    "can",   "could",   "did",  "do",     "does",  "during",  "each",
        "for",   "from",  "had",   "has",     "have", "he",     "her",   "his",     "how",
        "i",     "if",    "in",    "into",    "is",   "it",     "its",   "may",     "me",
        "more",  "most",  "my",    "no",      "not",  "of",     "on",    "only",    "or",
        "other", "our",   "out",   "over",    "she",  "should", "so",    "some",    "such",
        "than",  "that",  "the",   "their",   "them", "then",   "there", "these",   "they",
        "this",  "those", "to",    "under",   "up",   "was",    "we",    "were",    "what",
        "when",  "where", "which", "while",   "who",  "why",    "will",  "with",    "would",
        "you",   "your"};
    return words;
}

bool is_unspaced(UChar32 character) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(character, &status)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_HANGUL:
        case USCRIPT_THAI:
            return true;
        default:
            return false;
    }
}

UChar32 base_character(UChar32 character) {
    static const UNormalizer2* const decomposer = [] {
        UErrorCode status = U_ZERO_ERROR;
        return unorm2_getNFDInstance(&status);
    }();
    std::array<UChar, 32> parts{};
    UErrorCode status = U_ZERO_ERROR;
    const auto length = unorm2_getDecomposition(decomposer, character, parts.data(),
                                                static_cast<int32_t>(parts.size()), &status);
    if (U_FAILURE(status) || length <= 0 || U16_IS_SURROGATE(parts[0])) return character;
    return parts[0];
}

void append_utf8(std::string& text, UChar32 character) {
    std::array<char, U8_MAX_LENGTH> bytes{};
    int32_t length = 0;
    U8_APPEND_UNSAFE(bytes.data(), length, character);
    text.append(bytes.data(), static_cast<std::size_t>(length));
}

struct Character {
    UChar32 code = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

Character character_at(std::string_view text, std::size_t at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    auto index = static_cast<int32_t>(at);
    UChar32 code = 0;
    U8_NEXT(bytes, index, static_cast<int32_t>(text.size()), code);
    return {code, at, static_cast<std::size_t>(index)};
}

bool is_ascii_word_byte(char byte) {
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

enum class Kind { separator, word, unspaced };

Kind kind_of(UChar32 code) {
    if (code < 0) return Kind::separator;
    if (code < 0x80) {
        return is_ascii_word_byte(static_cast<char>(code)) ? Kind::word : Kind::separator;
    }
    if (is_unspaced(code)) return Kind::unspaced;
    const bool is_mark = (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;
    return u_isalnum(code) || is_mark ? Kind::word : Kind::separator;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

void drop_ending(std::string& text) {
    static const std::array<std::string_view, 24> endings = {
        "icas", "icos", "ique", "isch", "ical", "ias", "ies", "ica", "ico", "ous", "ia", "ie",
        "is",   "us",   "um",   "os",   "as",   "es",  "ic",  "a",   "e",   "i",   "o",  "s"};
    for (const auto ending : endings) {
        if (text.size() >= ending.size() + kShortestSkeleton && text.ends_with(ending)) {
            text.resize(text.size() - ending.size());
            return;
        }
    }
}

}  // namespace

std::string fold(std::string_view text) {
    std::string folded;
    folded.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto character = character_at(text, at);
        at = character.end;
        if (character.code < 0) continue;
        if ((U_GET_GC_MASK(character.code) & U_GC_MN_MASK) != 0) continue;
        append_utf8(folded, base_character(u_foldCase(character.code, U_FOLD_CASE_DEFAULT)));
    }
    return folded;
}

std::string make_skeleton(std::string_view folded) {
    const bool is_ascii = std::all_of(folded.begin(), folded.end(),
                                      [](char byte) { return byte >= 'a' && byte <= 'z'; });
    if (!is_ascii || folded.size() < kShortestSkeletonWord) return {};
    std::string text(folded);
    using Rule = std::pair<std::string_view, std::string_view>;
    for (const auto& [from, to] :
         {Rule{"ph", "f"}, Rule{"th", "t"}, Rule{"rh", "r"}, Rule{"ae", "e"}, Rule{"oe", "e"},
          Rule{"qu", "c"}, Rule{"ch", "c"}, Rule{"y", "i"}, Rule{"k", "c"}, Rule{"z", "s"}}) {
        replace_all(text, from, to);
    }
    if (text.starts_with('h')) text.erase(0, 1);
    if (text.starts_with("es") && text.size() > 2 && text[2] != 'e') text.erase(0, 1);
    text.erase(std::unique(text.begin(), text.end()), text.end());
    drop_ending(text);
    return text.size() >= kShortestSkeleton ? text : std::string{};
}

bool is_acronym(std::string_view typed) {
    if (typed.size() > kLongestAcronym) return false;
    std::size_t capitals = 0;
    for (const char byte : typed) {
        const bool is_capital = byte >= 'A' && byte <= 'Z';
        const bool is_digit = byte >= '0' && byte <= '9';
        if (!is_capital && !is_digit) return false;
        capitals += is_capital ? 1 : 0;
    }
    return capitals >= 2;
}

Tokenizer::Tokenizer() : stem_("english") {}

std::uint32_t Tokenizer::number_of(const std::string& stem) {
    return stem_numbers_.try_emplace(stem, static_cast<std::uint32_t>(stem_numbers_.size()))
        .first->second;
}

const Word& Tokenizer::word_of(std::string_view raw) {
    if (const auto found = cache_.find(raw); found != cache_.end()) return found->second;
    Word word;
    word.surface = fold(raw).substr(0, 64);
    word.stem = stem_(word.surface);
    word.skeleton = make_skeleton(word.surface);
    word.is_stop_word = english_stop_words().contains(word.surface);
    word.stem_number = number_of(word.stem);
    return cache_.emplace(std::string(raw), std::move(word)).first->second;
}

const Word& Tokenizer::pair_of(std::string_view raw) {
    if (const auto found = cache_.find(raw); found != cache_.end()) return found->second;
    Word word;
    word.surface = fold(raw);
    word.stem = word.surface;
    word.stem_number = number_of(word.stem);
    return cache_.emplace(std::string(raw), std::move(word)).first->second;
}

std::uint32_t Tokenizer::tokenize(std::string_view text, std::uint32_t position,
                                  std::vector<Token>& tokens) {
    for (std::size_t at = 0; at < text.size();) {
        const auto first = character_at(text, at);
        const auto kind = kind_of(first.code);
        if (kind == Kind::separator) {
            at = first.end;
            continue;
        }
        auto last = first;
        auto before_last = first;
        std::size_t end = first.end;
        while (end < text.size()) {
            const auto next = character_at(text, end);
            if (kind_of(next.code) != kind) break;
            before_last = last;
            last = next;
            end = next.end;
            if (kind == Kind::unspaced) {
                const auto raw = text.substr(before_last.begin, end - before_last.begin);
                tokens.push_back({&pair_of(raw), position++, raw});
            }
        }
        const auto raw = text.substr(at, end - at);
        if (kind == Kind::word) {
            tokens.push_back({&word_of(raw), position++, raw});
        } else if (last.begin == first.begin) {
            tokens.push_back({&pair_of(raw), position++, raw});
        }
        at = end;
    }
    return position;
}

}  // namespace layout
