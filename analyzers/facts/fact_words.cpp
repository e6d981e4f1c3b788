#include "facts/fact_words.hpp"

#include <algorithm>
#include <array>

#include "character_class.hpp"
#include "utf8.hpp"

namespace casebook {
namespace {

bool is_ascii_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_upper(char c) {
    return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

/// Words that a full stop shortens, in whatever language, small.
constexpr std::array<std::string_view, 34> kShortened{
    "al",   "approx", "art", "bzw",  "ca", "cf",  "dr",  "dra", "drs", "eg",   "etc",  "fig",
    "figs", "ggf",    "ie",  "inkl", "mr", "mrs", "ms",  "nr",  "pat", "prof", "resp", "sig",
    "sog",  "spp",    "sr",  "sra",  "st", "tab", "usw", "vgl", "vol", "vs"};

bool is_shortened(std::string_view word) {
    if (word.size() == 1) return is_ascii_letter(word.front());
    if (word.size() > 6) return false;
    std::array<char, 6> small{};
    std::transform(word.begin(), word.end(), small.begin(),
                   [](char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; });
    return std::binary_search(kShortened.begin(), kShortened.end(),
                              std::string_view(small.data(), word.size()));
}

/// The same of a mark beyond ASCII.
Gap gap_of_mark(std::string_view character) {
    static constexpr std::array<std::pair<std::string_view, Gap>, 17> kMarks{{
        {"\u2019", Gap::joined},
        {"\u2010", Gap::joined},
        {"\u2011", Gap::joined},
        {"\u3002", Gap::stop},
        {"\uFF1B", Gap::stop},
        {"\uFF01", Gap::stop},
        {"\uFF1F", Gap::stop},
        {"\uFF0E", Gap::stop},
        {"\u2022", Gap::stop},
        {"\uFF0C", Gap::comma},
        {"\u3001", Gap::comma},
        {"\u2014", Gap::comma},
        {"\u2013", Gap::comma},
        {"\uFF1A", Gap::colon},
        {"\uFF08", Gap::bracket},
        {"\uFF09", Gap::bracket},
        {"\u00B7", Gap::joined},
    }};
    const auto* const mark = std::find_if(kMarks.begin(), kMarks.end(),
                                          [&](const auto& row) { return row.first == character; });
    return mark == kMarks.end() ? Gap::space : mark->second;
}

}  // namespace

constexpr std::array<FactWordReader::Class, FactWordReader::kAscii>
FactWordReader::ascii_classes() {
    std::array<Class, kAscii> classes{};
    for (char c = 'a'; c <= 'z'; ++c)
        classes[static_cast<std::size_t>(c)] = Class::letter;
    for (char c = 'A'; c <= 'Z'; ++c)
        classes[static_cast<std::size_t>(c)] = Class::letter;
    for (char c = '0'; c <= '9'; ++c)
        classes[static_cast<std::size_t>(c)] = Class::digit;
    return classes;
}

FactWordReader::Class FactWordReader::class_at(std::size_t at, std::size_t& next) const {
    static constexpr std::array<Class, kAscii> kAsciiClasses = ascii_classes();
    const char byte = text_[at];
    if (static_cast<unsigned char>(byte) < kAscii) {
        next = at + 1;
        return kAsciiClasses[static_cast<unsigned char>(byte)];
    }
    next = at;
    const std::int32_t code_point = next_code_point(text_, next);
    if (code_point < 0) return Class::separator;
    switch (classify(code_point)) {
        case CharacterClass::letter:
        case CharacterClass::greek:
        case CharacterClass::mark:
        case CharacterClass::micro:
            return Class::letter;
        case CharacterClass::digit:
            return Class::digit;
        case CharacterClass::ideograph:
            return Class::alone;
        default:
            return Class::separator;
    }
}

/// Behind the word that begins at `at`.
std::size_t FactWordReader::read_word(std::size_t at, Class first, std::size_t next) {
    if (first == Class::alone) return next;
    std::size_t end = next;
    while (end < text_.size()) {
        const Class here = class_at(end, next);
        if (here == first) {
            end = next;
            continue;
        }
        const bool decimal = first == Class::digit && (text_[end] == '.' || text_[end] == ',') &&
                             end + 1 < text_.size() && is_digit(text_[end + 1]) &&
                             is_digit(text_[end - 1]) && end - at < 6;
        if (!decimal) break;
        end += 2;
    }
    return end;
}

/// Whether the full stop at that place ends a sentence.
bool FactWordReader::ends_sentence(std::size_t full_stop) const {
    std::size_t after = full_stop + 1;
    if (after >= text_.size()) return true;
    if (is_ascii_letter(text_[after])) {
        return full_stop > 1 && is_upper(text_[after]) && is_lower(text_[full_stop - 1]) &&
               is_lower(text_[full_stop - 2]);
    }
    while (after < text_.size() && (text_[after] == ' ' || text_[after] == '\n'))
        ++after;
    if (after < text_.size() && is_lower(text_[after])) return false;
    return words_->empty() || words_->back().end != full_stop ||
           !is_shortened(text_.substr(words_->back().begin, full_stop - words_->back().begin));
}

/// Whether a line end is more than a fold of the text: no word in small letters follows.
bool FactWordReader::ends_line(std::size_t line_feed) const {
    std::size_t after = line_feed + 1;
    while (after < text_.size() && (text_[after] == ' ' || text_[after] == '\r'))
        ++after;
    return after >= text_.size() ||
           !(is_lower(text_[after]) || is_digit(text_[after]) || text_[after] == '(');
}

/// What the separator at `at` does to its neighbours.
Gap FactWordReader::gap_at(std::size_t at, std::size_t next) const {
    switch (text_[at]) {
        case '-':
        case '/':
        case '\'':
            return Gap::joined;
        case ',':
            return Gap::comma;
        case '(':
        case ')':
        case '[':
        case ']':
            return Gap::bracket;
        case ':':
            return Gap::colon;
        case ';':
        case '?':
        case '!':
            return Gap::stop;
        case '.':
            return ends_sentence(at) ? Gap::stop : Gap::space;
        case '\n':
            return ends_line(at) ? Gap::stop : Gap::space;
        default:
            break;
    }
    return gap_of_mark(text_.substr(at, next - at));
}

void FactWordReader::read(std::string_view text, std::vector<RawWord>& words) {
    words.clear();
    text_ = text;
    words_ = &words;
    Gap gap = Gap::stop;
    for (std::size_t at = 0, next = 0; at < text.size(); at = next) {
        const Class here = class_at(at, next);
        if (here == Class::separator) {
            gap = std::max(gap, gap_at(at, next));
            continue;
        }
        next = read_word(at, here, next);
        words.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(next), gap,
                         here == Class::digit});
        gap = Gap::none;
    }
}

}  // namespace casebook
